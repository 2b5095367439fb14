import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundle, Features } from 'lightningcss'
import { describe, expect, it } from 'vitest'

interface Rule {
  readonly file: string
  /** The class that is styled: the one outside of `:where()`. */
  readonly part: string
  /** `before` or another pseudo-element of the part. */
  readonly pseudo: string | undefined
  /** All classes of the selector, with those inside of `:where()`. */
  readonly classes: readonly string[]
  readonly properties: readonly string[]
}

const folder = 'src/styles'
const sheets = ['preferences', 'streak', 'schedule', 'profile', 'reach', 'timezone', 'sign-up']

/** The files that each sheet imports. */
const filesOf = new Map(
  sheets.map((sheet) => {
    const text = readFileSync(join(folder, `${sheet}.css`), 'utf8')
    return [sheet, [...text.matchAll(/@import '\.\/(.+)';/g)].map(([, file = '']) => file)]
  }),
)
const allFiles = [...new Set([...filesOf.values()].flat())]
const textOf = new Map(allFiles.map((file) => [file, flatten(file)]))
const rulesOf = new Map(allFiles.map((file) => [file, getRules(file)]))

function flatten(file: string): string {
  const { code } = bundle({ filename: join(folder, file), include: Features.Nesting })
  return code.toString().replaceAll(/\/\*[\s\S]*?\*\//g, '')
}

function getRules(file: string): Rule[] {
  const rules = textOf.get(file)!.matchAll(/([^{}]+)\{([^{}]*)\}/g)
  return [...rules].flatMap(([, selector = '', body = '']) => {
    const properties = [...body.matchAll(/(?:^|[;{])\s*([\w-]+):/g)].map(([, name = '']) => name)
    const outside = selector.replaceAll(/:where\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '')
    const parts = outside.matchAll(
      /\.(ik-[\w-]+)[^,]*?(?:::?(before|after|backdrop)|(?=[,\s)]|$))/g,
    )
    const classes = [...selector.matchAll(/\.(ik-[\w-]+)/g)].map(([, name = '']) => name)
    return [...parts].map(([, part = '', pseudo]) => ({ file, part, pseudo, classes, properties }))
  })
}

/** Returns the code of a feature's entry with everything that it imports. */
async function getCode(sheet: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`src/${sheet}.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    packages: 'external',
    minifySyntax: true,
  })
  return outputFiles[0]!.text
}

function getClasses(code: string): Set<string> {
  const parts = [...code.matchAll(/(?:part|[rR]oot)Props\("([\w-]+)"/g)].map(
    ([, name = '']) => `ik-${name}`,
  )
  if (code.includes('rootProps(')) parts.push('ik-root')
  return new Set([...parts, ...[...code.matchAll(/ik-[a-z][\w-]*\w/g)].map(([name]) => name)])
}

/** Returns whether setting one property changes the other one. */
function overlap(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (short === 'border' && long.endsWith('radius')) return false
  const isFont = short === 'font' && long === 'line-height'
  return short === long || long.startsWith(`${short}-`) || isFont
}

describe.each(sheets)('identikit/styles/%s.css', (sheet) => {
  const files = filesOf.get(sheet)!

  it('styles every class of the components of its entry, and no others', async () => {
    const classes = getClasses(await getCode(sheet))
    const isUsed = (file: string) =>
      rulesOf.get(file)!.some((rule) => rule.classes.every((name) => classes.has(name)))
    const used = ['ui/tokens.css', ...allFiles.filter(isUsed)]
    if (used.some((file) => textOf.get(file)!.includes('animation:')))
      used.push('ui/animations.css')
    expect([...files].sort()).toEqual(used.sort())
  })

  it('has the animations that its rules use', () => {
    const text = files.map((file) => textOf.get(file)).join('\n')
    const used = [...text.matchAll(/animation:([^;}]+)/g)].join(' ').matchAll(/ik-\w+/g)
    for (const [name] of used) expect(text).toContain(`@keyframes ${name} `)
  })
})

it('no sheet selects by `:dir()`, which minifiers turn into `:lang()`', () => {
  for (const [file, text] of textOf)
    expect({ file, hasDir: text.includes(':dir(') }).toEqual({ file, hasDir: false })
})

describe('two style sheets on one page', () => {
  it('never repeat a rule after one that overrides it', async () => {
    const together = getClassesOfOneElement(await Promise.all(sheets.map(getCode)))
    expect(together.get('ik-button')).toContain('ik-sign-up-form-submit')

    for (const [file, other] of allFiles.flatMap(pairsThatSheetsSeparate))
      for (const rule of rulesOf.get(file)!)
        for (const { part, pseudo, properties } of rulesOf.get(other)!) {
          const isOneElement = rule.part === part || together.get(rule.part)?.has(part)
          if (!isOneElement || rule.pseudo !== pseudo) continue
          const both = properties.filter((name) =>
            rule.properties.some((own) => overlap(name, own)),
          )
          expect({ file, other, part, both }).toEqual({ file, other, part, both: [] })
        }
  })

  /** Returns a file with each other one that a sheet has it with, and that a sheet loaded after it may lack. */
  function pairsThatSheetsSeparate(file: string): [string, string][] {
    const withFile = [...filesOf.values()].filter((files) => files.includes(file))
    const others = allFiles.filter((other) => {
      const count = withFile.filter((files) => files.includes(other)).length
      return other !== file && count > 0 && count < withFile.length
    })
    return others.map((other) => [file, other])
  }

  /** Returns the other classes that an element with a class of the kit can have, such as the variants of a button. */
  function getClassesOfOneElement(codes: string[]): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>()
    for (const [names] of codes.join('\n').matchAll(/ik-[\w-]+(?: ik-[\w-]+)+/g)) {
      const classes = names.split(' ')
      if (classes.includes('ik-button-primary')) classes.push('ik-button')
      for (const name of classes) found.set(name, new Set([...(found.get(name) ?? []), ...classes]))
    }
    return found
  }
})

import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Markup of components in which a translated page would crash React or keep an old text. */
const refused = [
  `<p>{isOpen && t.open}{isShut && t.shut}</p>`,
  `<p>{t.title} <b>{name}</b></p>`,
  `<p>Hello {name}</p>`,
  `<p>{count} new</p>`,
  `<label><input /> {label}</label>`,
  `<label>{label}{optional && <i>{t.optional}</i>}</label>`,
  `<button>{isSaving ? t.saving : <Icon />}<Icon /></button>`,
  '<p>{`${count}`}<Icon /></p>',
  `<p>{t.count(5)}<Icon /></p>`,
  `<p><Icon />{isOpen ? null : 5}</p>`,
  `<p><b>{a}</b>{' '}<b>{b}</b></p>`,
  `<p><b>{a}</b> <b>{b}</b></p>`,
  `<>{t.title}</>`,
  `<><Icon />{t.title}</>`,
  `<ul>{names.map((name) => name)}<li /></ul>`,
  `<ul>{names.map((name) => { if (name) return name; return <li /> })}<li /></ul>`,
  `<ul>{names.map(toText)}<li /></ul>`,
  `<p>{names.join(', ')}<Icon /></p>`,
  `<p>{description}{isOpen && <Icon />}</p>`,
  `<section>{children}{isOpen && <Icon />}</section>`,
  `<p>{a ?? b}<Icon /></p>`,
  `<p>{a || <Icon />}<Icon /></p>`,
  `<p>{text as ReactNode}<Icon /></p>`,
  `<p>{text!}<Icon /></p>`,
  `<p>{constant}<Icon /></p>`,
  `<Heading>{t.title} <Icon /></Heading>`,
  `<Context.Provider>{t.title}<Icon /></Context.Provider>`,
]

/** Markup in which each text has an element of its own. */
const allowed = [
  `<p>{isOpen && t.open}</p>`,
  `<p>{isOpen ? t.open : isShut ? t.shut : undefined}</p>`,
  '<p>{`Hello ${name}`}</p>',
  `<p>{isOpen ? t.open : <Icon />}</p>`,
  `<label><span>{label}</span>{optional && <i>{t.optional}</i>}</label>`,
  `<button>{isOpen && <Icon />}{count > 0 ? <b>{count}</b> : null}</button>`,
  `<ul>{names.map((name) => <li key={name}>{name}</li>)}<li /></ul>`,
  `<ul>{names.map((name) => { if (!name) return null; return <li /> })}<li /></ul>`,
  `<ul>{names.map(toItem)}<li /></ul>`,
  `<section>{icon}{isOpen && icon}</section>`,
  `<section>{children}<Icon /></section>`,
  `<section>{children ?? <Icon />}<Icon /></section>`,
  `<section>{renderControl({ id })}{renderFooter?.()}</section>`,
  `<p>\n  {/* A comment. */}\n  {t.title}\n</p>`,
  `<>{isOpen && <Icon />}</>`,
  `<Button>{t.save}</Button>`,
]

const component = (markup: string) => `
const toText = (name: string) => name
const toItem = (name: string) => <li key={name}>{name}</li>
const constant = 'text'
export function Part({ children, description, label, icon: given, ...props }: any) {
  const icon = <Icon />
  return ${markup}
}
`
/** Components that aren't elements with children. */
const files = {
  refused: [
    `export function Part({ t }: any) { return t.title }`,
    `export function Part({ t, isOpen }: any) { if (isOpen) return t.title\n return <i /> }`,
    `export const Part = memo(function Part({ t, isOpen }: any) { return isOpen ? <i /> : t.title })`,
    ...refused.map(component),
  ],
  allowed: [
    `export function Part({ isOpen }: any) { return isOpen && <i /> }`,
    `export function Part({ isOpen }: any) { if (isOpen) return null\n return <i /> }`,
    `export function Part(props: any) { function getText() { return props.t.title }\n return <i>{getText()}</i> }`,
    `export function getText(t: any) { return t.title }`,
    ...allowed.map(component),
  ],
}

/** Returns whether each file breaks the rule. */
async function lint(sources: readonly string[]): Promise<readonly boolean[]> {
  const folder = await mkdtemp(join(tmpdir(), 'own-text-'))
  try {
    const config = join(folder, 'config.json')
    const plugin = resolve('scripts/oxlint-plugin.mjs')
    const rules = { 'identikit/own-text-element': 'error' }
    await writeFile(config, JSON.stringify({ jsPlugins: [plugin], rules, categories: {} }))
    await Promise.all(
      sources.map((source, index) => writeFile(join(folder, `${index}.tsx`), source)),
    )
    const args = [
      'oxlint',
      '-c',
      config,
      '-f',
      'unix',
      '-A',
      'all',
      '-D',
      'identikit/own-text-element',
      folder,
    ]
    const output = await new Promise<string>((done) => {
      execFile('npx', args, { maxBuffer: 2 ** 24 }, (_, stdout) => done(stdout))
    })
    const broken = output.split('\n').filter((line) => line.includes('own-text-element'))
    return sources.map((_, index) => broken.some((line) => line.includes(`/${index}.tsx:`)))
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('the lint rule for text refuses each text beside other content', async () => {
  const results = await lint(files.refused)
  expect(files.refused.filter((_, index) => !results[index])).toEqual([])
})

test('the lint rule for text allows text in an element of its own, and elements beside each other', async () => {
  const results = await lint(files.allowed)
  expect(files.allowed.filter((_, index) => results[index])).toEqual([])
})

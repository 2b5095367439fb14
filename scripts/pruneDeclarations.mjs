// @ts-check
/**
 * Deletes from `dist` the declarations that no public entry needs: files that no entry imports, directly or indirectly, and functions and
 * constants of the others that no entry exports and no type mentions. They are a fifth of the package.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
/** @type {{ exports: Record<string, { types?: string }> }} */
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const entries = Object.values(exports).flatMap(({ types }) =>
  types?.endsWith('.d.ts') && !types.endsWith('.css.d.ts') ? [join(root, types)] : [],
)

/** The declarations of each file that an entry imports: the compiler indents all but the first and the last line of one. */
const used = new Map(entries.map((file) => [file, readDeclarations(file)]))
for (const [file, declarations] of used) {
  const imports = declarations
    .join('')
    .matchAll(/(?:from |import |import\()['"](\.[^'"]+)\.js['"]/g)
  for (const [, path = ''] of imports) {
    const imported = `${resolve(dirname(file), path)}.d.ts`
    if (!used.has(imported)) used.set(imported, readDeclarations(imported))
  }
}

/** @param {string} file */
function readDeclarations(file) {
  return readFileSync(file, 'utf8').split(/(?<=^(?! \*\/|\/\*\*).*\n)(?=\/\*\*|\w)/m)
}

const code = [...used.values()]
  .flat()
  .join('')
  .replaceAll(/\/\*\*.*?\*\//gs, '')
/** @type {Map<string, number>} */
const mentions = new Map()
for (const [name] of code.matchAll(/[\w$]+/g)) mentions.set(name, (mentions.get(name) ?? 0) + 1)

for (const path of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const file = join(root, 'dist', path)
  if (!file.endsWith('.d.ts') || file.endsWith('.css.d.ts')) continue
  const declarations = used.get(file)
  if (!declarations) {
    rmSync(file)
  } else if (!entries.includes(file)) {
    const needed = declarations.filter((text) => {
      const name = /^export declare (?:function|const) ([\w$]+)/m.exec(text)?.[1]
      return name === undefined || mentions.get(name) !== 1
    })
    writeFileSync(file, needed.join(''))
  }
}

import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'
import { promisify } from 'node:util'
import pkg from '../../../package.json' with { type: 'json' }
import { findCodeBlocks, getBlockPath, root, type CodeBlock, type Page } from '../markdown.js'

const folder = join(root, 'node_modules/.cache/identikit-docs')
/** The folders with the modules of a product. */
const standIns = [join(root, 'test/docs/yours'), join(root, 'test/docs')] as const

/** The names that a fragment may use without an import, by the module that exports them. */
export type KnownNames = ReadonlyMap<string, string>

interface BlockFile {
  readonly page: Page
  readonly path: string
  readonly code: string
}

/** Registers a catalog or traits for the whole program, which the sources don't compile with. */
const isAugmentation = ({ code }: { readonly code: string }) => code.includes('declare module ')

/**
 * Compiles the TypeScript blocks of pages against the sources, and returns the errors with the line in the page. A block is a module:
 * one that names its path is imported by the others of its page. Relative imports that no block of the page is for are modules of the
 * product, which `test/docs/yours` stands in for.
 * @param isRegistered whether the blocks that register a catalog or traits belong to the program, as in the product of a host
 */
export async function compileBlocks(
  pages: readonly Page[],
  known: KnownNames,
  isRegistered = false,
): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true })
  const files = pages.flatMap((page) => toFiles(page, known))
  for (const { path, code } of files) write(path, code)
  for (const { path, code } of files) writeStandIns(path, code)
  const names = new Map(files.map(({ path, page }) => [path, page.path]))
  const list = files.filter((file) => isRegistered || !isAugmentation(file))
  write(join(folder, 'tsconfig.json'), JSON.stringify(createConfig(list)))
  const lines = (await compile()).split('\n').filter((line) => /^\S/.test(line))
  return lines.flatMap((line) => {
    const [, path = '', row, problem = line] = /^(.+?)\((\d+),\d+\): (.*)$/.exec(line) ?? []
    const page = names.get(resolve(root, path))
    // The sources aren't written for a registered catalog. A host has their declarations.
    return isRegistered && page === undefined ? [] : [`${page ?? path}:${row} ${problem}`]
  })
}

function toFiles(page: Page, known: KnownNames): readonly BlockFile[] {
  const base = join(folder, page.path.replaceAll(/\W+/g, '-'))
  /** Blocks that name the same path are parts of one file. */
  const codes = new Map<string, string>()
  for (const block of findCodeBlocks(page)) {
    if (block.language !== 'ts' && block.language !== 'tsx') continue
    const name = getBlockPath(block) ?? `line${block.line}.${block.language}`
    const path = join(base, name)
    codes.set(path, addBlock(codes.get(path) ?? '', toModule(block, name, known)))
  }
  return Array.from(codes, ([path, code]) => ({ page, path, code }))
}

/** Adds a block to the blocks of its file above it. Both begin with the empty lines of the page. */
function addBlock(above: string, code: string): string {
  return above + code.slice(above.split('\n').length - 1)
}

/** Keeps the lines of the page, so that a compiler error has the line of the page. */
function toModule({ code, line, isFragment }: CodeBlock, name: string, known: KnownNames): string {
  const depth = name.split('/').length - (name.startsWith('src/') ? 2 : 1)
  const body = code.replaceAll("'@/", `'${depth === 0 ? './' : '../'.repeat(depth)}`)
  const before = '\n'.repeat(line - 1)
  if (!isFragment) return `${before}\n${body}`
  const isMarkup = body.startsWith('<')
  return [
    before,
    importNames(body, known),
    isMarkup ? 'export const fragment = <>' : '',
    `\n${body}`,
    isMarkup ? '</>' : '',
  ].join('')
}

function importNames(code: string, known: KnownNames): string {
  const declared =
    /(?:\b(?:const|let|function|interface|type|class)\s+|^import .*?)(\{[^}]*\}|\[[^\]]*\]|\w+)/gm
  const own = new Set(
    [...code.matchAll(declared)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []),
  )
  const used = new Set(code.match(/(?<![\w.$'-])[A-Za-z_$][\w$]*/g))
  return [...used]
    .filter((name) => known.has(name) && !own.has(name))
    .map((name) => `import { ${name} } from '${known.get(name)}'; `)
    .join('')
}

/** Writes a module beside a block for each relative import that is for none of the blocks. */
function writeStandIns(path: string, code: string): void {
  for (const [, specifier = ''] of code.matchAll(/(?:from|import) '(\.[^']+?)(?:\.js)?'/g)) {
    const target = resolve(dirname(path), specifier)
    if (['.ts', '.tsx', ''].some((end) => existsSync(target + end))) continue
    const found = standIns
      .map((of) => join(of, posix.basename(specifier)))
      .find((file) => ['.ts', '.tsx'].some((end) => existsSync(file + end)))
    if (found) write(`${target}.ts`, `export * from ${JSON.stringify(found)}\n`)
  }
}

/** Returns the source of each entry of the package, the whole kit first. */
function findEntries(): [id: string, source: string][] {
  return Object.entries(pkg.exports).flatMap(([name, target]) => {
    const path = typeof target === 'string' ? target : target.default
    const [, source] = /^\.\/dist\/(.+)\.js$/.exec(path) ?? []
    return source === undefined
      ? []
      : [[pkg.name + name.slice(1), join(root, 'src', `${source}.ts`)]]
  })
}

function createConfig(files: readonly BlockFile[]) {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      module: 'esnext',
      moduleResolution: 'bundler',
      verbatimModuleSyntax: false,
      noPropertyAccessFromIndexSignature: false,
      noUnusedLocals: false,
      allowJs: false,
      checkJs: false,
      paths: Object.fromEntries(findEntries().map(([id, source]) => [id, [source]])),
    },
    files: [join(root, 'test/docs/blocks/packages.d.ts'), ...files.map(({ path }) => path)],
    include: [],
  }
}

async function compile(): Promise<string> {
  const tsc = ['node_modules/typescript/bin/tsc', '-p', folder, '--pretty', 'false']
  const { stdout } = await promisify(execFile)(process.execPath, tsc, {
    cwd: root,
    maxBuffer: 2 ** 26,
  }).catch((error: { stdout: string }) => error)
  return stdout
}

/** Returns the names that the entries of the package and the modules of `test/docs/yours` export. */
export function findKnownNames(): KnownNames {
  const names = new Map<string, string>()
  for (const [id, source] of findEntries())
    for (const name of findExports(source)) if (!names.has(name)) names.set(name, id)
  const [yours] = standIns
  for (const file of readdirSync(yours)) {
    const path = join(yours, file)
    for (const name of findExports(path)) names.set(name, path.replace(/\.tsx?$/, ''))
  }
  return names
}

/** Returns the exported values of a source file. */
function findExports(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8')
  const declared = /^export (?:declare )?(?:async )?(?:const|function) (\w+)/gm
  const listed = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(',').map((name) => name.trim()),
  )
  const others = [...text.matchAll(/^export \* from '(.+)\.js'/gm)].flatMap(([, path = '']) =>
    findExports(join(dirname(file), `${path}.ts`)),
  )
  const own = [...text.matchAll(declared)].map(([, name = '']) => name)
  return [...own, ...listed.filter((name) => /^\w+$/.test(name)), ...others]
}

function write(path: string, code: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, code)
}

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { adapterNames } from '../../src/cli/init/adapterChoices.js'
import { run } from './cli.fixture.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Creates a project with files by path. */
function createProject(packages: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'identikit-init-'))
  folders.push(folder)
  const dependencies = Object.fromEntries(packages.map((name) => [name, '*']))
  const all = { 'package.json': JSON.stringify({ dependencies }), ...files }
  for (const [path, content] of Object.entries(all)) write(folder, path, content)
  return {
    init: (...args: readonly string[]) => run(['init', ...args], { cwd: folder }),
    read: (path: string) => readFileSync(join(folder, path), 'utf8'),
    write: (path: string, content: string) => write(folder, path, content),
    list: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
        .sort(),
  }
}

function write(folder: string, path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

const next = { 'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}' }
const nextLayout = { ...next, 'src/app/layout.tsx': '' }

describe('identikit init', () => {
  it('writes the files of docs/first-settings-page.md into a Next.js app', async () => {
    const { init, read, list } = createProject(['next', 'react', 'pg'], nextLayout)
    const { code, stdout, stderr } = await init()
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Found Next.js in TypeScript. Adapter: postgres')
    expect(stdout).toContain('1. npm install identikit @types/pg\n')
    expect(list()).toEqual([
      'package.json',
      'src/Settings.tsx',
      'src/app/api/identikit/[[...path]]/route.ts',
      'src/app/layout.tsx',
      'src/app/settings/page.tsx',
      'src/notifications.ts',
      'src/server/handler.ts',
      'src/server/session.ts',
      'tsconfig.json',
    ])
    for (const path of [
      'src/notifications.ts',
      'src/server/handler.ts',
      'src/app/api/identikit/[[...path]]/route.ts',
      'src/Settings.tsx',
      'src/app/settings/page.tsx',
    ]) {
      expect(read(path)).toBe(pageFile(path))
    }
  })

  it('writes the files of that page into a Vite app, and says what to add to its configuration', async () => {
    const files = {
      'tsconfig.json': '{}',
      'src/App.tsx': '',
      'vite.config.ts': 'export default {}',
    }
    const { init, read, list } = createProject(['vite', 'react', 'pg', 'identikit'], files)
    const { stdout } = await init()
    expect(stdout).toContain('Found React with Vite in TypeScript. Adapter: postgres')
    expect(stdout).toContain('npm install @types/pg tsx @types/node')
    expect(stdout).toContain("server: { proxy: { '/api': { target: 'http://localhost:3000' } } },")
    expect(stdout).toContain('<Settings userId="demo" />')
    expect(list()).toContain('src/server/main.ts')
    expect(read('src/server/main.ts')).toBe(pageFile('src/server/main.ts'))
    expect(read('vite.config.ts')).toBe('export default {}')
  })

  it('writes the files of docs/mounting.md into a React Router app', async () => {
    const { init, read, list } = createProject(
      ['@react-router/dev', 'react-router', 'react', 'vite', 'pg'],
      { 'tsconfig.json': '{}', 'app/routes.ts': 'export default []' },
    )
    const { code, stdout, stderr } = await init()
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Found React Router in TypeScript. Adapter: postgres')
    expect(stdout).toContain("route('api/identikit/*', 'routes/identikit.ts'),")
    expect(stdout).toContain('signed-in user in app/server/session.server.ts')
    expect(stdout).toContain('open /settings')
    expect(list().filter((path) => path.startsWith('app/'))).toEqual([
      'app/Settings.tsx',
      'app/notifications.ts',
      'app/routes.ts',
      'app/routes/identikit.ts',
      'app/routes/settings.tsx',
      'app/server/handler.server.ts',
      'app/server/session.server.ts',
    ])
    expect(read('app/server/handler.server.ts')).toContain("from './session.server'")
    for (const path of ['app/routes/identikit.ts', 'app/routes/settings.tsx'])
      expect(read(path)).toBe(pageFile(path, 'docs/mounting.md'))
    expect(read('app/routes.ts')).toBe('export default []')
  })

  it('writes the files of docs/mounting.md into an Astro app', async () => {
    const files = { 'tsconfig.json': '{}', 'src/pages/index.astro': '' }
    const { init, read, list } = createProject(['astro', '@astrojs/react', 'react'], files)
    const { code, stdout, stderr } = await init()
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Found Astro in TypeScript. Adapter: memory')
    expect(stdout).toContain('npx astro add node\n')
    const endpoint = 'src/pages/api/identikit/[...path].ts'
    expect(list()).toEqual(expect.arrayContaining(['src/Settings.tsx', 'src/server/handler.ts']))
    expect(read(endpoint)).toBe(pageFile(endpoint, 'docs/mounting.md'))
    const page = readFileSync('docs/mounting.md', 'utf8').replace(
      '// src/pages/settings.astro\n',
      '',
    )
    expect(page).toContain(`\n\`\`\`astro\n${read('src/pages/settings.astro')}\`\`\`\n`)
  })

  it('leaves out what is done', async () => {
    const config = "export default { server: { proxy: { '/api': 'http://localhost:3000' } } }"
    const packages = ['vite', 'react', 'identikit', 'tsx']
    const { init } = createProject(packages, { 'vite.config.js': config, 'src/App.jsx': '' })
    const { stdout } = await init()
    expect(stdout).not.toContain('npm install')
    expect(stdout).not.toContain('configuration of Vite')
  })

  it('writes JavaScript where the project has no TypeScript, below the root without a folder src', async () => {
    const { init, list, read } = createProject(['next'], { 'app/page.jsx': '' })
    await init()
    expect(list()).toEqual([
      'Settings.jsx',
      'app/api/identikit/[[...path]]/route.js',
      'app/page.jsx',
      'app/settings/page.jsx',
      'notifications.js',
      'package.json',
      'server/handler.js',
      'server/session.js',
    ])
    expect(read('app/api/identikit/[[...path]]/route.js')).toContain(
      "from '../../../../server/handler'",
    )
    expect(read('app/settings/page.jsx')).toContain("from '../../server/session'")
  })

  it('writes beside the folder app where there is a folder src, too, and imports by path where `@/` is another folder', async () => {
    const files = { ...next, 'app/layout.tsx': '', 'src/lib/db.ts': '' }
    const { init, list, read } = createProject(['next'], files)
    await init()
    expect(list()).toContain('app/settings/page.tsx')
    expect(list().filter((path) => path.startsWith('src/'))).toEqual(['src/lib/db.ts'])
    expect(read('app/settings/page.tsx')).toContain("from '../../server/session'")
  })

  it('asks for the ids of a service that has types of its own', async () => {
    const { init } = createProject(['next'], nextLayout)
    const text = 'Replace the ids in src/notifications.ts with those of the service'
    expect((await init('--adapter', 'knock')).stdout).toContain(text)
    expect((await init('--adapter', 'postgres')).stdout).not.toContain(text)
  })

  it('never changes a file that exists, and shows what it would hold', async () => {
    const { init, read, write: change, list } = createProject(['next', 'react'], nextLayout)
    await init()
    const before = list()
    change('src/notifications.ts', 'export const catalog = []\n')
    const { code, stdout } = await init()
    expect(code).toBe(0)
    expect(list()).toEqual(before)
    expect(read('src/notifications.ts')).toBe('export const catalog = []\n')
    expect(stdout).toContain('kept  src/notifications.ts: it exists')
    expect(stdout).toContain("        import { defineCatalog } from 'identikit/core'")
    expect(stdout).toContain('same  src/server/handler.ts')
  })

  it('writes nothing with --dry-run, and prints the files', async () => {
    const { init, list } = createProject(['next', 'react'], nextLayout)
    const before = list()
    const { stdout } = await init('--dry-run')
    expect(list()).toEqual(before)
    expect(stdout).toContain('createUserHandler({')
  })

  it.each([
    ['pg', 'postgres'],
    ['@knocklabs/node', 'knock'],
    ['@novu/api', 'novu'],
    ['@trophyso/node', 'trophy'],
    ['@trycourier/courier', 'courier'],
    ['@engage_so/core', 'engage'],
    ['@onesignal/node-onesignal', 'onesignal'],
    ['express', 'memory'],
  ])('finds the service of %s: %s', async (name, adapter) => {
    const { stdout } = await createProject(['next', name], nextLayout).init('--dry-run')
    expect(stdout).toContain(`Adapter: ${adapter} `)
  })

  it.each([
    ['pnpm-lock.yaml', 'pnpm add'],
    ['yarn.lock', 'yarn add'],
    ['bun.lock', 'bun add'],
  ])('uses the package manager of %s', async (file, command) => {
    const { init } = createProject(['next'], { ...nextLayout, [file]: '' })
    expect((await init('--dry-run')).stdout).toContain(`1. ${command} identikit\n`)
  })

  it.each(adapterNames)(
    'names the variables of %s and prints no value of them',
    async (adapter) => {
      const { init, read } = createProject(['next'], nextLayout)
      const { stdout } = await init('--adapter', adapter)
      const variables = read('src/server/handler.ts').match(/(?<=process\.env\.)\w+/g) ?? []
      for (const name of variables) expect(stdout).toContain(name)
    },
  )

  it('signs nobody in outside of development', async () => {
    const { init, read } = createProject(['next'], { ...nextLayout, 'tsconfig.json': '{}' })
    await init()
    expect(read('src/server/session.ts')).toMatch(
      /if \(process\.env\.NODE_ENV !== 'development'\) \{[^}]+return undefined\n/,
    )
  })

  it.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[], RegExp]>(
    [
      ['another framework', ['@remix-run/dev', 'vite'], {}, [], /remix.*docs\/mounting\.md/],
      [
        'no framework',
        ['react'],
        {},
        [],
        /Next\.js, React Router, Astro, and React with Vite.*docs\/mounting\.md/,
      ],
      ['the Pages Router', ['next'], { 'pages/index.js': '' }, [], /no folder "app"/],
      ['an unknown adapter', ['next'], nextLayout, ['--adapter', 'mysql'], /--adapter postgres/],
      ['an unknown option', ['next'], nextLayout, ['--force'], /--dry-run only/],
      ['a broken package.json', [], { 'package.json': '{' }, [], /not valid JSON/],
    ],
  )('refuses %s and writes nothing', async (_, packages, files, args, message) => {
    const { init, list } = createProject(packages, files)
    const before = list()
    const { code, stderr } = await init(...args)
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
    expect(list()).toEqual(before)
  })

  it('refuses a folder without package.json', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'identikit-init-'))
    folders.push(folder)
    const { code, stderr } = await run(['init'], { cwd: folder })
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no package.json here')])
  })
})

/** Returns the code block of a page for a path. */
function pageFile(path: string, page = 'docs/first-settings-page.md'): string {
  const text = readFileSync(page, 'utf8')
  const blocks = [...text.matchAll(/^```tsx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)]
  return blocks.find(([, name]) => name === path)?.[2] ?? `The page has no file ${path}.`
}

import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { adapterNames } from '../../src/cli/init/adapterChoices.js'
import type { Project } from '../../src/cli/init/detectProject.js'
import { listHostFiles } from '../../src/cli/init/hostFiles.js'

/** Inside of the repository, so that React and pg are found. */
const folder = resolve('node_modules/.cache/identikit-init')

const projects = (['next', 'react-router', 'astro', 'vite'] as const).flatMap((framework) =>
  adapterNames.flatMap((adapter) =>
    [true, false].map((isTypeScript): Project => ({
      framework,
      adapter,
      isTypeScript,
      base: '',
      hasAlias: false,
      packages: new Set(),
      addCommand: 'npm install',
    })),
  ),
)

const modules = `declare module 'next/headers' { export function headers(): Promise<Headers> }
declare module 'next/server' { export function connection(): Promise<void> }
declare module 'react-router' {
  export interface LoaderFunctionArgs { request: Request }
  export type ActionFunctionArgs = LoaderFunctionArgs
  export function redirect(url: string): Response
  export function useLoaderData<Loader extends (args: LoaderFunctionArgs) => unknown>(): Awaited<ReturnType<Loader>>
}
declare module 'astro' {
  export type APIRoute = (context: { request: Request }) => Response | Promise<Response>
}
declare module 'identikit/styles.css' {}
`

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

it('identikit init: the files of each framework, adapter and language compile', async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const project of projects) {
    const { framework, adapter, isTypeScript } = project
    const base = `${framework}-${adapter}-${isTypeScript ? 'ts' : 'js'}`
    for (const { path, content } of listHostFiles(project)) write(`${base}/${path}`, content)
  }
  write('modules.d.ts', modules)
  const source = resolve('src')
  const entries = ['core', 'server', 'remote'].map((name) => [`identikit/${name}`, `${name}.ts`])
  const adapters = adapterNames.map((name) => [
    `identikit/adapters/${name}`,
    `adapters/${name}/${name}.ts`,
  ])
  const all = [
    ['identikit', 'index.ts'],
    ['identikit/server/node', 'server/nodeListener.ts'],
    ...entries,
    ...adapters,
  ]
  const paths = Object.fromEntries(all.map(([name, file]) => [name, [`${source}/${file}`]]))
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    module: 'ESNext',
    moduleResolution: 'Bundler',
    jsx: 'react-jsx',
    strict: true,
    exactOptionalPropertyTypes: true,
    allowJs: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    paths,
  }
  write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['.'] }))
  const compiler = resolve('node_modules/typescript/bin/tsc')
  const run = promisify(execFile)(process.execPath, [compiler, '-p', folder])
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  expect(stdout).toBe('')
})

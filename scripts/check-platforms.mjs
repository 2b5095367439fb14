// @ts-check
/**
 * Checks the packed build where hosts use it: in bundles of esbuild, webpack with the React Compiler, and Rspack, which Chromium opens; its entries for shadcn;
 * in tests of Vitest and Jest, as docs/testing.md describes; and the handler in workerd and in Bun: `npm run check:platforms`.
 */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { packPackages } from './apps/packPackages.mjs'
import { writeFile } from './apps/pageFiles.mjs'
import { readPageFiles } from './apps/readPageFiles.mjs'
import { findPort, run, start } from './apps/runCommand.mjs'
import { launchOptions, resolveBrowser } from './browser.mjs'
import { tryBundle } from './platforms/tryBundle.mjs'
import { tryHandler } from './platforms/tryHandler.mjs'

const folder = mkdtempSync(join(tmpdir(), 'identikit-platforms-'))
const host = join(folder, 'host')
const testing = readPageFiles('docs/testing.md')

/**
 * Prints the seconds of a check.
 *
 * @param {string} name
 * @param {() => unknown} check
 */
async function time(name, check) {
  const begun = Date.now()
  await check()
  console.log(`ok   ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
}

/** Writes the host with code of the documentation, and installs it with the packed build. */
async function install() {
  cpSync(new URL('./platforms/host', import.meta.url), host, { recursive: true })
  const pages = { 'README.md': 'src/App.tsx', 'docs/own-markup.md': 'src/NotificationTable.tsx' }
  for (const [page, path] of Object.entries(pages))
    writeFile(join(host, path), readPageFiles(page).get(path) ?? '')
  const flags = ['--prefer-offline', '--no-audit', '--no-fund']
  await run(host, ['npm', 'install', ...flags, packPackages(folder)['identikit'] ?? ''])
}

/** Adds each entry for shadcn to the host. */
async function addEntries() {
  const source = './node_modules/identikit/dist/registry'
  const entries = readdirSync(join(host, source)).map((name) => `${source}/${name}`)
  await run(host, ['npx', 'shadcn', 'add', ...entries, '--yes'])
}

/** @param {string} bundler */
async function checkBundle(bundler) {
  await run(host, ['node', `${bundler}.mjs`])
  const browser = await chromium.launch(launchOptions(resolveBrowser()))
  try {
    await tryBundle(browser, join(host, 'dist', bundler))
  } finally {
    await browser.close()
  }
  // The React Compiler ran: its output keeps values in a cache of each component.
  if (bundler === 'webpack')
    assert.match(readFileSync(join(host, 'dist/webpack/main.js'), 'utf8'), /memo_cache_sentinel/)
}

/** @param {string} runner @param {readonly [string, ...string[]]} command */
async function checkTests(runner, command) {
  const test = testing.get('src/Settings.test.tsx') ?? ''
  const isJest = runner === 'jest'
  const imports = /^import \{ afterEach, expect, test \} from 'vitest'\n/m
  assert.match(test, imports)
  const files = isJest ? ['jest.config.mjs', 'jest.setup.cjs'] : ['vitest.config.ts']
  for (const path of files) writeFile(join(host, runner, path), testing.get(path) ?? '')
  writeFile(join(host, runner, 'empty.cjs'), '')
  writeFile(join(host, runner, 'src/Settings.test.tsx'), isJest ? test.replace(imports, '') : test)
  await run(join(host, runner), command)
}

/** @param {(port: number) => readonly [string, ...string[]]} getCommand */
async function checkHandler(getCommand) {
  const port = await findPort()
  const origin = `http://127.0.0.1:${port}`
  const server = await start(host, getCommand(port), origin)
  try {
    await tryHandler(origin)
    assert.doesNotMatch(server.output(), /\[identikit\]|error/i)
  } catch (error) {
    console.error(server.output())
    throw error
  } finally {
    await server.stop()
  }
}

try {
  await time('install', install)
  await time('shadcn', addEntries)
  for (const bundler of ['esbuild', 'webpack', 'rspack'])
    await time(bundler, () => checkBundle(bundler))
  await time('Vitest', () => checkTests('vitest', ['npx', 'vitest', 'run']))
  await time('Jest', () => checkTests('jest', ['npx', 'jest']))
  await time('workerd', () =>
    checkHandler((port) => [
      'npx',
      'workerd',
      'serve',
      'worker.capnp',
      '--socket-addr',
      `http=127.0.0.1:${port}`,
    ]),
  )
  await time('Bun', () =>
    checkHandler((port) => ['npx', 'bun', 'run', '--port', String(port), 'src/worker.ts']),
  )
} finally {
  rmSync(folder, { recursive: true, maxRetries: 10 })
}

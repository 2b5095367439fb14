// @ts-check
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { writeFile } from './pageFiles.mjs'
import { findPort, run } from './runCommand.mjs'

const page = readFileSync(new URL('../../docs/sessions.md', import.meta.url), 'utf8')
const blocks = Array.from(page.matchAll(/^```ts\n([\s\S]*?)^```$/gm), ([, code = '']) => code)

/** The module that each recipe imports, by the name of its file. */
const recipes = {
  'auth-core': '@auth/core/jwt',
  'better-auth': './betterAuth',
  clerk: '@clerk/backend',
  jose: 'jose',
  remote: 'identikit/remote',
}

/**
 * Runs the recipes of docs/sessions.md with the versions of the libraries that it names. Clerk's tokens are made here, because its service can't be run.
 *
 * @param {string} folder
 * @param {import('./packPackages.mjs').Tarballs} tarballs
 */
export async function trySessions(folder, { identikit = '' }) {
  const app = join(folder, 'sessions')
  cpSync(new URL('sessions', import.meta.url), app, { recursive: true })
  writeFile(join(app, 'package.json'), '{ "private": true, "type": "module" }')
  const port = await findPort()
  const origin = `http://localhost:${port}`
  for (const [name, module] of Object.entries(recipes)) {
    const code = blocks.find((block) => block.includes(` from '${module}'`))
    if (code === undefined) throw new Error(`docs/sessions.md has no recipe with ${module}.`)
    const own = code
      .replaceAll(/https:\/\/(auth|api)\.example\.com/g, origin)
      .replaceAll(/from '\.\/(betterAuth|token)'/g, "from '../$1.mjs'")
    writeFile(join(app, 'recipes', `${name}.ts`), own)
  }
  const named = page.matchAll(
    /`(@auth\/core|@clerk\/backend|better-auth|jose)`(?: |\n)?(\d+(?:\.\d+)?)/g,
  )
  const packages = Array.from(named, ([, name, version]) => `${name}@${version}`)
  const flags = ['--prefer-offline', '--no-audit', '--no-fund']
  await run(app, ['npm', 'install', ...flags, identikit, ...packages])
  await build({
    entryPoints: [join(app, 'run.mjs')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    define: { 'process.env.ORIGIN': JSON.stringify(origin) },
    outfile: join(app, 'bundle.mjs'),
    logLevel: 'error',
  })
  await run(app, ['node', 'bundle.mjs'])
}

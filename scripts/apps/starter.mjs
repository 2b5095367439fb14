// @ts-check
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeFile } from './pageFiles.mjs'
import { findPort, run, start } from './runCommand.mjs'

const examples = resolve(import.meta.dirname, '../../examples')

/**
 * @typedef {object} Starter
 * @property {string} name
 * @property {string} folder below `examples`
 * @property {boolean} [needsLaterNode] whether it needs a later version of Node than this repository
 */

/** @type {readonly Starter[]} */
export const starters = [
  {
    name: 'Vite and Express',
    folder: 'express',
  },
  {
    name: 'React Router',
    folder: 'react-router',
  },
  {
    name: 'Astro',
    folder: 'astro',
    needsLaterNode: true,
  },
]

/**
 * Copies a starter, and installs its packages.
 *
 * @param {Starter} starter
 * @param {string} folder
 * @param {import('./packPackages.mjs').Tarballs} tarballs
 */
export async function installStarter(starter, folder, { identikit = '' }) {
  const app = join(folder, starter.folder)
  const source = join(examples, starter.folder)
  // Of someone who has run it there.
  const made = ['node_modules', '.data', '.react-router', '.astro', 'build', 'dist']
  cpSync(source, app, {
    recursive: true,
    filter: (path) => !made.some((name) => path === join(source, name)),
  })
  const manifest = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'))
  manifest.dependencies.identikit = `file:${identikit}`
  writeFile(join(app, 'package.json'), JSON.stringify(manifest))
  await run(app, ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'])
}

/**
 * Checks the types of an installed starter, and builds it.
 *
 * @param {Starter} starter
 * @param {string} folder
 * @param {string} database a new database, so that the first start takes less time
 * @returns {Promise<import('./tryApp.mjs').App>}
 */
export async function buildStarter(starter, folder, database) {
  const app = join(folder, starter.folder)
  const node = starter.needsLaterNode ? laterNode : []
  await Promise.all(
    ['typecheck', 'build'].map((script) => run(app, command(node, 'npm', ['run', script]))),
  )

  /** @param {'dev' | 'start'} script */
  async function open(script) {
    const data = join(app, '.data')
    rmSync(data, { recursive: true, force: true })
    cpSync(database, data, { recursive: true })
    const port = String(await findPort())
    const url = `http://localhost:${port}/`
    // Some development servers read the port from the arguments only.
    const args = ['run', script, ...(script === 'dev' ? ['--', '--port', port] : [])]
    const variables = { PORT: port, SESSION_SECRET: 'sentinel' }
    return { url, servers: [await start(app, command(node, 'npm', args), url, variables)] }
  }
  return {
    name: starter.name,
    isServerRendered: true,
    modes: { development: () => open('dev'), production: () => open('start') },
  }
}

/** The arguments that run a command with the version of Node that .ci/run tests, too. */
const laterNode =
  Number.parseInt(process.versions.node, 10) < 22
    ? ['npx', '--yes', '--package=node@22.23.3', '--']
    : []

/**
 * @param {readonly string[]} node
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {[string, ...string[]]}
 */
function command(node, program, args) {
  const [first = program, ...rest] = [...node, program, ...args]
  return [first, ...rest]
}

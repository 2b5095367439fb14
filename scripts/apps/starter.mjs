// @ts-check
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeHydrationFiles } from './hydrationFiles.mjs'
import { writeFile } from './pageFiles.mjs'
import { findPort, run, start } from './runCommand.mjs'

const flags = ['--prefer-offline', '--no-audit', '--no-fund']
const examples = resolve(import.meta.dirname, '../../examples')

/**
 * @typedef {object} Starter
 * @property {string} name
 * @property {string} folder below `examples`
 * @property {boolean} [needsLaterNode] whether it needs a later version of Node than this repository
 * @property {HydrationPage} [hydration] the files that `createHydrationStarter` replaces
 */

/** @typedef {{ path: string, files: Parameters<typeof writeHydrationFiles>[1] }} HydrationPage */

/** @type {readonly Starter[]} */
export const starters = [
  {
    name: 'Vite and Express',
    folder: 'express',
    hydration: {
      path: '/',
      files: {
        'Settings.tsx': 'src/Settings.tsx',
        'handler.ts': 'server/handler.ts',
        'session.ts': 'server/session.ts',
      },
    },
  },
  {
    name: 'React Router',
    folder: 'react-router',
    hydration: {
      path: '/settings',
      files: {
        'Settings.tsx': 'app/Settings.tsx',
        'handler.ts': 'app/server/handler.server.ts',
        'session.ts': 'app/server/session.server.ts',
      },
    },
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
  await run(app, ['npm', 'install', ...flags])
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
  return openStarter(starter, app, () => {
    const data = join(app, '.data')
    rmSync(data, { recursive: true, force: true })
    cpSync(database, data, { recursive: true })
  })
}

/**
 * Replaces the page of a starter that `buildStarter` has built, and builds it with a version of React.
 *
 * @param {Starter} starter
 * @param {HydrationPage} page
 * @param {string} folder
 * @param {'19' | '18'} react
 */
export async function createHydrationStarter(starter, page, folder, react) {
  const app = join(folder, starter.folder)
  writeHydrationFiles(app, page.files)
  // In development, Vite would load the page again for each package that it finds.
  const config = readFileSync(join(app, 'vite.config.ts'), 'utf8')
  const locales = ['ar', 'de', 'en'].map((language) => `'identikit/locales/${language}', `)
  writeFile(
    join(app, 'vite.config.ts'),
    config
      .replace('include: [', `include: [${locales.join('')}`)
      .replace('exclude: [', "exclude: ['identikit/adapters/memory', "),
  )
  if (react === '18')
    await run(app, ['npm', 'install', ...flags, 'react@18.3.1', 'react-dom@18.3.1'])
  await run(app, ['npm', 'run', 'build'])
  return openStarter({ ...starter, name: `${starter.name}, React ${react}` }, app)
}

/**
 * @param {Starter} starter
 * @param {string} app
 * @param {() => void} [prepare]
 * @returns {import('./tryApp.mjs').App}
 */
function openStarter({ name, needsLaterNode }, app, prepare) {
  const node = needsLaterNode ? laterNode : []
  /** @param {'dev' | 'start'} script @param {Readonly<Record<string, string>>} [variables] */
  async function open(script, variables) {
    prepare?.()
    const port = String(await findPort())
    const url = `http://localhost:${port}/`
    // Some development servers read the port from the arguments only.
    const args = ['run', script, ...(script === 'dev' ? ['--', '--port', port] : [])]
    const all = { PORT: port, SESSION_SECRET: 'sentinel', ...variables }
    return { url, servers: [await start(app, command(node, 'npm', args), url, all)] }
  }
  return {
    name,
    isServerRendered: true,
    modes: {
      development: (variables) => open('dev', variables),
      production: (variables) => open('start', variables),
    },
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

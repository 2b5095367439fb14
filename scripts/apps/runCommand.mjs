// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'

const env = {
  ...process.env,
  CI: 'true',
  NO_COLOR: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  // `npm run --silent` silences the npm of its children, too.
  npm_config_loglevel: 'error',
  // A setting of this repository. Astro needs a later Node than it has, and is run with one.
  npm_config_engine_strict: 'false',
}

/**
 * Runs a command to its end.
 *
 * @param {string} cwd
 * @param {readonly [string, ...string[]]} command
 */
export async function run(cwd, [program, ...args]) {
  let output = ''
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      output += part
    })
  }
  const [status] = await once(child, 'close')
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')} failed:\n${output}`)
}

/** @typedef {{ output: () => string, stop: () => Promise<void> }} Server */

/**
 * Starts a server, and waits until it answers.
 *
 * @param {string} cwd
 * @param {readonly [string, ...string[]]} command
 * @param {string} url
 * @param {Readonly<Record<string, string>>} [variables]
 * @returns {Promise<Server>}
 */
export async function start(cwd, [program, ...args], url, variables = {}) {
  let output = ''
  // A group of its own, so that the children of the command end with it.
  const child = spawn(program, args, {
    cwd,
    env: { ...env, ...variables },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      output += part
    })
  }
  const stop = () => endGroup(child.pid)
  for (let tries = 0; tries < 600 && child.exitCode === null; tries += 1) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isUp) return { output: () => output, stop }
    await setTimeout(100)
  }
  await stop()
  throw new Error(`${[program, ...args].join(' ')} did not start:\n${output}`)
}

/**
 * Ends the processes of a group, and waits until none is left.
 *
 * @param {number | undefined} group
 */
async function endGroup(group) {
  if (group === undefined) return
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      process.kill(-group, tries === 0 ? 'SIGTERM' : tries === 100 ? 'SIGKILL' : 0)
    } catch {
      return
    }
    await setTimeout(100)
  }
}

/** Returns a free port. */
export async function findPort() {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  server.close()
  await once(server, 'close')
  return port
}

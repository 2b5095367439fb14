// @ts-check
/** Starts the example app Harbor: one server for its pages, its own API and the kit's handler (`npm run dev`). */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'
import { createServer as createVite } from 'vite'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))
const { env } = process
const host = '127.0.0.1'
const backend = env['IDENTIKIT_BACKEND'] || 'postgres'
const folder = resolve(env['IDENTIKIT_DATA'] || at('./.data'))

const withFaults = env['IDENTIKIT_FAULTS'] === '1'
/** The folder of prebuilt pages. */
const built = env['IDENTIKIT_PAGES']

/** How many ports are tried, starting at `PORT`. */
const tries = 20

/** @param {import('node:http').Server} server */
async function listen(server) {
  const first = Number(env['PORT'] || 5173)
  if (!Number.isInteger(first) || first < 0 || first > 65_535) {
    throw setupError(`PORT is "${env['PORT']}", but must be a number from 0 to 65535.`)
  }
  const last = Math.min(first + tries - 1, 65_535)
  for (let port = first; port <= last; port += 1) {
    server.listen(port, host)
    try {
      await once(server, 'listening')
      return
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error
    }
  }
  throw setupError(`The ports from ${first} to ${last} are in use. Set PORT to a free one.`)
}

/** @param {string} message */
const setupError = (message) => Object.assign(new Error(message), { name: 'SetupError' })

async function main() {
  const server = createServer()
  const vite = await createVite({
    configFile: at('./vite.config.ts'),
    logLevel: 'warn',
    server: {
      middlewareMode: true,
      // Hot reload uses this server, so no second port is needed.
      ws: { server },
      // The data folder is never served as a page.
      fs: { deny: [`${folder}/**`] },
      // Pages must not reload during a test.
      watch: withFaults ? null : { ignored: ['**/.data/**', `${folder}/**`] },
    },
  })
  /** @type {import('./server/createApp.js').App | undefined} */
  let app

  async function stop() {
    server.close()
    await vite.close()
    server.closeAllConnections()
    await app?.close()
  }

  try {
    /** @type {typeof import('./server/createApp.js')} */
    const { createApp } = /** @type {any} */ (await vite.ssrLoadModule(at('./server/createApp.ts')))
    const opened = await createApp({
      backend,
      folder,
      withFaults,
    })
    app = opened
    const pages = built ? sirv(built, { single: true }) : vite.middlewares
    server.on('request', (request, response) => {
      if (opened.owns(request.url ?? '')) opened.listener(request, response)
      else pages(request, response)
    })
    await listen(server)
  } catch (error) {
    await stop()
    throw error
  }

  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop())
  const address = /** @type {import('node:net').AddressInfo} */ (server.address())
  console.log(`Harbor, the example over ${backend}, is at http://${host}:${address.port}/`)
}

main().catch((/** @type {unknown} */ error) => {
  console.error(error instanceof Error && error.name === 'SetupError' ? error.message : error)
  process.exitCode = 1
})

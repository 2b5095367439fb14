/** A server over Knock that a test kills: `node crash.child.mjs <bundle> <service> [<store>]`. */
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const [, , bundle = '', baseUrl = '', storeUrl] = process.argv
const { createKnockAdapter, createUserHandler, toNodeListener } = await import(bundle)

/** @param {string} method @param {object} body */
async function callStore(method, body, /** @type {AbortSignal | undefined} */ signal) {
  const response = await fetch(`${storeUrl}/${method}`, {
    method: 'POST',
    body: JSON.stringify(body),
    ...(signal && { signal }),
  })
  return response.json()
}

/** A store that polls, as one over Redis does. */
const writeStore = {
  /** @param {string} key @param {number} ttl @param {AbortSignal} signal */
  async acquire(key, ttl, signal) {
    const token = crypto.randomUUID()
    while (!(await callStore('acquire', { key, ttl, token }, signal)))
      await sleep(20 + Math.random() * 20, undefined, { signal })
    return () => callStore('release', { key, token }, undefined)
  },
  /** @param {string} key */
  get: (key) => callStore('get', { key }, undefined),
  /** @param {string} key @param {string} value */
  set: (key, value) => callStore('set', { key, value }, undefined),
}

const handler = createUserHandler({
  adapter: createKnockAdapter({ apiKey: 'sk_test_fake-sentinel', baseUrl }),
  authenticate: (/** @type {Request} */ request) => request.headers.get('x-user'),
  rateLimit: false,
  basePath: '/',
  onError: () => {},
  ...(storeUrl && { writeStore }),
})
const server = createServer(toNodeListener(handler))
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  process.stdout.write(`http://127.0.0.1:${port}\n`)
})

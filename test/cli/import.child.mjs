// @ts-check
/**
 * Imports generated users in a child process, interrupted once at a random point and resumed, and prints its memory and
 * results: `node --expose-gc import.child.mjs <bundled main> <fake|pglite> <how many> <folder> <seed>`.
 */
import { createWriteStream } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'

const [, , bundle = '', kind = 'fake', size = '0', folder = '', seed = '1'] = process.argv
const many = Number(size)
const project = new URL('../..', import.meta.url).pathname
const { main } = await import(pathToFileURL(bundle).href)

let state = Number(seed)
/** Returns a number from 0 to 1, the same for the same seed. */
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 4294967296
}

const file = join(folder, 'users.jsonl')
const output = createWriteStream(file)
for (let n = 0; n < many; n += 1) {
  const user = { id: `user ${n}`, name: `Name ${n}`, traits: { n, plan: n % 3 ? 'pro' : 'free' } }
  if (!output.write(`${JSON.stringify(user)}\n`)) await once(output, 'drain')
}
output.end()
await once(output, 'finish')

const effects = new Uint32Array(many)
const sent = new Uint8Array(many)
let imported = 0
let rateLimited = 0
const stopAt = Math.floor(many * (0.1 + 0.8 * random()))
let stop = () => {}

/** A service with batches of a hundred users that often answers with a rate limit. */
const fake = {
  id: 'fake',
  fields: { name: { read: true, write: true, clear: true } },
  traits: { values: 'json', merge: 'deep', clear: true },
  users: {
    identifyMany: {
      limit: 100,
      async send(/** @type {{ id: string, traits: { n: number } }[]} */ users) {
        await new Promise((resolve) => {
          setImmediate(resolve)
        })
        if (random() < 0.05) {
          rateLimited += 1
          const error = new Error('Rate limited.')
          throw Object.assign(error, {
            name: 'IdentikitError',
            code: 'rate-limited',
            status: 429,
            retryAfter: random() * 4,
          })
        }
        for (const { id, traits } of users) {
          const n = Number(id.slice(5))
          effects[n] = traits.n + 1
          sent[n] = (sent[n] ?? 0) + 1
        }
        progress(users.length)
        return []
      },
    },
  },
}

function progress(/** @type {number} */ count) {
  imported += count
  if (imported >= stopAt) stop()
}

/** @type {{ query: Function, close: () => Promise<void> } | undefined} */
let engine
const { createPostgresAdapter } = await import(pathToFileURL(join(bundle, '../postgres.mjs')).href)

async function openTarget() {
  if (kind === 'fake') return { adapter: fake }
  const path = createRequire(join(project, 'package.json')).resolve('@electric-sql/pglite')
  const { PGlite } = await import(pathToFileURL(path).href)
  engine ??= await PGlite.create(join(folder, 'data'))
  const query = async (/** @type {string} */ text, /** @type {string[]} */ params) => {
    const answer = await engine?.query(text, params)
    if (text.includes('identify_many($1')) progress(Number(answer.rows[0].answer))
    return answer
  }
  return { adapter: createPostgresAdapter({ query }) }
}

const peak = { live: 0, rss: 0 }
function measure() {
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  peak.live = Math.max(peak.live, heapUsed + external)
  peak.rss = Math.max(peak.rss, rss)
}

const silent = new Writable({ write: (_, __, done) => done() })
const run = (/** @type {string[]} */ ...more) =>
  main(['import', file, '--to', 'it', ...more], {
    env: { IT: 'yes' },
    cwd: project,
    stdout: silent,
    stderr: silent,
    onInterrupt(/** @type {() => void} */ listener) {
      // Only once: a second interrupt would abort.
      stop = () => {
        stop = () => {}
        listener()
      }
    },
    targets: { it: { required: ['IT'], open: openTarget } },
  })

await openTarget()
measure()
const timer = setInterval(measure, 250)
const start = Date.now()
const first = await run()
const interruptedAt = imported
stop = () => {}
imported = -Infinity
const second = await run('--resume')
const seconds = (Date.now() - start) / 1000
clearInterval(timer)
measure()

/** Returns how many users are like in the file, and how many were sent more than once. */
async function getResults() {
  if (kind === 'fake') {
    const right = effects.reduce((sum, effect, n) => sum + (effect === n + 1 ? 1 : 0), 0)
    return { right, twice: sent.reduce((sum, times) => sum + (times > 1 ? 1 : 0), 0) }
  }
  const answer = await engine?.query(
    `select (select count(*)::int from identikit_users where name = 'Name ' || (traits ->> 'n')
       and id = 'user ' || (traits ->> 'n')) as right,
     (select count(*)::int from (select from identikit_history group by user_id having count(*) > 1) as t) as twice`,
  )
  return answer.rows[0]
}

const result = { first, second, interruptedAt, rateLimited, seconds, peak, ...(await getResults()) }
await engine?.close()
console.log(JSON.stringify(result))

// @ts-check
/** `npm run bench:server`: compares the CPU time of the handler with bare answers of the same library; exits 1 above the target. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { Agent, request as send } from 'node:http'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { readRequest, updateRequest } from './server/requests.mjs'

/** The largest ratio for 12 types. */
const target = 1.3
const connections = 4
const contenders = /** @type {const} */ (['bare', 'ordered', 'unordered', 'open'])
/** @typedef {import('./server/requests.mjs').BenchRequest} BenchRequest */
/** @typedef {{ port: number, getCpu: () => Promise<number>, stop: () => void }} Served */

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '25' },
    requests: { type: 'string', default: '400' },
    types: { type: 'string', default: '12,150,1500' },
  },
})
const rounds = Number(values.rounds)

const root = fileURLToPath(new URL('..', import.meta.url))
const outDir = fileURLToPath(new URL('../node_modules/.cache/bench-server/', import.meta.url))

/** Builds the server as it is published, with its dependencies beside it. */
async function bundle() {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('./server/serve.ts', import.meta.url)),
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
    },
  })
}

/** Starts a server in its own process. @param {string} contender @param {number} types @returns {Promise<Served>} */
async function serve(contender, types) {
  const child = fork(`${outDir}serve.js`, [contender, String(types)], {
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const [port] = await once(child, 'message')
  return {
    port,
    stop: () => child.disconnect(),
    async getCpu() {
      child.send('cpu')
      const [microseconds] = await once(child, 'message')
      return microseconds
    },
  }
}

/** @param {Agent} agent @param {number} port @param {BenchRequest} request */
function exchange(agent, port, { method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    const outgoing = send({ agent, port, host: '127.0.0.1', method, path, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${method}: ${response.statusCode}`))
      response.on('end', resolve).on('error', reject).resume()
    })
    outgoing.on('error', reject).end(body)
  })
}

/** Returns the CPU microseconds of one request. @param {Served} served @param {BenchRequest} request @param {number} count */
async function measure({ port, getCpu }, request, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const start = await getCpu()
  let left = count
  const work = async () => {
    while (left-- > 0) await exchange(agent, port, request)
  }
  await Promise.all(Array.from({ length: connections }, work))
  const used = (await getCpu()) - start
  agent.destroy()
  return used / count
}

/** @param {readonly number[]} list */
function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN
}

/**
 * Measures the contenders alternately.
 *
 * @param {readonly Served[]} servers @param {BenchRequest} request @param {number} count
 */
async function compare(servers, request, count) {
  /** @type {number[][]} */
  const costs = servers.map(() => [])
  // The first round compiles the code.
  for (let round = -1; round < rounds; round++) {
    for (const [index, served] of servers.entries()) {
      const cost = await measure(served, request, round < 0 ? count * 4 : count)
      if (round >= 0) costs[index]?.push(cost)
    }
  }
  const [bare = []] = costs
  return costs.map((own) => ({
    cost: median(own),
    ratio: median(own.map((cost, round) => cost / (bare[round] ?? NaN))),
  }))
}

await bundle()
console.log(
  '| | types | bare JSON | handler | service without an order | no catalog |\n| --- | ---: | ---: | ---: | ---: | ---: |',
)
for (const types of values.types.split(',').map(Number)) {
  const servers = await Promise.all(contenders.map((contender) => serve(contender, types)))
  const count = Math.max(20, Math.round(Number(values.requests) / Math.max(1, types / 50)))
  for (const request of [readRequest, updateRequest]) {
    const results = await compare(servers, request, count)
    const cells = results.map(({ cost, ratio }, index) =>
      index === 0 ? `${cost.toFixed(0)} µs` : `${ratio.toFixed(2)} (${cost.toFixed(0)} µs)`,
    )
    console.log(`| ${[request.method, types, ...cells].join(' | ')} |`)
    if (types !== 12) continue
    if ((results[1]?.ratio ?? Infinity) > target) process.exitCode = 1
  }
  for (const served of servers) served.stop()
}
await rm(outDir, { recursive: true })

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createKnockFake } from '../../adapters/knock/knock.fake.js'
import { at } from './order.fixture.js'

const isLong = process.env['IDENTIKIT_CAMPAIGN'] === '1'
const writerCount = 40
const userCount = 10

const folder = mkdtempSync(join(tmpdir(), 'identikit-crash-'))
const resolvePath = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const closing: (() => unknown)[] = []

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rolldownOptions: {
        input: { server: resolvePath('./crash.bundle.ts') },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
}, 60_000)
afterAll(async () => {
  for (const close of closing) await close()
  rmSync(folder, { recursive: true, force: true })
})

type Listener = (...input: Parameters<RequestListener>) => Promise<void>

async function listen(listener: Listener): Promise<string> {
  const server = createServer((...input) => void listener(...input))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string
  return text
}

/** Starts a service that answers after a few milliseconds and applies each request that has arrived. */
async function startService() {
  const users = Array.from({ length: userCount }, (_, index) => ({ id: `user-${index}` }))
  const fake = createKnockFake({ users })
  const url = await listen(async (incoming, outgoing) => {
    const text = await readText(incoming)
    await sleep(1 + Math.random() * 10)
    const { method = '', url: path = '', headers } = incoming
    const response = await fake.fetch(`https://api.knock.app${path}`, {
      method,
      headers: headers as Record<string, string>,
      ...(text !== '' && { body: text }),
    })
    outgoing.writeHead(response.status, { 'content-type': 'application/json' })
    outgoing.end(await response.text())
  })
  /** Returns whether the switch of a writer is on at the service. */
  const isOn = (writer: number): boolean | undefined => {
    const { categories = {} } = fake.sets.get(`user-${writer % userCount}`)?.get('default') ?? {}
    const rows = categories as Record<string, { channel_types: Record<string, boolean> }>
    return rows[`writer-${writer}`]?.channel_types['email']
  }
  return { url, isOn }
}

/** Starts a store that several servers share. */
async function startStore(): Promise<string> {
  const leases = new Map<string, { token: string; ends: number }>()
  const values = new Map<string, string>()
  const methods: Readonly<Record<string, (body: Record<string, any>) => unknown>> = {
    acquire({ key, ttl, token }) {
      if ((leases.get(key)?.ends ?? 0) > performance.now()) return false
      leases.set(key, { token, ends: performance.now() + ttl })
      return true
    },
    release: ({ key, token }) => leases.get(key)?.token === token && leases.delete(key),
    get: ({ key }) => values.get(key) ?? null,
    set: ({ key, value }) => Boolean(values.set(key, value)),
  }
  return listen(async (incoming, outgoing) => {
    const body = JSON.parse(await readText(incoming)) as Record<string, any>
    const method = methods[incoming.url?.slice(1) ?? '']
    outgoing.end(JSON.stringify(method?.(body) ?? null))
  })
}

/** Starts a process with a handler. */
async function startServer(service: string, store: string | undefined) {
  const args = [resolvePath('./crash.child.mjs'), join(folder, 'server.mjs'), service]
  const child = spawn(process.execPath, [...args, ...(store === undefined ? [] : [store])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  async function kill(): Promise<void> {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  closing.push(() => child.kill('SIGKILL'))
  return { url: line.toString().trim(), kill }
}

/** Only the campaign waits for the leases of killed servers to end. */
const cases: readonly (readonly [string, boolean, number])[] = isLong
  ? [
      ['of its own', false, 6],
      ['that two servers share', true, 3],
    ]
  : [['of its own', false, 1]]
/** The acknowledged writes between two kills. */
const period = isLong ? 200 : 40

it.each(cases)(
  'createUserHandler with a store %s: loses no acknowledged write when the process is killed under 40 writers',
  async (_, isShared, kills) => {
    const service = await startService()
    const store = isShared ? await startStore() : undefined
    const start = () => startServer(service.url, store)
    const servers = await Promise.all(isShared ? [start(), start()] : [start()])
    const ending = new AbortController()
    let acknowledged = 0
    let failures = 0
    const lost: string[] = []
    /** The last acknowledged choice of each writer. */
    const saved = new Map<number, boolean>()

    /** Switches on and off. Like a browser, it repeats what was not acknowledged before it makes the next choice. */
    async function write(writer: number): Promise<void> {
      for (let seq = 1; !ending.signal.aborted; seq += 1) {
        const enabled = seq % 2 === 1
        for (let isSaved = false; !isSaved;) {
          const server = servers[Math.floor(Math.random() * servers.length)]
          isSaved = await send(server?.url ?? '', writer, seq, enabled)
          if (!isSaved) failures += 1
          if (!isSaved) await sleep(50)
        }
        acknowledged += 1
        saved.set(writer, enabled)
        if (service.isOn(writer) !== enabled) lost.push(`writer ${writer}, seq ${seq}`)
      }
    }

    async function send(url: string, writer: number, seq: number, enabled: boolean) {
      const changes = [{ type: `category:writer-${writer}`, channel: 'email', enabled }]
      try {
        const response = await fetch(`${url}/preferences`, {
          method: 'PATCH',
          headers: {
            'content-type': 'application/json',
            'x-user': `user-${writer % userCount}`,
            ...at(seq, `writer-${writer}`),
          },
          body: JSON.stringify({ changes }),
        })
        const body = (await response.json()) as { superseded?: unknown }
        return response.ok && body.superseded === undefined
      } catch {
        return false
      }
    }

    const writers = Array.from({ length: writerCount }, (__, writer) => write(writer))
    for (let killed = 0; killed < kills; killed += 1) {
      const before = acknowledged
      await expect.poll(() => acknowledged - before, { timeout: 120_000 }).toBeGreaterThan(period)
      const index = killed % servers.length
      await servers[index]?.kill()
      servers[index] = await start()
    }
    const before = acknowledged
    await expect.poll(() => acknowledged - before, { timeout: 120_000 }).toBeGreaterThan(period)
    ending.abort()
    await Promise.all(writers)
    if (isLong) console.log(`${kills} kills, ${acknowledged} acknowledged, ${failures} repeated`)
    // A request of a killed server may still arrive.
    await sleep(100)
    for (const [writer, enabled] of saved) expect(service.isOn(writer)).toBe(enabled)
    expect(lost).toEqual([])
    expect(failures).toBeGreaterThan(0)
  },
  600_000,
)

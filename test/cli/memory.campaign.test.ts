import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

const isLong = process.env['IDENTIKIT_CAMPAIGN'] === '1'
const seed = inject('seed')
/** PGlite takes seconds to start, so only the campaign uses it. */
const cases: ['fake' | 'pglite', number][] = isLong
  ? [
      ['fake', 1_000_000],
      ['pglite', 100_000],
    ]
  : [['fake', 20_000]]
const megabyte = 1024 * 1024

interface Result {
  readonly first: number
  readonly second: number
  readonly interruptedAt: number
  readonly rateLimited: number
  readonly seconds: number
  /** Bytes. */
  readonly peak: { readonly live: number; readonly rss: number }
  readonly right: number
  readonly twice: number
}

const folder = mkdtempSync(join(tmpdir(), 'identikit-memory-'))
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: join(folder, 'bundle'),
      target: 'node20',
      rolldownOptions: {
        input: {
          main: at('../../src/cli/main.ts'),
          postgres: at('../../src/adapters/postgres/postgres.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function importMany(kind: 'fake' | 'pglite', size: number): Promise<Result> {
  const data = mkdtempSync(join(folder, `${kind}-`))
  const script = at('./import.child.mjs')
  const bundle = join(folder, 'bundle', 'main.mjs')
  // V8's young generation grows up to three times 16 MB over time.
  const args = [
    '--expose-gc',
    '--max-semi-space-size=4',
    script,
    bundle,
    kind,
    String(size),
    data,
    String(seed),
  ]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  rmSync(data, { recursive: true })
  return JSON.parse(stdout) as Result
}

describe('identikit import: memory', () => {
  it.each(cases)(
    `imports into %s %i users, interrupted and resumed, with the memory of a thousand`,
    async (kind, size) => {
      const few = await importMany(kind, 1000)
      const many = await importMany(kind, size)
      const shown = ({ peak, seconds, interruptedAt, rateLimited }: Result) =>
        `live ${(peak.live / megabyte).toFixed(1)} MB, RSS ${(peak.rss / megabyte).toFixed(1)} MB, ` +
        `${seconds.toFixed(1)} s, interrupted at ${interruptedAt}, ${rateLimited} rate limits`
      if (isLong) console.log(`${kind} 1,000: ${shown(few)}\n${kind} ${size}: ${shown(many)}`)
      expect(few.right).toBe(1000)
      expect(many).toMatchObject({ first: 130, second: 0, right: size, twice: 0 })
      expect(many.interruptedAt).toBeLessThan(size)
      expect(many.peak.live - few.peak.live).toBeLessThan(60 * megabyte)
      expect(many.peak.rss - few.peak.rss).toBeLessThan(60 * megabyte)
    },
    180_000,
  )
})

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach } from 'vitest'
import { createMemoryAdapter, type MemoryAdapter } from '../../src/adapters/memory/memory.js'
import { main } from '../../src/cli/main.js'
import type { UserAdapter } from '../../src/core/adapter.js'

export const key = 'sentinel-key-of-the-service'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function createOutput(isTTY = false, columns?: number) {
  const written: string[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(String(chunk))
      done()
    },
  })
  return { stream: Object.assign(stream, { isTTY, columns }), text: () => written.join('') }
}

/** Creates a folder with one file and reads what an import writes beside it. */
export function openFolder(name: string, content: string | Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'identikit-cli-'))
  folders.push(folder)
  const file = join(folder, name)
  writeFileSync(file, content)
  const at = (ending: string) => `${file}${ending}`
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)
  return {
    file,
    at,
    failures: (path = at('.failed.jsonl')) =>
      (read(path) ?? '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    progress: () => read(at('.progress.json')),
  }
}

export interface Run {
  readonly adapter?: UserAdapter | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  /** @default a folder for temporary files */
  readonly cwd?: string | undefined
  /** Receives a function that interrupts the run. */
  readonly interrupt?: ((stop: () => void) => void) | undefined
}

export async function run(args: readonly string[], options: Run = {}) {
  const adapter: UserAdapter = options.adapter ?? createMemoryAdapter()
  const [stdout, stderr] = [createOutput(), createOutput(options.isTTY, options.columns)]
  let closed = 0
  const code = await main(args, {
    env: options.env ?? { FAKE_KEY: key },
    cwd: options.cwd ?? tmpdir(),
    stdout: stdout.stream,
    stderr: stderr.stream,
    onInterrupt: (listener) => options.interrupt?.(listener),
    targets: {
      fake: {
        required: ['FAKE_KEY'],
        open: async () => ({ adapter, close: async () => void (closed += 1) }),
      },
    },
  })
  return { code, stdout: stdout.text(), stderr: stderr.text(), closed }
}

/** Returns the users of the service, by id. */
export async function getUsers(adapter: MemoryAdapter): Promise<Record<string, object>> {
  const { users = [] } = (await adapter.users?.list?.({ limit: 1000 })) ?? {}
  const entries = users.map((user) => [
    user.id,
    Object.fromEntries(
      Object.entries(user).filter(([name]) => name !== 'rest' && name !== 'devices'),
    ),
  ])
  return Object.fromEntries(entries) as Record<string, object>
}

export const jsonl = (records: readonly unknown[]) =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('')

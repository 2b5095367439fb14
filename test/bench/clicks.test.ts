import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const command = fileURLToPath(new URL('../../bench/clicks.mjs', import.meta.url))

test(
  'a few trials print a row for every contender, and end well',
  { timeout: 90_000 },
  async () => {
    // In a process of its own: it makes itself a page, and the clients reject without anybody to hear it.
    const options = '--trials 2 --seed 7 --modes failing'.split(' ')
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...options])
    expect(stdout).toContain('2 trials a row, seed 7.')
    const rows = stdout.split('\n').filter((line) => /^\| [A-Z]/.test(line))
    expect(rows.map((row) => row.split(' | ')[0])).toEqual([
      '| Identikit, memory',
      '| Identikit, Postgres',
      '| Identikit, remote',
      "| Knock's usePreferences",
      "| TanStack's rollback",
    ])
    for (const row of rows.slice(0, 3)) expect(row).toMatch(/^\| [^|]+\| 0 \| 0 \| 0 \| 0 \|/)
  },
)

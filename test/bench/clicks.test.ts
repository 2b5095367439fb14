import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const command = fileURLToPath(new URL('../../bench/clicks.mjs', import.meta.url))

test(
  'bench:clicks: prints a row for every contender and exits with 0',
  { timeout: 90_000 },
  async () => {
    // A child process, because the benchmark sets globals of a page and handles unhandled rejections.
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

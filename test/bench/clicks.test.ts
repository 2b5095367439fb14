import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const command = fileURLToPath(new URL('../../bench/clicks.mjs', import.meta.url))

test(
  'bench:clicks: prints a row for every contender in each mode and exits with 0',
  { timeout: 240_000 },
  async () => {
    const modes = ['failing', 'late', 'leaving', 'leaving-refused']
    // A child process, because the benchmark handles unhandled rejections.
    const options = ['--trials', '2', '--seed', '7', '--modes', modes.join(',')]
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...options])
    expect(stdout).toContain('2 trials a row, seed 7.')
    const rows = stdout.split('\n').filter((line) => /^\| [A-Z]/.test(line))
    expect(rows.map((row) => row.split(' | ')[0])).toEqual(
      modes.flatMap(() => [
        '| Identikit, memory',
        '| Identikit, Postgres',
        '| Identikit, remote',
        "| Knock's usePreferences",
        "| TanStack's rollback",
      ]),
    )
    const ours = rows.filter((row) => row.startsWith('| Identikit'))
    for (const row of ours) expect(row).toMatch(/^\| [^|]+\| 0 \| 0 \| 0 \| 0 \|/)
  },
)

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Returns what the compiler prints; it prints nothing when it finds no errors. */
async function compile(...options: readonly string[]): Promise<string> {
  const run = promisify(execFile)(
    process.execPath,
    ['node_modules/typescript/bin/tsc', ...options],
    {
      cwd: root,
    },
  )
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  return stdout
}

/** An augmentation applies to a whole program, so each folder is compiled separately over the built declarations. */
describe('Register', () => {
  beforeAll(async () => {
    const outDir = 'node_modules/.cache/identikit-types'
    const options = ['--outDir', outDir, '--declarationMap', 'false']
    const printed = await compile('-p', 'tsconfig.build.json', ...options)
    if (printed !== '') throw new Error(printed)
  })

  it.each([
    ['types ids, channels and traits when `identikit` is augmented', 'registered'],
    ['types ids and channels when `identikit/core` is augmented', 'registeredCore'],
    ['accepts any id, channel and JSON without an augmentation', 'unregistered'],
  ])('%s', async (_, folder) => {
    expect(await compile('-p', `test/types/${folder}`)).toBe('')
  })
})

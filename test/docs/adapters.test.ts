/* oxlint-disable vitest/expect-expect, vitest/valid-title -- the tests and their titles are those of the suite */
import { readFileSync, readdirSync } from 'node:fs'
import { listAdapterTests } from 'identikit/testing/conformance'
import { createUserHandler } from 'identikit/server'
import { describe, expect, it } from 'vitest'
import { accounts } from '../../examples/adapter/accountsAdapter.conformance.js'

const folder = new URL('../../examples/adapter/', import.meta.url)
const doc = readFileSync(new URL('../../docs/adapters.md', import.meta.url), 'utf8')
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** Returns the code without formatting. */
const bare = (code: string) => code.replaceAll(/\s+/g, '').replaceAll(/,([})\]])/g, '$1')

/** Returns the blocks of the page that belong to a file: the first line of a block is its name. */
const readBlocks = (name: string): string =>
  [...doc.matchAll(/^```ts\n\/\/ (\S+)\n([^]*?)^```$/gm)]
    .filter(([, file]) => file === name)
    .map(([, , code = '']) => code)
    .join('\n')

describe('the example of docs/adapters.md', () => {
  it.each(['users.ts', 'preferences.ts', 'accountsAdapter.ts', 'accountsAdapter.conformance.ts'])(
    'is the tested file %s',
    (name) => {
      expect(bare(readBlocks(name))).toBe(bare(read(name)))
    },
  )

  it('imports public entries only', () => {
    const sources = readdirSync(folder).map(read).join('\n')
    const imported = [...sources.matchAll(/from '([^']+)'/g)].map(([, path = '']) => path)
    const others = imported.filter((path) => !path.startsWith('./'))
    expect(new Set(others)).toEqual(
      new Set([
        'identikit/adapter-kit',
        'identikit/core',
        'identikit/testing/conformance',
        'zod/mini',
      ]),
    )
  })

  it('works behind the handler', async () => {
    const adapter = await accounts.create(['ada'])
    const handler = createUserHandler({ adapter, authenticate: () => 'ada' })
    const initial = await handler.read({ headers: new Headers() })
    expect(JSON.stringify(initial)).toContain('Invoices')
  })

  for (const { name, run } of listAdapterTests(accounts)) it(name, run)
})

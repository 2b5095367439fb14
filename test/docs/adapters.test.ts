/* oxlint-disable vitest/expect-expect, vitest/valid-title -- the tests and their titles are those of the suite */
import { readFileSync, readdirSync } from 'node:fs'
import { createHttpClient } from 'identikit/adapter-kit'
import { createUserClient, type UserAdapter } from 'identikit/core'
import { listAdapterTests, type AdapterUnderTest } from 'identikit/testing/conformance'
import { createUserHandler } from 'identikit/server'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { accounts } from '../../examples/adapter/accountsAdapter.conformance.js'
import { createAccountsAdapter } from '../../examples/adapter/accountsAdapter.js'
import { createAccountsApi } from '../../examples/adapter/accountsApi.js'
import { createSettings } from '../../examples/adapter/settings.js'
import { createUsers } from '../../examples/adapter/users.js'

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
  it.each([
    'users.ts',
    'preferences.ts',
    'accountsAdapter.ts',
    'accountsAdapter.conformance.ts',
    'settings.ts',
  ])('is the tested file %s', (name) => {
    expect(bare(readBlocks(name))).toBe(bare(read(name)))
  })

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

const options = { baseUrl: 'https://accounts.example.com/v1', secretKey: 'key' }

/** Creates the adapter with the preferences of an API whose only write replaces all settings. */
function createReplacing(fetch: typeof globalThis.fetch): UserAdapter {
  const headers = { authorization: 'Bearer key' }
  const http = createHttpClient('Accounts', { ...options, headers, fetch })
  const preferences = createSettings(http, [
    { id: 'news', channels: ['email', 'push'] },
    { id: 'invoices', channels: ['email'] },
  ])
  return {
    ...createAccountsAdapter({ ...options, fetch }),
    users: createUsers(http, preferences),
    preferences,
  }
}

describe('the settings of docs/adapters.md, which a PUT replaces', () => {
  const replacing: AdapterUnderTest = {
    ...accounts,
    create: (ids) => createReplacing(createAccountsApi('key', ids)),
    createFailing: createReplacing,
  }
  for (const { name, run } of listAdapterTests(replacing)) it(name, run)

  it('keep what the adapter does not know, also with parallel changes', async () => {
    const fetch = createAccountsApi('key', ['ada'])
    const http = createHttpClient('Accounts', {
      ...options,
      headers: { authorization: 'Bearer key' },
      fetch,
    })
    const path = '/accounts/ada/settings'
    const others = { theme: 'dark', 'old.fax': false, nested: { deep: [1, null] } }
    await http(z.unknown(), 'PUT', path, { body: { ...others, 'invoices.email': 'weekly' } })
    const { preferences } = createUserClient(createReplacing(fetch))
    await Promise.all(
      ['email', 'push'].map((channel) =>
        preferences.update('ada', { type: 'news', channel, enabled: false }),
      ),
    )
    await preferences.update('ada', { type: 'news', channel: 'push', enabled: null })
    expect(await http(z.unknown(), 'GET', path)).toEqual({
      ...others,
      'invoices.email': 'weekly',
      'news.email': false,
    })
    const { types } = await preferences.get('ada')
    expect(types[1]?.channels).toMatchObject({ email: { state: 'conditional' } })
  })
})

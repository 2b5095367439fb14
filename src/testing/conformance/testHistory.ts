import { expect } from './expect.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { ada, open } from './openAdapter.js'

/** Adds the tests of the history of an adapter that has one. */
export function testHistory(under: AdapterUnderTest, addTest: AddTest): void {
  const [target = {}] = under.targets

  addTest('history.get: says what was changed, when, where and by which page', async () => {
    const { adapter, client } = await open(under, [ada, 'grace'])
    if (!adapter.history || !adapter.preferences) return
    const { scope: hasScope } = adapter.preferences.rules
    const options = { source: 'settings page', ...(hasScope && { scope: 'acme' }) }
    const begun = Date.now() - 60_000
    const change = { ...target, enabled: false }
    await client.preferences.update(ada, change, options)
    await client.preferences.update(ada, change, options)
    await client.users.update(ada, { name: 'Ada' }, { source: 'profile' })
    const [profile, choice] = await adapter.history.get(ada)
    expect(profile).toMatchObject({
      member: expect.stringMatching(/^users\.(?:update|identify)$/),
      source: 'profile',
      change: expect.objectContaining({ name: 'Ada' }),
    })
    expect(choice).toMatchObject({ member: 'preferences.update', change: [change], ...options })
    expect(Date.parse(choice?.at ?? '')).toBeGreaterThan(begun)
    const [newest] = await adapter.history.get(ada, { limit: 1 })
    expect(newest).toEqual(profile)
    const [older] = await adapter.history.get(ada, { before: profile?.id, limit: 1 })
    expect(older).toEqual(choice)
    expect(await adapter.history.get('stranger')).toEqual([])
    if (!adapter.listScopes) return
    expect(await adapter.listScopes(ada)).toEqual(hasScope ? ['acme'] : [])
    expect(await adapter.listScopes('grace')).toEqual([])
  })

  addTest('history.get: is erased with the user', async () => {
    const { adapter, client } = await open(under)
    if (!adapter.history || under.lacks?.['users.delete'] || under.lacks?.['users.create']) return
    await client.users.update(ada, { name: 'Ada' })
    await client.users.delete(ada)
    expect(await adapter.history.get(ada)).toEqual([])
    await client.users.create(ada, {})
    for (const { change } of await adapter.history.get(ada))
      expect(JSON.stringify(change)).not.toContain('Ada')
  })
}

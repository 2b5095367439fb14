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

  addTest('history.get: has the choices that are saved with a user', async () => {
    const { adapter, client } = await open(under, [])
    if (!adapter.history || !adapter.preferences) return
    const options = {
      source: 'sign-up',
      ...(adapter.preferences.rules.scope && { scope: 'acme' }),
    }
    const preferences = [{ ...target, enabled: false }]
    const saved = { member: 'preferences.update', change: preferences, ...options }
    await client.users.identify(ada, {}, { ...options, preferences })
    const [choice, profile] = await adapter.history.get(ada)
    expect(choice).toMatchObject(saved)
    expect(profile).toMatchObject({ member: 'users.identify', change: {}, source: 'sign-up' })
    await client.users.identify(ada, {}, { ...options, preferences })
    expect(await adapter.history.get(ada)).toHaveLength(2)
    if (under.lacks?.['users.create']) return
    await client.users.create('grace', {}, { ...options, preferences })
    const [first, second] = await adapter.history.get('grace')
    expect(first).toMatchObject(saved)
    expect(second).toMatchObject({ member: 'users.create' })
  })

  addTest('history.get: has the entries of a merged user, newest first', async () => {
    const { adapter, client } = await open(under, [ada, 'guest', 'empty'])
    if (!adapter.history || under.lacks?.['users.merge']) return
    let count = 0
    for (const id of ['guest', ada, 'guest']) {
      count += 1
      await client.users.update(id, { name: `Name ${count}` })
    }
    const guest = await adapter.history.get('guest')
    const own = await adapter.history.get(ada)
    await client.users.merge({ from: 'guest', into: ada })
    const [merged, ...older] = await adapter.history.get(ada)
    expect(merged).toMatchObject({ member: 'users.merge' })
    const [latest, ...rest] = guest
    expect(older.slice(0, 3)).toEqual([latest, own[0], rest[0]])
    expect(older).toHaveLength(guest.length + own.length)
    expect(await adapter.history.get('guest')).toEqual([])
    await client.users.merge({ from: 'empty', into: ada })
    expect((await adapter.history.get(ada))[0]).toMatchObject({ member: 'users.merge' })
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

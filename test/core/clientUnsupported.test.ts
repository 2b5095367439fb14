import { describe, expect, it } from 'vitest'
import type { UserAdapter } from '../../src/core/adapter.js'
import { createAdminClient } from '../../src/core/adminClient.js'
import { change, getError, methods, record, withoutId } from './client.fixture.js'

describe('createAdminClient over an adapter that lacks a member', () => {
  const bare: UserAdapter = {
    id: 'bare',
    fields: { name: { read: true, write: true, clear: true } },
    traits: { values: 'json', merge: 'deep', clear: true },
  }

  it.each(Object.entries({ ...methods, ...withoutId }))(
    'rejects %s with unsupported, naming adapter and member',
    async (name, method) => {
      for (const users of [undefined, {}]) {
        const error = await getError(method(createAdminClient({ ...bare, users }), 'ada'))
        expect(error.code).toBe('unsupported')
        expect(error.message).toMatch(/^\[identikit\] The bare adapter has no .+ \(unsupported\)$/)
        expect(name).toContain(/has no (\S+)\./.exec(error.message)?.[1])
      }
    },
  )

  it.each(Object.entries(methods))('refuses an invalid id of %s first', async (_, method) => {
    expect((await getError(method(createAdminClient(bare), '..'))).code).toBe('invalid')
  })

  it('saves with identify if the adapter has no update', async () => {
    const { adapter, calls } = record()
    const { update: _, ...users } = adapter.users
    const options = { source: 'profile' }
    await createAdminClient({ ...adapter, users }).users.update('ada', { name: 'Ada' }, options)
    expect(calls).toEqual([['users.identify', 'ada', { name: 'Ada' }, options]])
  })

  it('does not identify with update if the adapter has no identify', async () => {
    const { adapter, calls } = record()
    const { identify: _, ...users } = adapter.users
    const client = createAdminClient({ ...adapter, users })
    expect((await getError(client.users.identify('ada', {}))).code).toBe('unsupported')
    expect(calls).toEqual([])
  })

  it('refuses preferences in an identify if the adapter has no preferences', async () => {
    const { adapter, calls } = record()
    const client = createAdminClient({ ...adapter, preferences: undefined })
    const error = await getError(client.users.identify('ada', {}, { preferences: [change] }))
    expect(error.code).toBe('unsupported')
    expect(error.message).toContain('has no preferences')
    await client.users.identify('ada', {})
    await client.users.identify('ada', {}, { preferences: undefined })
    expect(calls.map(([name]) => name)).toEqual(['users.identify', 'users.identify'])
  })

  it('passes preferences on if the adapter has preferences', async () => {
    const { calls, client } = record()
    await client.users.identify('ada', {}, { preferences: [change] })
    expect(calls).toEqual([['users.identify', 'ada', {}, { preferences: [change] }]])
  })

  it('refuses fields and traits that the service does not hold, in every patch', async () => {
    const { adapter, calls } = record()
    const client = createAdminClient({
      ...adapter,
      fields: { name: { read: true, write: true, clear: false } },
      traits: { values: 'string', merge: 'key', clear: false },
    })
    const patch = { name: null, email: 'ada@example.com', traits: { age: 1, gone: null } }
    const fields = ['name', 'email', 'traits.age', 'traits.gone']
    for (const answer of [
      client.users.identify('ada', patch),
      client.users.create('ada', patch),
      client.users.update('ada', patch),
      client.events.track('ada', { name: 'ran', user: patch }),
    ]) {
      expect(Object.keys((await getError(answer)).fields ?? {})).toEqual(fields)
    }
    expect(calls).toEqual([])
  })
})

describe('createAdminClient over a pending adapter', () => {
  it('reads the members of the adapter at each call', async () => {
    const { adapter, calls } = record()
    const learning: { -readonly [Key in keyof UserAdapter]: UserAdapter[Key] } = {
      id: 'learning',
      fields: {},
      traits: adapter.traits,
      pending: true,
    }
    const client = createAdminClient(learning)
    expect(client.capabilities).toBeUndefined()
    expect((await getError(client.users.get('ada'))).code).toBe('unsupported')
    expect((await getError(client.preferences.get('ada'))).code).toBe('unsupported')

    learning.users = { get: adapter.users.get }
    learning.preferences = adapter.preferences
    learning.pending = false
    await client.users.get('ada')
    await client.preferences.get('ada')
    expect(calls.map(([name]) => name)).toEqual(['users.get', 'preferences.get'])
    expect(client.capabilities).toMatchObject({ users: ['get'] })
    expect(client.capabilities).not.toHaveProperty('streak')

    learning.users = { update: adapter.users.update }
    expect((await getError(client.users.get('ada'))).code).toBe('unsupported')
    expect(
      Object.keys((await getError(client.users.update('ada', { name: 'Ada' }))).fields ?? {}),
    ).toEqual(['name'])
    learning.fields = adapter.fields
    await client.users.update('ada', { name: 'Ada' })
    expect(calls.at(-1)?.slice(0, 3)).toEqual(['users.update', 'ada', { name: 'Ada' }])
  })

  it('checks patches without the rules of the service', async () => {
    const { adapter, calls } = record()
    const client = createAdminClient({ ...adapter, fields: {}, pending: true })
    await client.users.update('ada', { name: null, traits: { a: null } })
    expect(calls).toHaveLength(1)
    expect((await getError(client.users.update('ada', { email: 'x' }))).code).toBe('invalid')
  })
})

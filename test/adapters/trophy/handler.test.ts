import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import type { NotificationCatalog } from '../../../src/core/preferences/catalog.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { getPreferenceStore } from '../../../src/react/preferences/preferenceStore.js'
import { createStores } from '../../../src/react/store/stores.js'
import { createUserHandler } from '../../../src/server.js'
import { record } from '../recorder.js'
import { createTrophyFake } from './trophy.fake.js'

const url = 'https://app.example.com/api/identikit'

/** Creates a browser's client of a handler with a Trophy adapter. */
function open(types: NotificationCatalog = []) {
  const fake = createTrophyFake({
    users: [{ id: 'ada', control: true, email: 'ada@example.com' }],
    attributes: ['plan'],
  })
  const { fetch, calls } = record(fake.fetch)
  const adapter = createTrophyAdapter({ apiKey: fake.adminKey, fetch })
  const handler = createUserHandler({ adapter, authenticate: () => 'ada', catalog: types })
  const remote = createRemoteAdapter({ url, fetch: (...input) => handler(new Request(...input)) })
  return { client: createAdminClient(remote), calls, fake }
}

async function openStore(
  types: NotificationCatalog = [{ id: 'recap', default: true }, { id: 'reactivation' }],
) {
  const { client, calls, fake } = open(types)
  const stores = createStores(new QueryClient(), 'ada', {
    client,
    catalog: types,
    onError: undefined,
    onSaved: undefined,
  })
  const preferences = getPreferenceStore(stores)
  const unsubscribe = preferences.subscribe(() => undefined)
  await vi.waitFor(() => expect(preferences.getSnapshot().data).toBeDefined())
  return { preferences, calls, fake, unsubscribe }
}

describe('Trophy adapter with the preferences store', () => {
  it('keeps the other channel of a row as shown, with one request per change', async () => {
    const { preferences, calls, fake, unsubscribe } = await openStore()
    const reads = calls.length
    const results = await Promise.all([
      preferences.update([{ type: 'recap', channel: 'push', enabled: false }]),
      preferences.update([{ type: 'reactivation', channel: 'email', enabled: true }]),
    ])
    expect(results.map(({ status }) => status)).toEqual(['saved', 'saved'])
    expect(fake.users.get('ada')?.notifications).toEqual({
      recap: ['email'],
      reactivation: ['email'],
    })
    const writes = calls.slice(reads).filter(({ method }) => method !== 'GET')
    expect(writes.map(({ body }) => body)).toEqual([
      { notifications: { recap: ['email'] } },
      { notifications: { reactivation: ['email'] } },
    ])
    unsubscribe()
  })
})

describe('Trophy adapter with a locked channel', () => {
  const types = [{ id: 'recap', default: true, locked: { channels: ['email'] } }]

  it('keeps the locked channel as shown if nothing is stored', async () => {
    const { preferences, fake, unsubscribe } = await openStore(types)
    const change = { type: 'recap', channel: 'push', enabled: false }
    expect(await preferences.update([change])).toMatchObject({ status: 'saved' })
    expect(fake.users.get('ada')?.notifications).toEqual({ recap: ['email'] })
    unsubscribe()
  })

  it.each([undefined, { email: false }, {}])(
    'keeps the locked channel on against a row of %j',
    async (row) => {
      const { client, fake } = open(types)
      const change = { type: 'recap', channel: 'push', enabled: true, row }
      await client.preferences.update('ada', change)
      expect(fake.users.get('ada')?.notifications).toEqual({ recap: ['email', 'push'] })
    },
  )

  it.each(['email', 'push'])('refuses to turn off %s in every type', async (channel) => {
    const { client, calls } = open(types)
    const result = client.preferences.update('ada', { channel, enabled: false })
    await expect(result).rejects.toMatchObject({ code: 'locked' })
    expect(calls).toEqual([])
  })
})

describe('Trophy adapter behind a handler', () => {
  it('saves a change of a browser with one read and one write', async () => {
    const { client, calls, fake } = open()
    const change = { type: 'recap', channel: 'push', enabled: false, row: { email: true } }
    await client.preferences.update('ada', change)
    expect(fake.users.get('ada')?.notifications).toEqual({ recap: ['email'] })
    expect(calls.map(({ method, body }) => [method, body])).toEqual([
      ['GET', undefined],
      ['PATCH', { notifications: { recap: ['email'] } }],
    ])
  })

  it('keeps what another tab saved, although the row shows the older value', async () => {
    const { client, fake } = open()
    const type = 'achievement_completed'
    await client.preferences.update('ada', [
      { type, channel: 'email', enabled: true },
      { type, channel: 'push', enabled: true },
    ])
    await client.preferences.update('ada', { type, channel: 'email', enabled: false })
    const stale = { type, channel: 'push', enabled: false, row: { email: true } }
    await client.preferences.update('ada', stale)
    expect(fake.users.get('ada')?.notifications).toEqual({ [type]: [] })
  })

  it('returns the control group and no dates of Trophy', async () => {
    const user = await open().client.users.get('ada')
    expect(user).toMatchObject({ control: true, subscribeToEmails: true, rest: {} })
  })

  it('does not let a browser delete the email address', async () => {
    const { client, fake } = open()
    await client.users.get('ada')
    const result = client.users.update('ada', { subscribeToEmails: false })
    await expect(result).rejects.toMatchObject({
      fields: { subscribeToEmails: expect.any(String) },
    })
    const unread = open().client.users.update('ada', { subscribeToEmails: false })
    await expect(unread).rejects.toMatchObject({ code: 'forbidden', status: 403 })
    expect(fake.users.get('ada')?.email).toBe('ada@example.com')
  })
})

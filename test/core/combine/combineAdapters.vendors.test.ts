import { describe, expect, it } from 'vitest'
import { createKnockAdapter } from '../../../src/adapters/knock/knock.js'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import type { UserAdapter } from '../../../src/core/adapter.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { combineAdapters } from '../../../src/core.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import { testAdapter } from '../../adapters/conformance/conformance.js'
import { createKnockFake } from '../../adapters/knock/knock.fake.js'
import { refusedTraits } from '../../adapters/knock/knock.fixture.js'
import { createTrophyFake } from '../../adapters/trophy/trophy.fake.js'

const channel_types = ['email', 'push']
const rows = [
  { type: 'workflow', name: 'Comments', identifier: 'comments', channel_types },
  { type: 'category', name: 'Digest', identifier: 'digest', channel_types: ['log'] },
  { type: 'channel_types', name: 'Everywhere', channel_types },
  { type: 'commercial_subscribed', name: 'News' },
]
const targets: PreferenceTarget[] = [
  { type: 'workflow:comments', channel: 'email' },
  { type: 'workflow:comments', channel: 'push' },
  { type: 'category:digest' },
  { channel: 'email' },
  {},
]

function open(ids: readonly string[]) {
  const users = ids.map((id) => ({ id }))
  const knockFake = createKnockFake({ users, rows })
  const trophyFake = createTrophyFake({ users, eventAttributes: ['genre'] })
  const knock = createKnockAdapter({ apiKey: 'sk_test_fake-sentinel', fetch: knockFake.fetch })
  const trophy = createTrophyAdapter({ apiKey: trophyFake.adminKey, fetch: trophyFake.fetch })
  const adapter = combine(knock, trophy)
  return { adapter, knockFake, trophyFake, client: createAdminClient(adapter) }
}

function combine(knock: UserAdapter, trophy: UserAdapter): UserAdapter {
  const combined = { preferences: knock, streak: trophy, events: trophy, devices: trophy }
  return combineAdapters({ users: [knock, trophy], ...combined })
}

testAdapter('Knock and Trophy combined', {
  targets,
  dateOnly: true,
  device: { token: 'ExponentPushToken[a/b?c#d é]' },
  event: { name: 'words', value: 12, properties: { genre: 'novel' } },
  create: (ids) => open(ids).adapter,
  createFailing: (fetch) =>
    combine(
      createKnockAdapter({ apiKey: 'sk_test_fake-sentinel', fetch }),
      createTrophyAdapter({ apiKey: 'fake', fetch }),
    ),
  refusedIds: { ids: ['a/b c?#é'], reason: 'Knock accepts no slash and no #' },
  refusedTraits,
  servesUnknown: {
    events: 'an event makes its user at Trophy',
    'users.update': 'Knock has only identify, and Trophy holds no field of the patch',
  },
  lacks: {
    'users.create': 'Knock has none',
    'users.delete': 'Trophy has none',
    'users.merge': 'Trophy has none',
    schedule: 'neither has one',
  },
})

describe('combineAdapters: Knock and Trophy', () => {
  it('sends each service the fields that it holds', async () => {
    const { client, knockFake, trophyFake } = open([])
    await client.users.identify('ada', {
      name: 'Ada',
      phone: '+442079460018',
      timezone: 'Europe/London',
      traits: { seats: 3 },
    })
    expect(knockFake.users.get('ada')).toMatchObject({
      name: 'Ada',
      phone_number: '+442079460018',
      seats: 3,
    })
    expect(trophyFake.users.get('ada')).toMatchObject({ name: 'Ada', tz: 'Europe/London' })
    expect(trophyFake.users.get('ada')?.attributes).toEqual({})
    expect(client.capabilities?.fields.subscribeToEmails).toEqual({
      read: false,
      write: true,
      clear: false,
    })
  })

  it('rejects a merge with the hint of each service', async () => {
    const { client } = open(['ada'])
    const merged = client.users.merge({ from: 'guest', into: 'ada' })
    await expect(merged).rejects.toThrow(/has no users\.merge\. Trophy has no way to merge/)
  })

  it('changes a phone number without a request to Trophy', async () => {
    const { client, trophyFake } = open(['ada'])
    const before = trophyFake.users.get('ada')
    await client.users.update('ada', { phone: '+442079460018' })
    expect(trophyFake.users.get('ada')).toBe(before)
    expect(await client.users.get('ada')).toMatchObject({ phone: '+442079460018' })
  })
})

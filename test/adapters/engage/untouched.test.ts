import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openEngage } from './engage.fixture.js'
import type { FakeUser } from './fake.users.js'

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean())
const listIds = ['news', 'tips', '5fc6477241fcec31a9548e98', 'internal', 'forgotten']

const users = fc.record({
  uid: fc.constant('u144'),
  first_name: fc.option(fc.string()),
  email: fc.constantFrom('ada@example.com', null),
  number: fc.constantFrom('442079460018', null),
  tz: fc.constantFrom('Europe/London', 'Asia/Calcutta', 'Old/Zone'),
  created_at: fc.constantFrom('2021-01-12T05:24:39.062+00:00', '2021-01-12'),
  meta: fc.dictionary(fc.string(), scalar),
  devices: fc.array(fc.record({ token: fc.string(), platform: fc.constantFrom('ios', 'other') })),
  segments: fc.array(fc.record({ id: fc.string(), suppressed: fc.boolean() })),
  lists: fc.uniqueArray(fc.record({ id: fc.constantFrom(...listIds), subscribed: fc.boolean() }), {
    selector: ({ id }) => id,
  }),
  stats: fc.dictionary(fc.string(), fc.nat()),
})

const change = fc.record({
  type: fc.constantFrom('news', 'tips'),
  enabled: fc.boolean(),
})

/** Returns the JSON of a stored user without some lists. */
const stored = (user: FakeUser | undefined, isOmitted: (list: string) => boolean) =>
  JSON.stringify({ ...user, lists: user?.lists?.filter(({ id }) => !isOmitted(id)) })

describe('Engage data', () => {
  it('is kept byte for byte, except the changed lists', async () => {
    await fc.assert(
      fc.asyncProperty(users, fc.array(change, { minLength: 1 }), async (user, changes) => {
        const { client, fake } = openEngage({ fake: { users: [user, 'other'] } })
        const isChanged = (list: string) => changes.some(({ type }) => type === list)
        const before = stored(fake.users.get('u144'), isChanged)
        const other = JSON.stringify(fake.users.get('other'))
        await client.preferences.update('u144', changes)
        expect(stored(fake.users.get('u144'), isChanged)).toBe(before)
        expect(JSON.stringify(fake.users.get('other'))).toBe(other)
      }),
      { numRuns: process.env['IDENTIKIT_CAMPAIGN'] ? 1000 : 100 },
    )
  })

  it('is kept byte for byte, except the saved field', async () => {
    await fc.assert(
      fc.asyncProperty(users, async (user) => {
        const { client, fake } = openEngage({ fake: { users: [user] } })
        const before = structuredClone(fake.users.get('u144'))
        await client.users.identify('u144', { timezone: 'Asia/Kolkata' })
        const expected = { ...before, tz: 'Asia/Kolkata' }
        expect(JSON.stringify(fake.users.get('u144'))).toBe(JSON.stringify(expected))
      }),
    )
  })
})

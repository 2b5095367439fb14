import { describe, expect, it } from 'vitest'
import { openCourier } from './courier.fixture.js'
import { toKey } from './fake.preferences.js'

// From the reference (reference/profiles/by-id, UserProfile of the specification).
const profile = {
  name: 'Ada Lovelace',
  given_name: 'Ada',
  family_name: 'Lovelace',
  email: 'user@example.com',
  phone_number: '555-555-5555',
  picture: 'https://example.com/ada.png',
  locale: 'en-GB',
  zoneinfo: 'Europe/London',
  email_verified: true,
  custom: { plan: 'pro' },
  firebaseToken: 'sentinel-token',
  slack: { access_token: 'sentinel-slack', user_id: 'U1' },
}

describe('a profile of Courier', () => {
  it('is a user, without the keys of providers', async () => {
    const { client } = openCourier({ profiles: { ada: profile } })
    const user = await client.users.get('ada')
    expect(user).toEqual({
      id: 'ada',
      name: 'Ada Lovelace',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'user@example.com',
      phone: '555-555-5555',
      avatar: 'https://example.com/ada.png',
      locale: 'en-GB',
      timezone: 'Europe/London',
      traits: { plan: 'pro' },
      rest: { email_verified: true },
    })
  })

  it('is merged with a POST, never replaced with a PUT', async () => {
    const { client, fake, calls } = openCourier({ profiles: { ada: profile } })
    await client.users.identify('ada', { email: 'new@example.com', phone: null })
    expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://api.courier.com/profiles/ada',
      'GET https://api.courier.com/profiles/ada',
    ])
    expect(calls[0]?.body).toEqual({ profile: { email: 'new@example.com', phone_number: null } })
    const { phone_number: _, ...others } = profile
    expect(fake.profiles.get('ada')).toEqual({ ...others, email: 'new@example.com' })
  })

  it('may be cleared of a name whose parts stay', async () => {
    const { client } = openCourier({ profiles: { ada: profile } })
    const user = await client.users.identify('ada', { name: null })
    expect(user).toMatchObject({ firstName: 'Ada', lastName: 'Lovelace' })
    expect(user.name).toBeUndefined()
  })

  it.each(['deep', 'key'] as const)(
    'keeps other traits if custom data merges by %s',
    async (merge) => {
      const custom = { address: { city: 'London', zip: 'W1' }, plan: 'pro', tags: ['a'] }
      const { client, fake } = openCourier({ merge, profiles: { ada: { custom } } })
      const traits = { address: { zip: null, street: 'St James' }, plan: null, team: 'red' }
      const user = await client.users.identify('ada', { traits })
      const expected = { address: { city: 'London', street: 'St James' }, tags: ['a'], team: 'red' }
      expect(user.traits).toEqual(expected)
      const again = await client.users.identify('ada', { traits: { address: { city: null } } })
      expect(again.traits['address']).toEqual({ street: 'St James' })
      expect(fake.profiles.get('ada')).toHaveProperty('custom.team', 'red')
    },
  )

  it('keeps parallel changes of traits', async () => {
    const { client } = openCourier({ merge: 'key' })
    const keys = ['a', 'b', 'c']
    await Promise.all(keys.map((key) => client.users.identify('ada', { traits: { [key]: 1 } })))
    expect((await client.users.get('ada')).traits).toEqual({ a: 1, b: 1, c: 1 })
  })

  it('is not written if its custom data cannot be read', async () => {
    const { client, getWrites } = openCourier({ profiles: { ada: { custom: ['odd'] } } })
    const write = client.users.identify('ada', { traits: { plan: 'pro' } })
    await expect(write).rejects.toMatchObject({ code: 'bad-answer' })
    expect(getWrites()).toEqual([])
  })

  it('that keeps a cleared value fails with conflict', async () => {
    const { fake } = openCourier()
    const fetch: typeof globalThis.fetch = async (input, init) =>
      new Request(input, init).method === 'GET'
        ? Response.json({ profile: { phone_number: '+442079460018', custom: { plan: 'pro' } } })
        : fake.fetch(input, init)
    const { client } = openCourier({}, { fetch })
    const write = client.users.identify('ada', { phone: null, traits: { plan: null } })
    await expect(write).rejects.toMatchObject({
      code: 'conflict',
      fields: { phone: 'was not cleared', 'traits.plan': 'was not cleared' },
    })
  })
})

describe('an unknown user of Courier', () => {
  it.each([404, 400] as const)('is not found if Courier answers %i', async (missing) => {
    const { client } = openCourier({ missing })
    await expect(client.users.get('eve')).rejects.toMatchObject({ code: 'not-found' })
    const created = await client.users.identify('eve', { traits: { plan: 'pro' } })
    expect(created.traits).toEqual({ plan: 'pro' })
  })

  it('has no fields if Courier answers with an empty profile', async () => {
    const { client } = openCourier({ missing: 'empty' })
    expect(await client.users.get('eve')).toEqual({ id: 'eve', traits: {}, rest: {} })
  })
})

describe('the deletion of a user', () => {
  it('deletes tokens, lists, tenants and choices before the profile', async () => {
    const { client, fake, calls } = openCourier()
    await client.devices.add('ada', { token: 'a/b' })
    await client.preferences.update('ada', { type: 'news', channel: 'email', enabled: false })
    calls.length = 0
    await client.users.delete('ada')
    expect(calls.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /users/ada/tokens',
      'DELETE /users/ada/tokens/a%2Fb',
      'DELETE /profiles/ada/lists',
      'DELETE /users/ada/tenants',
      'PUT /users/ada/preferences',
      'DELETE /profiles/ada',
    ])
    expect(fake.profiles.has('ada')).toBe(false)
    expect(fake.lists.has('ada')).toBe(false)
    expect(fake.tenants.has('ada')).toBe(false)
    expect(fake.tokens.get('ada')?.size).toBe(0)
    expect(fake.choices.has(toKey('ada', null))).toBe(false)
  })

  it('fails and keeps the profile if a part cannot be deleted', async () => {
    const { fake } = openCourier()
    const fetch: typeof globalThis.fetch = async (input, init) =>
      new Request(input, init).url.endsWith('/lists')
        ? Response.json({}, { status: 503 })
        : fake.fetch(input, init)
    const { client } = openCourier({}, { fetch })
    await expect(client.users.delete('ada')).rejects.toMatchObject({ code: 'service' })
    expect(fake.profiles.has('ada')).toBe(true)
  })
})

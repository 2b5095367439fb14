import { describe, expect, it } from 'vitest'
import { openCourier, openFailingReads } from './courier.fixture.js'

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
  oneSignalPlayerID: 'sentinel-player',
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
      'GET https://api.courier.com/profiles/ada',
      'POST https://api.courier.com/profiles/ada',
    ])
    expect(calls[1]?.body).toEqual({ profile: { email: 'new@example.com', phone_number: null } })
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

  it('sends no traits for a patch with none', async () => {
    const { client, getWrites } = openCourier({ profiles: { ada: profile } })
    await client.users.identify('ada', { locale: 'de', traits: {} })
    expect(getWrites().map(({ body }) => body)).toEqual([{ profile: { locale: 'de' } }])
  })

  it('is not written if its custom data cannot be read', async () => {
    const { client, getWrites } = openCourier({ profiles: { ada: { custom: ['odd'] } } })
    const write = client.users.identify('ada', { traits: { plan: 'pro' } })
    await expect(write).rejects.toMatchObject({ code: 'bad-answer' })
    expect(getWrites()).toEqual([])
  })

  it.each([400, 401, 500])(
    'keeps its custom data if the read before a write answers %i',
    async (status) => {
      const custom = { plan: 'pro' }
      const answers = { 'GET /profiles/ada$': status }
      const { client, fake, getWrites } = openCourier({ profiles: { ada: { custom } }, answers })
      const write = client.users.identify('ada', { traits: { team: 'red' } })
      await expect(write).rejects.toMatchObject({ status })
      expect(getWrites()).toEqual([])
      expect(fake.profiles.get('ada')).toEqual({ custom })
    },
  )
})

describe('a saved profile', () => {
  it('is what was read before the write, with the patch', async () => {
    const { client, fake } = openCourier({ profiles: { ada: profile } })
    const patch = { name: 'Augusta', phone: null, traits: { plan: null, team: { name: 'red' } } }
    const user = await client.users.identify('ada', patch)
    expect(user).toEqual(await client.users.get('ada'))
    expect(user).toMatchObject({ name: 'Augusta', traits: { team: { name: 'red' } } })
    expect(fake.profiles.get('ada')).toHaveProperty('name', 'Augusta')
  })

  it.each([400, 403, 404, 429, 503])(
    'is not read again, so that an answer %i to a read cannot deny the write',
    async (status) => {
      const { client, calls } = openFailingReads(status)
      const user = await client.users.identify('ada', { name: 'Ada', traits: { plan: 'pro' } })
      expect(user).toMatchObject({ name: 'Ada', traits: { plan: 'pro' } })
      expect(calls.map(({ method }) => method)).toEqual(['GET', 'POST'])
    },
  )

  it('may be normalized by Courier', async () => {
    const { client, fake } = openCourier()
    const email = 'Ada@Example.com'
    const write = client.users.identify('ada', { email })
    fake.answers.set('^GET /profiles/ada$', { profile: { email: email.toLowerCase() } })
    await expect(write).resolves.toMatchObject({ id: 'ada' })
    expect(await client.users.get('ada')).toMatchObject({ email: 'ada@example.com' })
  })

  it('has traits also where another field cannot be read', async () => {
    const { client } = openCourier({ profiles: { ada: { phone_number: 4, custom: { a: 1 } } } })
    const options = { onUnreadable: () => {} }
    const user = await client.users.identify('ada', { traits: { b: 2 } }, options)
    expect(user).toEqual({ id: 'ada', traits: { a: 1, b: 2 }, rest: {} })
  })

  it('is written after earlier fields of the user', async () => {
    const { client, calls } = openCourier()
    const names = ['A', 'B']
    const users = await Promise.all(names.map((name) => client.users.identify('ada', { name })))
    expect(users.map(({ name }) => name)).toEqual(names)
    expect(calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST'])
  })
})

describe('an unknown user of Courier', () => {
  it('is not found, and created by an identify', async () => {
    const { client } = openCourier()
    await expect(client.users.get('eve')).rejects.toMatchObject({ code: 'not-found' })
    const created = await client.users.identify('eve', { traits: { plan: 'pro' } })
    expect(created.traits).toEqual({ plan: 'pro' })
  })

  it.each([
    [400, 'invalid'],
    [403, 'forbidden'],
    [500, 'service'],
  ])('is not what an answer %i means', async (status, code) => {
    const { client } = openCourier({ answers: { 'GET /profiles/eve$': status } })
    await expect(client.users.get('eve')).rejects.toMatchObject({ code })
  })

  it('has no fields if Courier answers with an empty profile', async () => {
    const { client } = openCourier({ missing: 'empty' })
    expect(await client.users.get('eve')).toEqual({ id: 'eve', traits: {}, rest: {} })
  })
})

import { createRequire } from 'node:module'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createEngageFake } from './engage.fake.js'
import { lists, openEngage, root, secretKey } from './engage.fixture.js'
import { record, type RecordedCall } from '../recorder.js'

/** What of `@engage_so/core` 1.6.0 is compared. */
interface Sdk {
  init(keys: { key: string; secret: string }): void
  identify(user: Readonly<Record<string, unknown>>): Promise<unknown>
  addAttribute(uid: string, data: Readonly<Record<string, unknown>>): Promise<unknown>
  track(uid: string, data: unknown): Promise<unknown>
}

/** It calls `cross-fetch`, whose place in Node's cache is taken before it is loaded. */
const require = createRequire(import.meta.url)
const inside = createRequire(require.resolve('@engage_so/core'))
const path = inside.resolve('cross-fetch')
let send: typeof fetch = () => Promise.reject(new Error('nothing is open'))
inside.cache[path] = Object.assign(Object.create(null) as NodeJS.Module, {
  id: path,
  filename: path,
  loaded: true,
  exports: (input: RequestInfo, init?: RequestInit) => send(input, init),
})
const sdk = inside('@engage_so/core') as Sdk
afterAll(() => delete inside.cache[path])

const users = [{ uid: 'u144', first_name: 'Ada', meta: { plan: 'free', age: 34 } }]

/** The SDK and our adapter, each before a service of its own that holds the same. */
function both() {
  const fake = createEngageFake({ lists, users })
  const theirs = record(fake.fetch)
  send = theirs.fetch
  return { ...openEngage({ fake: { users } }), theirs: theirs.calls, theirFake: fake }
}

/** Where and with which keys; what was sent is compared by each test. */
const addressed = ({ method, url, headers }: RecordedCall) => ({
  method,
  url,
  authorization: headers['authorization'],
})

beforeEach(() => sdk.init({ key: 'PUBLIC', secret: secretKey }))

describe('what the SDK of Engage sends, and what we send', () => {
  it('is the same for a user, but for what is meant to differ', async () => {
    const { client, calls, theirs, fake, theirFake } = both()
    await sdk.identify({
      id: 'u144',
      first_name: 'Akinyele',
      email: 'a@somecorp.email',
      number: '2348166877840',
      created_at: '2021-01-12',
      tz: 'Africa/Lagos',
      plan: 'custom',
      coverage: 20,
    })
    await client.users.identify('u144', {
      firstName: 'Akinyele',
      email: 'a@somecorp.email',
      phone: '+2348166877840',
      createdAt: '2021-01-12',
      timezone: 'Africa/Lagos',
      traits: { plan: 'custom', coverage: 20 },
    })
    expect(calls.map(addressed)).toEqual(theirs.map(addressed))
    const [{ body } = { body: {} }] = theirs
    const { id, meta, ...fields } = body as { id: string; meta: { tz: string } }
    const { tz, ...attributes } = meta
    // The id stands in the address already, and `tz` is a field of newer SDKs: this one takes it for an attribute.
    expect(id).toBe('u144')
    expect(calls[0]?.body).toEqual({ ...fields, tz, meta: attributes })

    const ours = fake.people.get('u144')
    const { tz: _, ...rest } = { ...ours, meta: { ...ours?.meta, tz: ours?.tz } }
    expect(theirFake.people.get('u144')).toEqual(rest)
  })

  it('has no empty meta where there are no attributes', async () => {
    const { client, calls, theirs, fake, theirFake } = both()
    await sdk.identify({ id: 'u144', last_name: 'King' })
    await client.users.identify('u144', { lastName: 'King' })
    expect(theirs[0]?.body).toEqual({ id: 'u144', last_name: 'King', meta: {} })
    expect(calls[0]?.body).toEqual({ last_name: 'King' })
    expect(fake.people).toEqual(theirFake.people)
  })

  it('is the same for attributes', async () => {
    const { client, calls, theirs, fake, theirFake } = both()
    await sdk.addAttribute('u144', { plan: 'pro', last_name: 'King' })
    await client.users.identify('u144', { lastName: 'King', traits: { plan: 'pro' } })
    expect(calls.map(addressed)).toEqual(theirs.map(addressed))
    expect(calls[0]?.body).toEqual(theirs[0]?.body)
    expect(fake.people).toEqual(theirFake.people)
  })

  it('is the same for an event', async () => {
    const { client, calls, theirs, fake, theirFake } = both()
    const properties = { product: 'T123', currency: 'USD', amount: 12.99 }
    const at = '2020-05-30T09:30:10Z'
    await sdk.track('u144', { event: 'Add to cart', value: 2, properties, timestamp: at })
    await client.events.track('u144', { name: 'Add to cart', value: 2, properties, at })
    expect(calls.map(addressed)).toEqual(theirs.map(addressed))
    expect(calls[0]?.body).toEqual(theirs[0]?.body)
    expect(fake.events).toEqual(theirFake.events)
  })

  it('has no value that nobody gave', async () => {
    const { client, calls, theirs } = both()
    await sdk.track('u144', 'login')
    await client.events.track('u144', { name: 'login' })
    expect(theirs[0]?.body).toEqual({ event: 'login', value: true })
    expect(calls[0]?.body).toEqual({ event: 'login' })
  })

  it('reaches the user of any id, where theirs reaches another', async () => {
    const { client, calls, theirs, fake, theirFake } = both()
    await sdk.identify({ id: 'b@x.co?y#z', first_name: 'Ada' })
    await client.users.identify('b@x.co?y#z', { firstName: 'Ada' })
    expect(theirs[0]?.url).toBe(`${root}/users/b@x.co?y#z`)
    expect(calls[0]?.url).toBe(`${root}/users/b%40x.co%3Fy%23z`)
    expect([...theirFake.people.keys()]).toEqual(['u144', 'b@x.co'])
    expect([...fake.people.keys()]).toEqual(['u144', 'b@x.co?y#z'])
  })

  it('puts no list and no object into meta, as theirs does', async () => {
    const { client, calls, theirs } = both()
    await sdk.identify({ id: 'u144', lists: ['news'], meta: { plan: 'pro' } })
    expect(theirs[0]?.body).toMatchObject({ meta: { lists: ['news'], meta: { plan: 'pro' } } })
    const traits = { lists: ['news'], meta: { plan: 'pro' } }
    await expect(client.users.identify('u144', { traits })).rejects.toMatchObject({
      code: 'invalid',
      fields: {
        'traits.lists': 'must be a plain value: this service holds no objects or lists',
        'traits.meta': 'must be a plain value: this service holds no objects or lists',
      },
    })
    expect(calls).toEqual([])
  })

  it('fails loudly, where theirs resolves', async () => {
    const { client } = both()
    send = async () => new Response('<!doctype html>', { status: 502 })
    expect(await sdk.identify({ id: 'u144' })).toEqual({ error: 'API connection error' })
    const broken = openEngage({
      between: () => async () => new Response('<!doctype html>', { status: 502 }),
    })
    const failed = broken.client.users.identify('u144', {})
    await expect(failed).rejects.toMatchObject({ code: 'service', status: 502 })
    expect(await client.users.identify('u144', {})).toMatchObject({ id: 'u144' })
  })
})

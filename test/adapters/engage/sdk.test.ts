import { createRequire } from 'node:module'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createEngageFake } from './engage.fake.js'
import { lists, openEngage, root, secretKey } from './engage.fixture.js'
import { record, type RecordedCall } from '../recorder.js'

/** The compared part of `@engage_so/core` 1.6.0. */
interface Sdk {
  init(keys: { key: string; secret: string }): void
  identify(user: Readonly<Record<string, unknown>>): Promise<unknown>
  addAttribute(uid: string, data: Readonly<Record<string, unknown>>): Promise<unknown>
  track(uid: string, data: unknown): Promise<unknown>
}

/** The SDK calls `cross-fetch`, which is replaced in Node's module cache before it is loaded. */
const require = createRequire(import.meta.url)
const inside = createRequire(require.resolve('@engage_so/core'))
const path = inside.resolve('cross-fetch')
let send: typeof fetch = () => Promise.reject(new Error('No fake is open.'))
inside.cache[path] = Object.assign(Object.create(null) as NodeJS.Module, {
  id: path,
  filename: path,
  loaded: true,
  exports: (input: RequestInfo, init?: RequestInit) => send(input, init),
})
const sdk = inside('@engage_so/core') as Sdk
afterAll(() => delete inside.cache[path])

const users = [{ uid: 'u144', first_name: 'Ada', meta: { plan: 'free', age: 34 } }]

/** Creates the SDK and the adapter, each with a fake of its own with the same data. */
function openBoth() {
  const fake = createEngageFake({ lists, users })
  const sdkRecord = record(fake.fetch)
  send = sdkRecord.fetch
  return { ...openEngage({ fake: { users } }), sdkCalls: sdkRecord.calls, sdkFake: fake }
}

/** Returns the address and the credentials of a request. */
const toAddress = ({ method, url, headers }: RecordedCall) => ({
  method,
  url,
  authorization: headers['authorization'],
})

beforeEach(() => sdk.init({ key: 'PUBLIC', secret: secretKey }))

describe('Requests of the adapter and of Engage’s SDK', () => {
  it('identify a user with the same fields', async () => {
    const { client, calls, sdkCalls, fake, sdkFake } = openBoth()
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
    expect(calls.map(toAddress)).toEqual(sdkCalls.map(toAddress))
    const [{ body } = { body: {} }] = sdkCalls
    const { id, meta, ...fields } = body as { id: string; meta: { tz: string } }
    const { tz, ...attributes } = meta
    // The id is in the path already. `tz` is a field in newer SDKs and an attribute in this one.
    expect(id).toBe('u144')
    expect(calls[0]?.body).toEqual({ ...fields, tz, meta: attributes })

    const ours = fake.users.get('u144')
    const { tz: _, ...rest } = { ...ours, meta: { ...ours?.meta, tz: ours?.tz } }
    expect(sdkFake.users.get('u144')).toEqual(rest)
  })

  it('the adapter sends no empty meta', async () => {
    const { client, calls, sdkCalls, fake, sdkFake } = openBoth()
    await sdk.identify({ id: 'u144', last_name: 'King' })
    await client.users.identify('u144', { lastName: 'King' })
    expect(sdkCalls[0]?.body).toEqual({ id: 'u144', last_name: 'King', meta: {} })
    expect(calls[0]?.body).toEqual({ last_name: 'King' })
    expect(fake.users).toEqual(sdkFake.users)
  })

  it('are equal for attributes', async () => {
    const { client, calls, sdkCalls, fake, sdkFake } = openBoth()
    await sdk.addAttribute('u144', { plan: 'pro', last_name: 'King' })
    await client.users.identify('u144', { lastName: 'King', traits: { plan: 'pro' } })
    expect(calls.map(toAddress)).toEqual(sdkCalls.map(toAddress))
    expect(calls[0]?.body).toEqual(sdkCalls[0]?.body)
    expect(fake.users).toEqual(sdkFake.users)
  })

  it('are equal for an event', async () => {
    const { client, calls, sdkCalls, fake, sdkFake } = openBoth()
    const properties = { product: 'T123', currency: 'USD', amount: 12.99 }
    const at = '2020-05-30T09:30:10Z'
    await sdk.track('u144', { event: 'Add to cart', value: 2, properties, timestamp: at })
    await client.events.track('u144', { name: 'Add to cart', value: 2, properties, at })
    expect(calls.map(toAddress)).toEqual(sdkCalls.map(toAddress))
    expect(calls[0]?.body).toEqual(sdkCalls[0]?.body)
    expect(fake.events).toEqual(sdkFake.events)
  })

  it('the adapter adds no value to an event', async () => {
    const { client, calls, sdkCalls } = openBoth()
    await sdk.track('u144', 'login')
    await client.events.track('u144', { name: 'login' })
    expect(sdkCalls[0]?.body).toEqual({ event: 'login', value: true })
    expect(calls[0]?.body).toEqual({ event: 'login' })
  })

  it('the adapter encodes ids, the SDK does not', async () => {
    const { client, calls, sdkCalls, fake, sdkFake } = openBoth()
    await sdk.identify({ id: 'b@x.co?y#z', first_name: 'Ada' })
    await client.users.identify('b@x.co?y#z', { firstName: 'Ada' })
    expect(sdkCalls[0]?.url).toBe(`${root}/users/b@x.co?y#z`)
    expect(calls[0]?.url).toBe(`${root}/users/b%40x.co%3Fy%23z`)
    expect([...sdkFake.users.keys()]).toEqual(['u144', 'b@x.co'])
    expect([...fake.users.keys()]).toEqual(['u144', 'b@x.co?y#z'])
  })

  it('the adapter refuses arrays and objects in meta, the SDK does not', async () => {
    const { client, calls, sdkCalls } = openBoth()
    await sdk.identify({ id: 'u144', lists: ['news'], meta: { plan: 'pro' } })
    expect(sdkCalls[0]?.body).toMatchObject({ meta: { lists: ['news'], meta: { plan: 'pro' } } })
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

  it('the adapter rejects with an error, where the SDK resolves', async () => {
    const { client } = openBoth()
    send = async () => new Response('<!doctype html>', { status: 502 })
    expect(await sdk.identify({ id: 'u144' })).toEqual({ error: 'API connection error' })
    const broken = openEngage({
      wrapFetch: () => async () => new Response('<!doctype html>', { status: 502 }),
    })
    const failed = broken.client.users.identify('u144', {})
    await expect(failed).rejects.toMatchObject({ code: 'service', status: 502 })
    expect(await client.users.identify('u144', {})).toMatchObject({ id: 'u144' })
  })
})

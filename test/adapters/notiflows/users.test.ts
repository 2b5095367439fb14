import { describe, expect, it } from 'vitest'
import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { IdentikitError } from '../../../src/core/errors.js'
import { createNotiflowsFake, type NotiflowsFakeOptions } from './notiflows.fake.js'
import { record } from '../recorder.js'

const secretKey = 'sk_live_sentinel'

function open(options: NotiflowsFakeOptions = {}) {
  const fake = createNotiflowsFake({ secretKey, users: [{ external_id: 'ada' }], ...options })
  const { fetch, calls } = record(fake.fetch)
  const adapter = createNotiflowsAdapter({ publicKey: 'pk_test', secretKey, fetch })
  return { client: createAdminClient(adapter), fake, calls }
}

/** Opens an adapter whose service answers every request with this response. */
function refusing(status: number, body: unknown, headers: Record<string, string> = {}) {
  const fetch = async () => Response.json(body, { status, headers })
  return createAdminClient(createNotiflowsAdapter({ publicKey: 'pk_test', secretKey, fetch }))
}

const failure = (status: number, code: string, details: object = {}) => ({
  error: {
    type: `https://docs.notiflows.com/errors/${code}`,
    code,
    message: 'sentinel ada@example.com',
    status,
    request_id: 'req_abc123',
    details,
  },
})

describe('users of the Notiflows adapter', () => {
  it('clear fields by null', async () => {
    const { client, fake } = open()
    await client.users.identify('ada', { email: 'ada@example.com', traits: { a: { b: 1, c: 2 } } })
    const saved = await client.users.identify('ada', { email: null, traits: { a: { b: null } } })
    expect(saved).not.toHaveProperty('email')
    expect(fake.users.get('ada')).toMatchObject({ email: null, custom_fields: { a: { c: 2 } } })
  })

  it('reject with conflict if the service keeps a cleared value', async () => {
    const { client } = open({ clears: false })
    await client.users.identify('ada', { email: 'ada@example.com' })
    const cleared = client.users.identify('ada', { email: null, phone: null, firstName: 'Ada' })
    await expect(cleared).rejects.toMatchObject({
      code: 'conflict',
      fields: { email: 'was not cleared' },
    })
    expect(await client.users.get('ada')).toMatchObject({ email: 'ada@example.com' })
  })

  it('omit null traits at any depth', async () => {
    const custom_fields = { gone: null, a: { b: null, c: [null] }, ['__proto__']: { d: null } }
    const { users } = refusing(200, { external_id: 'ada', custom_fields })
    const traits = { gone: null, a: { b: null }, ['__proto__']: { d: null } }
    const expected = { a: { c: [null] }, ['__proto__']: {} }
    expect((await users.identify('ada', { traits })).traits).toEqual(expected)
  })

  it('reject with conflict if the service keeps a removed trait', async () => {
    const custom_fields = { a: { b: 1, c: 2 }, d: 3 }
    const { users } = refusing(200, { external_id: 'ada', custom_fields })
    const traits = { a: { b: null, x: null }, d: null, constructor: null }
    await expect(users.identify('ada', { traits })).rejects.toMatchObject({
      code: 'conflict',
      fields: { 'traits.a.b': 'was not cleared', 'traits.d': 'was not cleared' },
    })
  })

  it('reject a merge with the alternative in the message', async () => {
    const { client, calls } = open()
    await expect(client.users.merge({ from: 'guest_1', into: 'ada' })).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(
        /no users\.merge\. .*Identify the user with the data of the guest/,
      ),
    })
    expect(calls).toEqual([])
  })

  it('are deleted in the same way with and without archive, with any answer', async () => {
    for (const deleteStatus of [200, 204] as const) {
      for (const options of [undefined, { archive: true }]) {
        const { client, calls } = open({ deleteStatus })
        await client.users.delete('ada', options)
        expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
          'DELETE https://api.notiflows.com/admin/v1/users/ada',
        ])
        await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'not-found' })
      }
    }
  })

  it('end a list whose cursor leads to its own page', async () => {
    const { users } = refusing(200, { items: [], page: { after: 'same' } })
    expect(await users.list()).toEqual({ users: [], next: 'same' })
    expect(await users.list({ cursor: 'same' })).toEqual({ users: [] })
  })

  it('reject a deletion if the API does not exist', async () => {
    const fetch = async () => new Response('<h1>Not Found</h1>', { status: 404 })
    const adapter = createNotiflowsAdapter({ publicKey: 'pk_test', secretKey, fetch })
    const deletion = adapter.users?.delete?.('ada')
    await expect(deletion).rejects.toMatchObject({ code: 'bad-answer', status: 404 })
  })

  it('are identified one after the other, and a failed one does not stop the others', async () => {
    const { client, fake } = open()
    const people = [
      { id: 'grace', firstName: 'Grace' },
      { id: 'bad', email: 'nobody' },
      { id: 'mary', traits: { plan: 'pro' } },
    ]
    const { done, failed } = await client.users.identifyMany(people)
    expect([done, failed.map(({ id }) => id)]).toEqual([2, ['bad']])
    expect([...fake.users.keys()]).toEqual(['ada', 'grace', 'mary'])
  })
})

describe('errors of the Notiflows adapter', () => {
  // The first two are from notiflows.com/docs/api/errors, November 2026.
  it.each([
    [404, 'not_found', { resource: 'user', id: 'user_123' }, 'not-found', undefined],
    [
      400,
      'bad_request',
      { reason: 'invalid_uuid', param: 'channel_id' },
      'invalid',
      { channelId: 'is not a UUID' },
    ],
    [401, 'unauthenticated', {}, 'unauthorized', undefined],
    [403, 'whatever', { required_scope: 'x' }, 'forbidden', undefined],
    [409, 'whatever', { current_status: 'x' }, 'conflict', undefined],
    [
      422,
      'whatever',
      {
        fields: [
          { field: 'first_name', message: 'sentinel', reason: 'too_long' },
          { field: 'external_id', message: 'sentinel', reason: 'invalid_param' },
          { field: 'custom_fields.plan.__proto__', message: 'sentinel' },
          { field: 'custom_fields.ada@example+com', message: 'sentinel' },
          { field: 'ada@example.com', message: 'sentinel' },
        ],
      },
      'invalid',
      {
        firstName: 'was refused by Notiflows',
        id: 'is not a valid value for Notiflows',
        'traits.plan.__proto__': 'was refused by Notiflows',
        traits: 'was refused by Notiflows',
        request: 'was refused by Notiflows',
      },
    ],
    [
      422,
      'whatever',
      { fields: [{ field: 'email', reason: 7 }, { message: 'sentinel' }, null] },
      'invalid',
      { email: 'was refused by Notiflows' },
    ],
    [
      422,
      'whatever',
      { fields: { phone: ['sentinel'], custom_fields: { plan: 'sentinel' }, 'ada@x.org': {} } },
      'invalid',
      {
        phone: 'was refused by Notiflows',
        'traits.plan': 'was refused by Notiflows',
        request: 'was refused by Notiflows',
      },
    ],
    [429, 'whatever', { limit: 5, window: 60, retry_after: 7 }, 'rate-limited', undefined],
    [503, 'whatever', { fields: 'sentinel' }, 'service', undefined],
  ])('status %i with code %s is converted', async (status, code, details, expected, fields) => {
    const body = failure(status, code, details)
    const { users } = refusing(status, body, { 'retry-after': '3' })
    const error = (await users.get('ada').catch((thrown: unknown) => thrown)) as IdentikitError
    expect(error).toMatchObject({ code: expected, status, requestId: 'req_abc123' })
    expect(error.fields).toEqual(fields)
    expect(error.retryAfter).toBe([429, 503].includes(status) ? 3000 : undefined)
    const text = `${String(error)} ${JSON.stringify(error)}`
    expect(text).not.toMatch(/sentinel|ada@|user_123/)
  })

  it('depend on the status if there is no valid error of Notiflows', async () => {
    for (const body of [{}, { error: {} }, { error: { code: 7, request_id: null, details: [] } }]) {
      const request = refusing(403, body).users.get('ada')
      await expect(request).rejects.toMatchObject({ code: 'forbidden', requestId: undefined })
    }
  })
})

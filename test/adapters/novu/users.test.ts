import { describe, expect, it } from 'vitest'
import { openNovu, openWithAnswers } from './novu.fixture.js'

describe('users of the Novu adapter', () => {
  it('send the fields of a patch only, with an id that needs encoding', async () => {
    const { client, writes } = openNovu({ users: [{ subscriberId: 'a/b c?#é' }] })
    await client.users.update('a/b c?#é', { phone: '+442079460018', locale: null })
    expect(writes()).toEqual([
      ['PATCH', '/v2/subscribers/a%2Fb%20c%3F%23%C3%A9', { phone: '+442079460018', locale: null }],
    ])
  })

  it('are identified with an update, and created if they are unknown', async () => {
    const { client, writes } = openNovu()
    await client.users.identify('ada', { firstName: 'Ada' })
    await client.users.identify('grace', { firstName: 'Grace', traits: { plan: 'pro' } })
    const body = { firstName: 'Grace', data: { plan: 'pro' } }
    expect(writes()).toEqual([
      ['PATCH', '/v2/subscribers/ada', { firstName: 'Ada' }],
      ['POST', '/v2/subscribers?failIfExists=true', { ...body, subscriberId: 'grace' }],
    ])
  })

  it('are updated if another process creates them in between', async () => {
    const user = { data: { subscriberId: 'grace', firstName: 'Grace' } }
    const { client, calls } = openWithAnswers([
      { status: 404 },
      { status: 409 },
      { status: 200, body: user },
    ])
    const saved = await client.users.identify('grace', { firstName: 'Grace' })
    expect(saved).toMatchObject({ id: 'grace', firstName: 'Grace' })
    expect(calls.map(({ method }) => method)).toEqual(['PATCH', 'POST', 'PATCH'])
  })

  it('keep the custom data that another process creates them with in between', async () => {
    const { client, fake, writes } = openNovu()
    fake.interleave('GET', () =>
      fake.write('grace', { firstName: 'G', data: { plan: { name: 'pro' }, team: 'red' } }),
    )
    await client.users.identify('grace', { traits: { plan: { seats: 3 } } })
    expect(fake.subscribers.get('grace')?.values).toMatchObject({
      firstName: 'G',
      data: { plan: { name: 'pro', seats: 3 }, team: 'red' },
    })
    expect(writes().map(([method]) => method)).toEqual(['POST', 'PATCH'])
  })

  it('are created again if another process deletes them in between', async () => {
    const { client, fake, writes } = openNovu()
    fake.interleave('GET', () => fake.subscribers.delete('ada'))
    await client.users.identify('ada', { traits: { plan: 'pro' } })
    expect(fake.subscribers.get('ada')?.values['data']).toEqual({ plan: 'pro' })
    expect(writes().map(([method]) => method)).toEqual(['PATCH', 'POST'])
  })

  it('are not updated if they are unknown, also if another process creates them in between', async () => {
    const { client, fake, writes } = openNovu()
    const data = { team: 'red' }
    fake.interleave('GET', () => fake.write('grace', { data }))
    const update = client.users.update('grace', { traits: { plan: 'pro' } })
    await expect(update).rejects.toMatchObject({ code: 'not-found' })
    expect(writes()).toEqual([])
    expect(fake.subscribers.get('grace')?.values['data']).toEqual(data)
  })

  it('keep their custom data, which Novu replaces', async () => {
    const data = { plan: { name: 'pro', seats: 2 }, team: 'red', old: null }
    const { client, writes, fake } = openNovu({ users: [{ subscriberId: 'ada', data }] })
    await client.users.update('ada', { firstName: 'Ada' })
    await client.users.update('ada', { traits: { plan: { seats: 3 }, team: null } })
    expect(writes().map(([, , body]) => body)).toEqual([
      { firstName: 'Ada' },
      { data: { plan: { name: 'pro', seats: 3 }, team: null, old: null } },
    ])
    expect(fake.subscribers.get('ada')?.values['data']).toMatchObject({ plan: { name: 'pro' } })
    expect((await client.users.get('ada')).traits).toEqual({ plan: { name: 'pro', seats: 3 } })
  })

  it('are not written if their custom data is unreadable', async () => {
    const { client, calls } = openWithAnswers([
      { body: { data: { subscriberId: 'ada', data: 7 } } },
    ])
    const update = client.users.update('ada', { traits: { plan: 'pro' } })
    await expect(update).rejects.toMatchObject({ code: 'bad-answer' })
    expect(calls).toHaveLength(1)
  })

  it('report a value that Novu keeps although it was cleared', async () => {
    const { client } = openNovu({
      users: [{ subscriberId: 'ada', phone: '+442079460018' }],
      clears: false,
    })
    await expect(client.users.update('ada', { phone: null })).rejects.toMatchObject({
      code: 'conflict',
      fields: { phone: 'was not cleared' },
    })
  })

  it('have no credentials of devices and chats', async () => {
    const channels = [{ providerId: 'slack', credentials: { webhookUrl: 'sentinel' } }]
    const { client } = openWithAnswers([
      { body: { data: { subscriberId: 'ada', channels, isOnline: true } } },
    ])
    const user = await client.users.get('ada')
    expect(user).toEqual({ id: 'ada', traits: {}, rest: { isOnline: true } })
  })

  it('split a name, and join its parts', async () => {
    const { client, writes } = openNovu()
    const saved = await client.users.update('ada', { name: 'Ada King Lovelace' })
    expect(saved.name).toBe('Ada King Lovelace')
    expect(writes()[0]?.[2]).toEqual({ firstName: 'Ada', lastName: 'King Lovelace' })
  })

  it('are created with their first preferences', async () => {
    const { client, fake } = openNovu()
    const preferences = [{ type: 'digest', channel: 'email', enabled: true }]
    await client.users.create('grace', { email: 'grace@example.com' }, { preferences })
    expect(fake.choices.get('grace')?.workflows.get('digest')).toEqual({ email: true })
    await expect(client.users.create('grace', {})).rejects.toMatchObject({ code: 'already-exists' })
  })

  it('name the refused fields, and quote nothing of the answer', async () => {
    const body = {
      statusCode: 422,
      message: 'sentinel',
      errorId: 'e-1',
      errors: {
        email: { messages: ['sentinel'], value: 'sentinel' },
        'data.sentinel': {},
        sentinel: {},
      },
    }
    const { client } = openWithAnswers([{ status: 422, body }])
    const error: unknown = await client.users.update('ada', {}).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'invalid',
      status: 422,
      requestId: 'e-1',
      fields: {
        email: 'was refused by Novu',
        traits: 'was refused by Novu',
        request: 'was refused by Novu',
      },
    })
    expect(JSON.stringify([error, String(error), (error as Error).cause])).not.toContain('sentinel')
  })

  it.each([
    [401, 'unauthorized'],
    [402, 'forbidden'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'rate-limited'],
    [500, 'service'],
    [503, 'service'],
  ])('reject with the code of the status %i', async (status, code) => {
    const { client } = openWithAnswers([{ status, body: { statusCode: status } }])
    await expect(client.users.get('ada')).rejects.toMatchObject({ code, status })
  })

  it('pass on retry-after', async () => {
    const { client, fake } = openNovu()
    fake.limit('3')
    const limited = { code: 'rate-limited', status: 429, retryAfter: 3000 }
    await expect(client.users.get('ada')).rejects.toMatchObject(limited)
  })

  it('refuse the answer about another user', async () => {
    const { client } = openWithAnswers([{ body: { data: { subscriberId: 'grace' } } }])
    await expect(client.users.get('ada')).rejects.toMatchObject({ code: 'bad-answer' })
  })
})

describe('initial preferences of the Novu adapter', () => {
  it.each(['identify', 'create'] as const)(
    'are checked before %s sends anything',
    async (member) => {
      const { client, calls } = openNovu()
      const preferences = [{ channel: 'email', enabled: false }]
      const saved = client.users[member]('new', { firstName: 'P' }, { preferences })
      await expect(saved).rejects.toMatchObject({ code: 'unsupported' })
      expect(calls).toEqual([])
    },
  )
})

describe('identifyMany of the Novu adapter', () => {
  it('sends batches of 500, and users with traits alone', async () => {
    const data = { plan: 'pro' }
    const { client, writes, fake } = openNovu({ users: [{ subscriberId: 'p1', data }] })
    const users = Array.from({ length: 501 }, (_, index) => ({ id: `p${index}`, firstName: 'P' }))
    const withTraits = { id: 'p1', traits: { team: 'red' } }
    const result = await client.users.identifyMany([...users, withTraits])
    expect(result).toEqual({ done: 502, failed: [] })
    const bulk = writes().filter(([, path]) => path === '/v1/subscribers/bulk')
    expect(
      bulk.map(([, , body]) => (body as { subscribers: unknown[] }).subscribers.length),
    ).toEqual([500, 1])
    expect(fake.subscribers.get('p1')?.values).toMatchObject({
      firstName: 'P',
      data: { plan: 'pro', team: 'red' },
    })
  })

  it('sends users with a field to clear alone, so that a value that Novu keeps fails', async () => {
    const { client, writes } = openNovu({ users: [{ subscriberId: 'p1', firstName: 'P' }] })
    const result = await client.users.identifyMany([
      { id: 'p1', firstName: null },
      { id: 'p2', firstName: 'Q' },
    ])
    expect(result).toEqual({ done: 2, failed: [] })
    expect(writes().map(([method, path]) => [method, path])).toEqual([
      ['POST', '/v1/subscribers/bulk'],
      ['PATCH', '/v2/subscribers/p1'],
    ])
  })

  it('refuses an answer whose failed users are no list', async () => {
    const { client } = openWithAnswers([{ status: 201, body: { data: { failed: {} } } }])
    const { done, failed } = await client.users.identifyMany([{ id: 'ada' }])
    expect([done, failed[0]?.error.code]).toEqual([0, 'bad-answer'])
  })

  it('reports the users that Novu names', async () => {
    const { client } = openNovu({ bulkErrors: ['grace'] })
    const { done, failed } = await client.users.identifyMany([{ id: 'ada' }, { id: 'grace' }])
    expect(done).toBe(1)
    expect(failed.map(({ id, error }) => [id, error.code])).toEqual([['grace', 'service']])
  })

  it('fails for all users if the failed ones are not named', async () => {
    const { client } = openWithAnswers([
      { status: 201, body: { data: { failed: [{ message: 'x' }] } } },
    ])
    const { done } = await client.users.identifyMany([{ id: 'ada' }, { id: 'grace' }])
    expect(done).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { respondTo, openEngage } from './engage.fixture.js'

const json = (body: object, status = 200) => Response.json(body, { status })

describe('Engage users', () => {
  it('are identified with one PUT, without the id and an empty meta in the body', async () => {
    const { client, calls, sent } = openEngage()
    await client.users.identify('u144', { firstName: 'Akinyele', email: 'a@somecorp.email' })
    const body = '{"first_name":"Akinyele","email":"a@somecorp.email"}'
    expect(sent()).toEqual([`PUT /users/u144 ${body}`])
    expect(calls[0]?.headers).toMatchObject({
      authorization: `Basic ${btoa('PUBLIC:SECRET-sentinel')}`,
      'content-type': 'application/json',
    })
  })

  it('are identified by any id', async () => {
    const { client, fake, sent } = openEngage()
    await client.users.identify('team/a b@x.co?y#z', {})
    expect(sent()).toEqual(['PUT /users/team%2Fa%20b%40x.co%3Fy%23z {}'])
    expect([...fake.users.keys()]).toEqual(['u144', 'team/a b@x.co?y#z'])
  })

  it('lose removed traits with one request each, after the PUT', async () => {
    const meta = { a: 1, 'b/c': 2, ' ': 3, keep: true }
    const { client, sent } = openEngage({ fake: { users: [{ uid: 'u144', meta }] } })
    const traits = { a: null, 'b/c': null, ' ': null, never: null, new: 'x' }
    const user = await client.users.identify('u144', { traits })
    expect(user.traits).toEqual({ keep: true, new: 'x' })
    expect(sent()).toEqual([
      'PUT /users/u144 {"meta":{"new":"x"}}',
      'DELETE /users/u144/attributes/a',
      'DELETE /users/u144/attributes/b%2Fc',
      'DELETE /users/u144/attributes/%20',
      'DELETE /users/u144/attributes/never',
      // A 404 may also mean that there is no such path.
      'GET /users/u144',
    ])
  })

  it('keep a trait that could not be removed, and the error names it', async () => {
    const fake = { users: [{ uid: 'u144', meta: { a: 1, b: 2, c: 3 } }] }
    const wrapFetch = respondTo(/attributes\/b/, () => json({ error: 'Busy' }, 503))
    const { client, fake: service } = openEngage({ fake, wrapFetch })
    const traits = { a: null, b: null, c: null, d: 4 }
    const error = await client.users.identify('u144', { traits }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'service',
      status: 503,
      fields: { 'traits.b': 'was not saved', 'traits.c': 'was not saved' },
      message: expect.stringContaining('Saved: all other fields, traits.a.'),
    })
    expect(service.users.get('u144')?.meta).toEqual({ b: 2, c: 3, d: 4 })
  })

  it('are partly saved by an abort, which rejects with its reason', async () => {
    const controller = new AbortController()
    const reason = new DOMException('gone', 'AbortError')
    const wrapFetch = respondTo(/attributes\/b/, () => {
      controller.abort(reason)
      throw reason
    })
    const fake = { users: [{ uid: 'u144', meta: { a: 1, b: 2 } }] }
    const { client, fake: service } = openEngage({ fake, wrapFetch })
    const patch = { traits: { a: null, b: null } }
    const saved = client.users.identify('u144', patch, { signal: controller.signal })
    await expect(saved).rejects.toBe(reason)
    expect(service.users.get('u144')?.meta).toEqual({ b: 2 })
  })

  it('reject if a removed trait is still stored', async () => {
    const users = [{ uid: 'u144', meta: { a: 1 } }]
    const { client } = openEngage({ fake: { users, undocumented: { attributes: false } } })
    await expect(client.users.identify('u144', { traits: { a: null } })).rejects.toMatchObject({
      code: 'bad-answer',
      fields: { 'traits.a': 'was not removed' },
    })
  })

  it('lose the last name that a new name lacks', async () => {
    const { client } = openEngage()
    await client.users.identify('u144', { name: 'Ada Lovelace' })
    const user = await client.users.identify('u144', { name: 'Ada' })
    expect(user).toMatchObject({ name: 'Ada', firstName: 'Ada' })
    expect(user).not.toHaveProperty('lastName')
    expect(await client.users.get('u144')).toEqual(user)
  })

  it('are created if they do not exist', async () => {
    const { client, sent } = openEngage()
    await client.users.create('new', { lastName: 'King', traits: { plan: 'pro', gone: null } })
    const body = '{"id":"new","last_name":"King","meta":{"plan":"pro"}}'
    expect(sent()).toEqual(['GET /users/new', `POST /users ${body}`])
    await expect(client.users.create('u144', {})).rejects.toMatchObject({ code: 'already-exists' })
    expect(sent()).toHaveLength(3)
  })

  it('are created on lists, except those with a double opt-in', async () => {
    const { client, sent } = openEngage()
    const waitlist = '5fc6477241fcec31a9548e98'
    const preferences = [
      { type: 'news', enabled: true },
      { type: 'tips', enabled: false },
      { type: waitlist, enabled: true },
    ]
    const user = await client.users.create('new', { firstName: 'Ada' }, { preferences })
    expect(user.lists).toEqual([
      { id: 'news', subscribed: true },
      { id: 'tips', subscribed: false },
    ])
    expect(sent()).toEqual([
      'GET /lists',
      'GET /users/new',
      'POST /users {"id":"new","first_name":"Ada","lists":["news"]}',
      'PUT /lists/tips/subscribers/new {"subscribed":false}',
      `PUT /lists/${waitlist}/subscribers/new {"subscribed":true}`,
      'GET /users/new',
    ])
    const invalid = [{ type: 'internal', enabled: true }]
    await expect(client.users.create('x', {}, { preferences: invalid })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('exist when a preference fails, and the error says so', async () => {
    const wrapFetch = respondTo(/^PUT \/lists/, () => json({ error: 'Busy' }, 503))
    const { client, fake } = openEngage({ wrapFetch })
    const preferences = [{ type: 'tips', enabled: false }]
    await expect(client.users.create('new', {}, { preferences })).rejects.toMatchObject({
      code: 'service',
      status: 503,
      message: expect.stringMatching(/the user is there, and Engage did not save/) as unknown,
    })
    expect(fake.users.has('new')).toBe(true)
  })

  it('reject as already existing if they were created in the meantime', async () => {
    const wrapFetch = respondTo(/^GET/, () => json({ error: 'Not found' }, 404))
    const { client } = openEngage({ wrapFetch })
    await expect(client.users.create('u144', {})).rejects.toMatchObject({ code: 'already-exists' })
  })

  it('are returned after they are archived', async () => {
    const { client, sent } = openEngage()
    await client.users.delete('u144', { archive: true })
    expect(sent()).toEqual(['POST /users/u144/archive'])
    expect((await client.users.get('u144')).rest).toMatchObject({ archived: true })
    const result = client.users.delete('unknown', { archive: true })
    await expect(result).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are merged later, and unchanged until then', async () => {
    const users = [{ uid: 'guest1', first_name: 'Ada' }, { uid: 'u144' }]
    const { client, fake, sent } = openEngage({ fake: { users, undocumented: { merge: 'later' } } })
    const merged = await client.users.merge({ from: 'guest1', into: 'u144' })
    expect(merged).not.toHaveProperty('firstName')
    // The sample of the tests of https://github.com/engage-so/engage-js at 670f8c0.
    expect(sent()[2]).toBe('POST /users/merge {"source":"guest1","destination":"u144"}')
    fake.settle()
    expect(await client.users.get('u144')).toMatchObject({ firstName: 'Ada' })
  })

  it('are identified in bulk, and refused ones are named', async () => {
    const { client } = openEngage()
    const users = [{ id: 'a' }, { id: 'b', traits: { tz: 'x' } }, { id: 'c', email: 'no' }]
    const result = await client.users.identifyMany(users)
    expect(result).toMatchObject({ done: 1, failed: [{ id: 'b' }, { id: 'c' }] })
  })
})

describe('Engage users.list', () => {
  const users = Array.from({ length: 61 }, (_, index) => `u${index}`)

  it('returns thirty users per page and one cursor', async () => {
    const { client, sent } = openEngage({ fake: { users } })
    const first = await client.users.list()
    const second = await client.users.list({ cursor: first.next })
    const third = await client.users.list({ cursor: second.next, limit: 10 })
    expect([first, second, third].map((page) => page.users.length)).toEqual([30, 30, 1])
    expect(third.next).toBeUndefined()
    expect(sent()[0]).toBe('GET /users?limit=30')
    expect(sent()[1]).toMatch(/^GET \/users\?limit=30&next_cursor=[\da-f]{24}$/)
  })

  it('refuses a limit over thirty', async () => {
    const { client, calls } = openEngage({ fake: { users } })
    await expect(client.users.list({ limit: 31 })).rejects.toMatchObject({
      code: 'invalid',
      fields: { limit: 'must be at most 30 at Engage: read the next page with `cursor`' },
    })
    expect(calls).toEqual([])
  })

  it('refuses any other cursor: raw, after_id, or two', async () => {
    const { client, calls } = openEngage({ fake: { users } })
    const others = ['5fc6477241fcec31a9548e98', 'after_id=u1', 'a&previous_cursor=b']
    const encoded = ['previous:a', 'a', 'next:'].map((text) => btoa(text).replaceAll('=', ''))
    for (const cursor of [...others, ...encoded]) {
      await expect(client.users.list({ cursor })).rejects.toMatchObject({ code: 'invalid' })
    }
    expect(calls).toEqual([])
  })

  it('ends at a cursor that leads to its own page', async () => {
    const wrapFetch = () => async () => json({ data: [{ uid: 'u1' }], next_cursor: 'same' })
    const { client } = openEngage({ wrapFetch })
    const { next } = await client.users.list()
    expect(await client.users.list({ cursor: next })).not.toHaveProperty('next')
  })

  it('ends at has_more without a cursor', async () => {
    const old = { data: [{ uid: 'u1' }], has_more: true }
    const { client } = openEngage({ wrapFetch: () => async () => json(old) })
    expect(await client.users.list()).toMatchObject({ users: [{ id: 'u1' }] })
    expect(await client.users.list()).not.toHaveProperty('next')
  })
})

import { describe, expect, it } from 'vitest'
import { failing, openEngage } from './engage.fixture.js'

const json = (body: object, status = 200) => Response.json(body, { status })

describe('users of Engage', () => {
  it('are identified by one PUT, without the id again and without an empty meta', async () => {
    const { client, calls, sent } = openEngage()
    await client.users.identify('u144', { firstName: 'Akinyele', email: 'a@somecorp.email' })
    const body = '{"first_name":"Akinyele","email":"a@somecorp.email"}'
    expect(sent()).toEqual([`PUT /users/u144 ${body}`])
    expect(calls[0]?.headers).toMatchObject({
      authorization: `Basic ${btoa('PUBLIC:SECRET-sentinel')}`,
      'content-type': 'application/json',
    })
  })

  it('are identified and never asked for an id that another service would refuse', async () => {
    const { client, fake, sent } = openEngage()
    await client.users.identify('team/a b@x.co?y#z', {})
    expect(sent()).toEqual(['PUT /users/team%2Fa%20b%40x.co%3Fy%23z {}'])
    expect([...fake.people.keys()]).toEqual(['u144', 'team/a b@x.co?y#z'])
  })

  it('lose traits by one request each, after the PUT', async () => {
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
      // A 404 is looked into: it may also say that there is no such call.
      'GET /users/u144',
    ])
  })

  it('keep what could not be removed, and the error names it', async () => {
    const fake = { users: [{ uid: 'u144', meta: { a: 1, b: 2, c: 3 } }] }
    const between = failing(/attributes\/b/, () => json({ error: 'Busy' }, 503))
    const { client, fake: service } = openEngage({ fake, between })
    const traits = { a: null, b: null, c: null, d: 4 }
    const error = await client.users.identify('u144', { traits }).catch((one: unknown) => one)
    expect(error).toMatchObject({
      code: 'service',
      status: 503,
      fields: { 'traits.b': 'was not saved', 'traits.c': 'was not saved' },
      message: expect.stringContaining('Saved: everything else of the patch, traits.a.'),
    })
    expect(service.people.get('u144')?.meta).toEqual({ b: 2, c: 3, d: 4 })
  })

  it('are left half saved by an abort, which passes as it is', async () => {
    const stop = new AbortController()
    const reason = new DOMException('gone', 'AbortError')
    const between = failing(/attributes\/b/, () => {
      stop.abort(reason)
      throw reason
    })
    const fake = { users: [{ uid: 'u144', meta: { a: 1, b: 2 } }] }
    const { client, fake: service } = openEngage({ fake, between })
    const patch = { traits: { a: null, b: null } }
    const saved = client.users.identify('u144', patch, { signal: stop.signal })
    await expect(saved).rejects.toBe(reason)
    expect(service.people.get('u144')?.meta).toEqual({ b: 2 })
  })

  it('are not said to have lost a trait that is still there', async () => {
    const users = [{ uid: 'u144', meta: { a: 1 } }]
    const { client } = openEngage({ fake: { users, unknown: { attributes: false } } })
    await expect(client.users.identify('u144', { traits: { a: null } })).rejects.toMatchObject({
      code: 'bad-answer',
      fields: { 'traits.a': 'was not removed' },
    })
  })

  it('lose a last name that a new name does not have', async () => {
    const { client } = openEngage()
    await client.users.identify('u144', { name: 'Ada Lovelace' })
    const user = await client.users.identify('u144', { name: 'Ada' })
    expect(user).toMatchObject({ name: 'Ada', firstName: 'Ada' })
    expect(user).not.toHaveProperty('lastName')
    expect(await client.users.get('u144')).toEqual(user)
  })

  it('are created where nobody is', async () => {
    const { client, sent } = openEngage()
    await client.users.create('new', { lastName: 'King', traits: { plan: 'pro', gone: null } })
    const body = '{"id":"new","last_name":"King","meta":{"plan":"pro"}}'
    expect(sent()).toEqual(['GET /users/new', `POST /users ${body}`])
    await expect(client.users.create('u144', {})).rejects.toMatchObject({ code: 'already-exists' })
    expect(sent()).toHaveLength(3)
  })

  it('are created on lists, but never past a double opt-in', async () => {
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
    const wrong = [{ type: 'internal', enabled: true }]
    await expect(client.users.create('x', {}, { preferences: wrong })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('are there, as the error says, where one of their choices was not saved', async () => {
    const between = failing(/^PUT \/lists/, () => json({ error: 'Busy' }, 503))
    const { client, fake } = openEngage({ between })
    const preferences = [{ type: 'tips', enabled: false }]
    await expect(client.users.create('new', {}, { preferences })).rejects.toMatchObject({
      code: 'service',
      status: 503,
      message: expect.stringMatching(/the user is there, and Engage did not save/) as unknown,
    })
    expect(fake.people.has('new')).toBe(true)
  })

  it('who are made by somebody else meanwhile are there already', async () => {
    const between = failing(/^GET/, () => json({ error: 'Not found' }, 404))
    const { client } = openEngage({ between })
    await expect(client.users.create('u144', {})).rejects.toMatchObject({ code: 'already-exists' })
  })

  it('are archived and read as before', async () => {
    const { client, sent } = openEngage()
    await client.users.delete('u144', { archive: true })
    expect(sent()).toEqual(['POST /users/u144/archive'])
    expect((await client.users.get('u144')).rest).toMatchObject({ archived: true })
    const stranger = client.users.delete('stranger', { archive: true })
    await expect(stranger).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are merged later, and read as they are until then', async () => {
    const users = [{ uid: 'guest1', first_name: 'Ada' }, { uid: 'u144' }]
    const { client, fake, sent } = openEngage({ fake: { users, unknown: { merge: 'later' } } })
    const merged = await client.users.merge({ from: 'guest1', into: 'u144' })
    expect(merged).not.toHaveProperty('firstName')
    // The sample of the tests of https://github.com/engage-so/engage-js at 670f8c0.
    expect(sent()[2]).toBe('POST /users/merge {"source":"guest1","destination":"u144"}')
    fake.settle()
    expect(await client.users.get('u144')).toMatchObject({ firstName: 'Ada' })
  })

  it('say which of many were refused', async () => {
    const { client } = openEngage()
    const users = [{ id: 'a' }, { id: 'b', traits: { tz: 'x' } }, { id: 'c', email: 'no' }]
    const result = await client.users.identifyMany(users)
    expect(result).toMatchObject({ done: 1, failed: [{ id: 'b' }, { id: 'c' }] })
  })
})

describe('a list of users', () => {
  const users = Array.from({ length: 61 }, (_, index) => `u${index}`)

  it('has thirty on a page, and one cursor', async () => {
    const { client, sent } = openEngage({ fake: { users } })
    const first = await client.users.list()
    const second = await client.users.list({ cursor: first.next })
    const third = await client.users.list({ cursor: second.next, limit: 10 })
    expect([first, second, third].map((page) => page.users.length)).toEqual([30, 30, 1])
    expect(third.next).toBeUndefined()
    expect(sent()[0]).toBe('GET /users?limit=30')
    expect(sent()[1]).toMatch(/^GET \/users\?limit=30&next_cursor=[\da-f]{24}$/)
  })

  it('says what is wrong with more than thirty, and what to do', async () => {
    const { client, calls } = openEngage({ fake: { users } })
    await expect(client.users.list({ limit: 31 })).rejects.toMatchObject({
      code: 'invalid',
      fields: { limit: 'must be at most 30 at Engage: ask for the next page with `cursor`' },
    })
    expect(calls).toEqual([])
  })

  it('takes no cursor of another kind: of Engage itself, of the older after_id, or two', async () => {
    const { client, calls } = openEngage({ fake: { users } })
    const other = ['5fc6477241fcec31a9548e98', 'after_id=u1', 'a&previous_cursor=b']
    const encoded = ['previous:a', 'a', 'next:'].map((text) => btoa(text).replaceAll('=', ''))
    for (const cursor of [...other, ...encoded]) {
      await expect(client.users.list({ cursor })).rejects.toMatchObject({ code: 'invalid' })
    }
    expect(calls).toEqual([])
  })

  it('ends where a cursor leads back to its own page', async () => {
    const between = () => async () => json({ data: [{ uid: 'u1' }], next_cursor: 'same' })
    const { client } = openEngage({ between })
    const { next } = await client.users.list()
    expect(await client.users.list({ cursor: next })).not.toHaveProperty('next')
  })

  it('ends where an old service says has_more and gives no cursor', async () => {
    const old = { data: [{ uid: 'u1' }], has_more: true }
    const { client } = openEngage({ between: () => async () => json(old) })
    expect(await client.users.list()).toMatchObject({ users: [{ id: 'u1' }] })
    expect(await client.users.list()).not.toHaveProperty('next')
  })
})

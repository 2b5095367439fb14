import { describe, expect, it } from 'vitest'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { failing, lists, openEngage } from './engage.fixture.js'

const waitlist = '5fc6477241fcec31a9548e98'
const member = { uid: 'u144', lists: [{ id: 'news', subscribed: true }] }
const off = { type: 'news', enabled: false }
const on = { type: 'news', enabled: true }

describe('lists of Engage', () => {
  it('are types with a switch of their own, only those that the host names, in its order', async () => {
    const named = [{ id: 'tips', label: 'Tricks' }, { id: 'news' }, { id: 'gone' }]
    const { client } = openEngage({ fake: { users: [member] }, options: { lists: named } })
    expect(await client.preferences.get('u144')).toEqual({
      types: [
        { id: 'tips', label: 'Tricks', setting: { state: 'unset', default: false }, channels: {} },
        {
          id: 'news',
          label: 'Product news',
          description: 'What is new, once a month',
          setting: { state: 'on', default: false },
          channels: {},
        },
      ],
      channels: {},
      rest: {},
    })
  })

  it('are shown all where the host asks for that, whatever they are', async () => {
    const { client } = openEngage({ options: { lists: 'all' } })
    const { types } = await client.preferences.get('u144')
    expect(types.map(({ id }) => id)).toEqual(lists.map(({ id }) => id))
  })

  it('are no preferences where the host names none', async () => {
    const { client } = openEngage({ options: { lists: undefined } })
    await expect(client.preferences.get('u144')).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('are read from all pages, and no further than needed', async () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ id: `l${index}`, title: `${index}` }))
    const { client, sent } = openEngage({ fake: { lists: many }, options: { lists: 'all' } })
    expect((await client.preferences.get('u144')).types).toHaveLength(25)
    expect(sent().filter((call) => call.startsWith('GET /lists'))).toEqual([
      'GET /lists',
      'GET /lists?next_cursor=l9',
      'GET /lists?next_cursor=l19',
    ])
    const few = openEngage({ fake: { lists: many }, options: { lists: [{ id: 'l11' }] } })
    await few.client.preferences.get('u144')
    expect(few.sent().filter((call) => call.startsWith('GET /lists'))).toHaveLength(2)
  })

  it('end where a cursor leads nowhere', async () => {
    // The answer of https://engage-so.github.io (docs, lists): one list, and a cursor.
    const data = [{ id: waitlist, title: 'Waitlist', description: null, double_optin: true }]
    const page = { data, next_cursor: waitlist }
    const between = failing(/^GET \/lists/, () => Response.json(page))
    const { client } = openEngage({ between, options: { lists: 'all' } })
    expect((await client.preferences.get('u144')).types).toMatchObject([
      { id: waitlist, label: 'Waitlist' },
    ])
    let count = 0
    const endless = failing(/^GET \/lists/, () => {
      count += 1
      return Response.json({ data, next_cursor: `c${count}` })
    })
    const without = openEngage({ between: endless, options: { lists: 'all' } })
    const read = without.client.preferences.get('u144')
    await expect(read).rejects.toMatchObject({ code: 'bad-answer' })
    expect(count).toBe(100)
  })
})

describe('a toggle at Engage', () => {
  it('is one PUT between two reads', async () => {
    const users = [{ uid: 'u144', lists: [{ id: waitlist, subscribed: true }] }]
    const { client, sent } = openEngage({ fake: { users } })
    const saved = await client.preferences.update('u144', { type: waitlist, enabled: false })
    // The request of https://engage-so.github.io (docs, lists), read in November 2026.
    expect(sent()).toEqual([
      'GET /lists',
      `PUT /lists/${waitlist}/subscribers/u144 {"subscribed":false}`,
      'GET /users/u144',
    ])
    expect(getSetting(saved, { type: waitlist })).toEqual({ state: 'off', default: false })
  })

  it.each([400, 404] as const)('puts on a list who never was on it, after a %i', async (status) => {
    const { client, sent } = openEngage({ fake: { unknown: { nonMember: status } } })
    const saved = await client.preferences.update('u144', on)
    expect(sent().slice(1, 3)).toEqual([
      'PUT /lists/news/subscribers/u144 {"subscribed":true}',
      'POST /users/u144/lists {"lists":["news"]}',
    ])
    expect(getSetting(saved, on)?.state).toBe('on')
  })

  it('takes nobody off a list who never was on it, and shows that as it is', async () => {
    const { client, sent, fake } = openEngage({ fake: { unknown: { nonMember: 404 } } })
    const saved = await client.preferences.update('u144', off)
    expect(getSetting(saved, off)).toEqual({ state: 'unset', default: false })
    expect(sent().some((call) => call.startsWith('POST'))).toBe(false)
    expect(fake.people.get('u144')).not.toHaveProperty('lists')
  })

  it.each(['joins', 404] as const)('waits for a double opt-in (%s)', async (nonMember) => {
    const { client } = openEngage({ fake: { unknown: { nonMember } } })
    const saved = await client.preferences.update('u144', { type: waitlist, enabled: true })
    const setting = getSetting(saved, { type: waitlist })
    expect(setting).toEqual({ state: 'on', default: false, pending: true })
    // Nothing of it can be read afterwards.
    const later = getSetting(await client.preferences.get('u144'), { type: waitlist })
    expect(later?.state).toBe('unset')
  })

  it('is saved where its answer says so, though the read after it is older', async () => {
    const stale = failing(/^GET \/users/, () => Response.json(member))
    const { client } = openEngage({ fake: { users: [member] }, between: stale })
    const saved = await client.preferences.update('u144', off)
    expect(getSetting(saved, off)?.state).toBe('off')
  })

  it('is not said to be saved where it is not', async () => {
    for (const [change, answer] of [
      [off, { subscribed: true }],
      [on, { subscribed: false }],
      [off, undefined],
    ] as const) {
      const between = failing(/^PUT/, () =>
        answer ? Response.json(answer) : new Response(null, { status: 204 }),
      )
      const { client } = openEngage({ fake: { users: [member] }, between })
      const saved = client.preferences.update('u144', change)
      await expect(saved).rejects.toMatchObject({
        code: 'bad-answer',
        fields: { 'the list news': 'was not saved' },
      })
    }
  })

  it('of an archived list is refused, and leaves what is', async () => {
    const archived = [{ id: 'news', title: 'News', archived: true }]
    const options = { lists: [{ id: 'news' }] }
    const { client } = openEngage({ fake: { lists: archived }, options })
    await expect(client.preferences.update('u144', on)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('of several that fails half way says which were saved', async () => {
    const between = failing(/^PUT \/lists\/tips/, () => new Response('', { status: 503 }))
    const { client, fake } = openEngage({ between })
    const changes = ['news', 'tips', waitlist].map((type) => ({ type, enabled: true }))
    await expect(client.preferences.update('u144', changes)).rejects.toMatchObject({
      code: 'service',
      status: 503,
      message: expect.stringContaining('Saved: the list news. Not saved: the list tips, the list'),
    })
    expect(fake.people.get('u144')?.lists).toEqual([{ id: 'news', subscribed: true }])
  })

  it('is sent once where it was changed twice', async () => {
    const { client, sent } = openEngage()
    await client.preferences.update('u144', [on, off, on])
    expect(sent().filter((call) => call.startsWith('PUT'))).toHaveLength(1)
  })

  it('of what is no list of theirs is refused, and nothing is sent', async () => {
    const options = { segments: [{ id: 'vip', label: 'VIP' }] }
    for (const [change, code] of [
      [{ type: 'internal', enabled: true }, 'invalid'],
      [{ type: 'vip', enabled: true }, 'locked'],
      [{ type: 'news', channel: 'email', enabled: true }, 'unsupported'],
      [{ channel: 'email', enabled: true }, 'unsupported'],
      [{ enabled: true }, 'unsupported'],
    ] as const) {
      const { client, sent } = openEngage({ options })
      await expect(client.preferences.update('u144', [on, change])).rejects.toMatchObject({ code })
      const signUp = client.users.identify('u144', {}, { preferences: [on, change] })
      await expect(signUp).rejects.toMatchObject({ code })
      expect(sent().filter((call) => !call.startsWith('GET /lists'))).toEqual([])
    }
  })
})

describe('the choices of a sign-up at Engage', () => {
  it('follow the user', async () => {
    const { client, sent } = openEngage()
    const choices = { preferences: [on, { type: 'tips', enabled: false }] }
    const user = await client.users.identify('new', { firstName: 'Ada' }, choices)
    expect(sent()).toEqual([
      'GET /lists',
      'PUT /users/new {"first_name":"Ada"}',
      'PUT /lists/news/subscribers/new {"subscribed":true}',
      'PUT /lists/tips/subscribers/new {"subscribed":false}',
      'GET /users/new',
    ])
    expect(user).toMatchObject({
      firstName: 'Ada',
      lists: [
        { id: 'news', subscribed: true },
        { id: 'tips', subscribed: false },
      ],
    })
  })

  it('are refused with a patch that is, before anything is sent', async () => {
    const { client, sent } = openEngage()
    const patch = { traits: { tz: 'Europe/London' } }
    const signUp = client.users.identify('new', patch, { preferences: [on] })
    const fields = { 'traits.tz': expect.stringContaining('send it as timezone') }
    await expect(signUp).rejects.toMatchObject({ code: 'invalid', fields })
    expect(sent()).toEqual([])
  })

  it('say that the user was saved where they were not', async () => {
    const between = failing(/^PUT \/lists/, () => new Response('', { status: 503 }))
    const { client } = openEngage({ between })
    const signUp = client.users.identify('new', { firstName: 'Ada' }, { preferences: [on] })
    await expect(signUp).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('Saved: the user. Not saved: the choices.'),
    })
  })
})

describe('segments of Engage', () => {
  it('are rows that nobody can change, for who is in them, where the host has a name for them', async () => {
    const segments = [
      { id: 'vip', suppressed: false },
      { id: 'slow', suppressed: true },
      { id: 'secret', suppressed: false },
    ]
    const labelled = [
      { id: 'slow', label: 'Slow', description: 'Less mail' },
      { id: 'vip', label: 'VIP' },
      { id: 'other', label: 'Other' },
    ]
    const { client } = openEngage({
      fake: { users: [{ uid: 'u144', segments }] },
      options: { lists: undefined, segments: labelled },
    })
    expect((await client.preferences.get('u144')).types).toEqual([
      {
        id: 'slow',
        label: 'Slow',
        description: 'Less mail',
        setting: { state: 'off', locked: {} },
        channels: {},
      },
      { id: 'vip', label: 'VIP', setting: { state: 'on', locked: {} }, channels: {} },
    ])
  })
})

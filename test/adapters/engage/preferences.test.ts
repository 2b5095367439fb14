import { describe, expect, it } from 'vitest'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { respondTo, lists, openEngage } from './engage.fixture.js'

const waitlist = '5fc6477241fcec31a9548e98'
const member = { uid: 'u144', lists: [{ id: 'news', subscribed: true }] }
const off = { type: 'news', enabled: false }
const on = { type: 'news', enabled: true }

describe('Engage lists', () => {
  it('are the types: only those of `lists`, in their order', async () => {
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

  it('are all returned with `lists: all`', async () => {
    const { client } = openEngage({ options: { lists: 'all' } })
    const { types } = await client.preferences.get('u144')
    expect(types.map(({ id }) => id)).toEqual(lists.map(({ id }) => id))
  })

  it('are unsupported without `lists`', async () => {
    const { client } = openEngage({ options: { lists: undefined } })
    await expect(client.preferences.get('u144')).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('are read from as many pages as needed', async () => {
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

  it('end at a repeated cursor or after 100 pages', async () => {
    // The answer of https://engage-so.github.io (docs, lists): one list, and a cursor.
    const data = [{ id: waitlist, title: 'Waitlist', description: null, double_optin: true }]
    const page = { data, next_cursor: waitlist }
    const wrapFetch = respondTo(/^GET \/lists/, () => Response.json(page))
    const { client } = openEngage({ wrapFetch, options: { lists: 'all' } })
    expect((await client.preferences.get('u144')).types).toMatchObject([
      { id: waitlist, label: 'Waitlist' },
    ])
    let count = 0
    const endless = respondTo(/^GET \/lists/, () => {
      count += 1
      return Response.json({ data, next_cursor: `c${count}` })
    })
    const without = openEngage({ wrapFetch: endless, options: { lists: 'all' } })
    const read = without.client.preferences.get('u144')
    await expect(read).rejects.toMatchObject({ code: 'bad-answer' })
    expect(count).toBe(100)
  })
})

describe('Engage preferences, one list', () => {
  it('is written with one PUT between two reads', async () => {
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

  it.each([400, 404] as const)('is joined with a POST after a %i', async (status) => {
    const { client, sent } = openEngage({ fake: { undocumented: { nonMember: status } } })
    const saved = await client.preferences.update('u144', on)
    expect(sent().slice(1, 3)).toEqual([
      'PUT /lists/news/subscribers/u144 {"subscribed":true}',
      'POST /users/u144/lists {"lists":["news"]}',
    ])
    expect(getSetting(saved, on)?.state).toBe('on')
  })

  it('is not written again when it is turned off by a user who is not on it', async () => {
    const { client, sent, fake } = openEngage({ fake: { undocumented: { nonMember: 404 } } })
    const saved = await client.preferences.update('u144', off)
    expect(getSetting(saved, off)).toEqual({ state: 'unset', default: false })
    expect(sent().some((call) => call.startsWith('POST'))).toBe(false)
    expect(fake.users.get('u144')).not.toHaveProperty('lists')
  })

  it.each(['joins', 404] as const)('is pending until the double opt-in (%s)', async (nonMember) => {
    const { client } = openEngage({ fake: { undocumented: { nonMember } } })
    const saved = await client.preferences.update('u144', { type: waitlist, enabled: true })
    const setting = getSetting(saved, { type: waitlist })
    expect(setting).toEqual({ state: 'on', default: false, pending: true })
    // Engage does not return a pending subscription.
    const later = getSetting(await client.preferences.get('u144'), { type: waitlist })
    expect(later?.state).toBe('unset')
  })

  it('is saved if the answer confirms it, even if the read is older', async () => {
    const stale = respondTo(/^GET \/users/, () => Response.json(member))
    const { client } = openEngage({ fake: { users: [member] }, wrapFetch: stale })
    const saved = await client.preferences.update('u144', off)
    expect(getSetting(saved, off)?.state).toBe('off')
  })

  it('rejects if the change was not saved', async () => {
    for (const [change, answer] of [
      [off, { subscribed: true }],
      [on, { subscribed: false }],
      [off, undefined],
    ] as const) {
      const wrapFetch = respondTo(/^PUT/, () =>
        answer ? Response.json(answer) : new Response(null, { status: 204 }),
      )
      const { client } = openEngage({ fake: { users: [member] }, wrapFetch })
      const saved = client.preferences.update('u144', change)
      await expect(saved).rejects.toMatchObject({
        code: 'bad-answer',
        fields: { 'changes[0]': 'was not saved' },
      })
    }
  })

  it('is refused if it is archived', async () => {
    const archived = [{ id: 'news', title: 'News', archived: true }]
    const options = { lists: [{ id: 'news' }] }
    const { client } = openEngage({ fake: { lists: archived }, options })
    await expect(client.preferences.update('u144', on)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('names the saved lists when a later one fails', async () => {
    const wrapFetch = respondTo(/^PUT \/lists\/tips/, () => new Response('', { status: 503 }))
    const { client, fake } = openEngage({ wrapFetch })
    const changes = ['news', 'tips', waitlist].map((type) => ({ type, enabled: true }))
    await expect(client.preferences.update('u144', changes)).rejects.toMatchObject({
      code: 'service',
      status: 503,
      message: expect.stringContaining('Saved: the list news. Not saved: the list tips, the list'),
    })
    expect(fake.users.get('u144')?.lists).toEqual([{ id: 'news', subscribed: true }])
  })

  it('fails alone if another one is refused or not saved', async () => {
    const wrapFetch = respondTo(
      /^(?:PUT \/lists\/tips|POST)/,
      () => new Response('', { status: 404 }),
    )
    const { client, fake } = openEngage({ wrapFetch, options: { lists: 'all' } })
    const changes = ['news', 'tips', 'internal'].map((type) => ({ type, enabled: true }))
    const reports: WriteReport[] = []
    await client.preferences.update('u144', changes, { onReport: (report) => reports.push(report) })
    expect(reports).toMatchObject([{ refused: [{ index: 1, error: { code: 'not-found' } }] }])
    expect(fake.users.get('u144')?.lists?.map(({ id }) => id)).toEqual(['news', 'internal'])

    const ignored = respondTo(/^PUT \/lists\/tips/, () => Response.json({ subscribed: false }))
    const other = openEngage({ wrapFetch: ignored, options: { lists: 'all' } })
    reports.length = 0
    await other.client.preferences.update('u144', changes, {
      onReport: (report) => reports.push(report),
    })
    expect(reports).toMatchObject([{ refused: [{ index: 1, error: { code: 'bad-answer' } }] }])
  })

  it('rejects with the others if the service is down, so that all are sent again', async () => {
    const wrapFetch = respondTo(/^PUT \/lists\/tips/, () => new Response('', { status: 503 }))
    const { client } = openEngage({ wrapFetch })
    const changes = ['news', 'tips'].map((type) => ({ type, enabled: true }))
    const reports: WriteReport[] = []
    const update = client.preferences.update('u144', changes, {
      onReport: (report) => reports.push(report),
    })
    const fields = { 'changes[1]': 'was not saved' }
    await expect(update).rejects.toMatchObject({ status: 503, fields })
    expect(reports).toEqual([])
  })

  it('is sent once if it is changed twice', async () => {
    const { client, sent } = openEngage()
    await client.preferences.update('u144', [on, off, on])
    expect(sent().filter((call) => call.startsWith('PUT'))).toHaveLength(1)
  })

  it('is refused before a request if it is not in `lists`', async () => {
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

describe('Engage preferences of a sign-up', () => {
  it('are saved after the user', async () => {
    const { client, sent } = openEngage()
    const options = { preferences: [on, { type: 'tips', enabled: false }] }
    const user = await client.users.identify('new', { firstName: 'Ada' }, options)
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

  it('are refused before a request with an invalid patch', async () => {
    const { client, sent } = openEngage()
    const patch = { traits: { tz: 'Europe/London' } }
    const signUp = client.users.identify('new', patch, { preferences: [on] })
    const fields = { 'traits.tz': expect.stringContaining('send it as `timezone`') }
    await expect(signUp).rejects.toMatchObject({ code: 'invalid', fields })
    expect(sent()).toEqual([])
  })

  it('report that the user was saved when they fail', async () => {
    const wrapFetch = respondTo(/^PUT \/lists/, () => new Response('', { status: 503 }))
    const { client } = openEngage({ wrapFetch })
    const signUp = client.users.identify('new', { firstName: 'Ada' }, { preferences: [on] })
    await expect(signUp).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('Saved: the user. Not saved: the preferences.'),
    })
  })
})

describe('Engage segments', () => {
  it('are read-only rows of their members, if `segments` has them', async () => {
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

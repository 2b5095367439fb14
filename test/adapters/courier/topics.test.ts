import { describe, expect, it } from 'vitest'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import { openCourier, topics } from './courier.fixture.js'
import type { FakeChoice } from './fake.preferences.js'

const email = { type: 'news', channel: 'email' }
const push = { type: 'news', channel: 'push' }
const inApp = { type: 'news', channel: 'in_app' }

const choosing = (news: FakeChoice) => ({ choices: { ada: { news } } })
const routed = (...custom_routing: string[]): FakeChoice => ({
  status: 'OPTED_IN',
  has_custom_routing: true,
  custom_routing,
})

async function readStates(fakeOptions: Parameters<typeof openCourier>[0]) {
  const { client } = openCourier(fakeOptions)
  const saved = await client.preferences.get('ada')
  return [email, push, inApp].map((target) => getSetting(saved, target)?.state)
}

describe('a topic of Courier', () => {
  it.each<[string, FakeChoice, readonly string[]]>([
    ['without a routing sends on its channels', { status: 'OPTED_IN' }, ['on', 'on', 'on']],
    ['with a routing sends on the chosen ones', routed('push', 'inbox'), ['off', 'on', 'on']],
    [
      'that is off sends on none',
      { ...routed('push'), status: 'OPTED_OUT' },
      ['off', 'off', 'off'],
    ],
    [
      'ignores a routing that the user has not chosen',
      { ...routed('push'), has_custom_routing: false },
      ['on', 'on', 'on'],
    ],
  ])('%s', async (_, choice, states) => {
    expect(await readStates(choosing(choice))).toEqual(states)
    expect(await readStates({ ...choosing(choice), lists: 'all' })).toEqual(states)
  })

  it('has the texts of the workspace, and follows its default without a choice', async () => {
    const { client, calls } = openCourier()
    const { types } = await client.preferences.get('ada')
    const on = { state: 'unset', default: true }
    const off = { state: 'unset', default: false }
    expect(types).toEqual([
      {
        id: 'news',
        label: 'Newsletter',
        description: 'Once a week',
        group: 'Marketing',
        channels: { email: on, push: on, in_app: on },
      },
      {
        id: 'offers',
        label: 'Offers',
        group: 'General',
        channels: { email: off, push: off, in_app: off },
      },
      { id: 'tips', label: 'Tips', group: 'General', setting: on, channels: {} },
      {
        id: 'security',
        label: 'Security',
        group: 'General',
        channels: { email: { ...on, locked: {} } },
      },
    ])
    expect(calls).toHaveLength(2)
  })

  it('is shown if Courier lists a choice of it and the workspace no longer has it', async () => {
    const items = [
      { topic_id: 'old', topic_name: 'Old', status: 'OPTED_OUT', default_status: 'OPTED_IN' },
    ]
    const answers = { 'GET /users/ada/preferences$': { items } }
    const { client } = openCourier({ answers })
    const { types } = await client.preferences.get('ada')
    expect(types.at(-1)).toEqual({
      id: 'old',
      label: 'Old',
      setting: { state: 'off', default: true },
      channels: {},
    })
  })

  it('shows a chosen channel that it no longer has, and a new one as read-only', async () => {
    const { client } = openCourier(choosing(routed('sms', 'direct_message', 'hologram', 'in_app')))
    const saved = await client.preferences.get('ada')
    expect(saved.types[0]?.channels).toMatchObject({
      email: { state: 'off' },
      sms: { state: 'on' },
      chat: { state: 'on' },
      hologram: { state: 'conditional' },
      // The kit's name of `inbox` is no name of Courier.
      in_app: { state: 'conditional' },
    })
  })

  it('has the channels of its section where it names none', async () => {
    const sections = { has_custom_routing: true, routing_options: ['email', 'sms'] }
    const topic = { topic_id: 'news', default_status: 'OPTED_IN', routing_options: [] } as const
    const { client } = openCourier({ topics: [topic], sections })
    const { types } = await client.preferences.get('ada')
    expect(Object.keys(types[0]?.channels ?? {})).toEqual(['email', 'sms'])
  })

  const ofSection = { has_custom_routing: true, routing_options: ['email'] }

  it.each<[string, object, object]>([
    ['nobody names its channels', { routing_options: [] }, { routing_options: ['email'] }],
    ['its channels are unreadable', { routing_options: ['email', 4] }, ofSection],
    ['its channels are missing', { routing_options: undefined }, ofSection],
    [
      'users cannot choose its channels',
      { routing_options: ['email'], allowed_preferences: ['snooze'] },
      ofSection,
    ],
  ])('has one switch if %s', async (_, topic, section) => {
    const news = {
      id: 'news',
      default_status: 'OPTED_IN',
      allowed_preferences: ['channel_preferences'],
      ...topic,
    }
    const results = [{ name: 'General', ...section, topics: [news] }]
    const { client } = openCourier({ answers: { 'GET /preferences/sections': { results } } })
    const { types } = await client.preferences.get('ada', { onUnreadable: () => {} })
    expect(types).toEqual([
      { id: 'news', group: 'General', setting: { state: 'unset', default: true }, channels: {} },
    ])
  })

  it.each([
    { status: 'PAUSED' },
    { status: 'OPTED_IN', has_custom_routing: 'yes' },
    { status: 'OPTED_IN', has_custom_routing: true, custom_routing: 'email' },
    { status: 'OPTED_IN', has_custom_routing: true, custom_routing: [] },
    { status: 'OPTED_IN', has_custom_routing: true, custom_routing: ['email', null] },
  ])('that cannot be read is read-only and never written: %j', async (choice) => {
    const { client, getWrites } = openCourier(choosing(choice as never))
    const reports: Error[] = []
    const options = { onUnreadable: (error: Error) => void reports.push(error) }
    const saved = await client.preferences.get('ada', options)
    expect(getSetting(saved, email)?.state).toBe('conditional')
    expect(reports).toHaveLength(1)
    const update = client.preferences.update('ada', { ...email, enabled: true }, options)
    await expect(update).rejects.toMatchObject({ code: 'locked' })
    expect(getWrites()).toEqual([])
  })

  it.each(['followed', 'ignored'] as const)(
    'is found on each page, if a cursor is %s',
    async (paging) => {
      const chosen = topics.map(({ topic_id }) => [topic_id, { status: 'OPTED_IN' }])
      const choices = { ada: Object.fromEntries(chosen) as Record<string, FakeChoice> }
      const { client, calls } = openCourier({ choices, paging })
      const { types } = await client.preferences.get('ada')
      expect(getSetting({ types, channels: {}, rest: {} }, { type: 'tips' })?.state).toBe('on')
      const pages = calls.filter(({ url }) => url.includes('/users/'))
      expect(pages).toHaveLength(paging === 'followed' ? 4 : 2)
    },
  )

  it('is not left out where the pages do not end', async () => {
    let page = 0
    const answer = () => {
      page += 1
      return { items: [], paging: { more: true, cursor: `page ${page}` } }
    }
    const { client } = openCourier({ answers: { 'GET /users/ada/preferences': answer } })
    await expect(client.preferences.get('ada')).rejects.toMatchObject({ code: 'bad-answer' })
  })
})

describe('a list of choices that is not whole', () => {
  it.each<[string, object]>([
    ['has more and no cursor', { items: [], paging: { more: true } }],
    ['has an empty cursor', { items: [], paging: { more: true, cursor: '' } }],
    ['has unreadable pages', { items: [], paging: 'yes' }],
    ['does not say whether there is more', { items: [], paging: {} }],
    ['has a topic without an id', { items: [{ status: 'OPTED_OUT' }] }],
    ['has a topic with an empty id', { items: [{ topic_id: '', status: 'OPTED_OUT' }] }],
    ['has something else than a topic', { items: [null] }],
  ])('is an error if it %s', async (_, answer) => {
    const { client, getWrites } = openCourier({
      answers: { 'GET /users/ada/preferences$': answer },
    })
    const options = { onUnreadable: () => {} }
    const read = client.preferences.get('ada', options)
    await expect(read).rejects.toMatchObject({ code: 'bad-answer' })
    const update = client.preferences.update('ada', { ...email, enabled: false }, options)
    await expect(update).rejects.toMatchObject({ code: 'bad-answer' })
    expect(getWrites()).toEqual([])
  })
})

describe('an error answer to a read of preferences', () => {
  it.each([
    ['the topics of the workspace', 'GET /preferences/sections$', 404, 'bad-answer'],
    ['the topics of the workspace', 'GET /preferences/sections$', 400, 'invalid'],
    ['the choices', 'GET /users/ada/preferences$', 400, 'invalid'],
    ['the choices', 'GET /users/ada/preferences$', 500, 'service'],
    ['the choices of an unknown user', 'GET /users/ada/preferences$', 404, 'not-found'],
  ])('is an error: %s, %s answered with %i', async (_, place, status, code) => {
    const { client } = openCourier({ answers: { [place]: status } })
    await expect(client.preferences.get('ada')).rejects.toMatchObject({ code, status })
  })
})

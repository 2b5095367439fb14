import { describe, expect, it } from 'vitest'
import { getSetting, type PreferenceChange } from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { openCourier } from './courier.fixture.js'
import { toKey, type FakeChoice } from './fake.preferences.js'

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
    ['without a routing sends on all channels', { status: 'OPTED_IN' }, ['on', 'on', 'on']],
    ['with a routing sends on its channels', routed('push', 'inbox'), ['off', 'on', 'on']],
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

  it('has a label and a group, and follows its default without a choice', async () => {
    const { client } = openCourier()
    const { types } = await client.preferences.get('ada')
    expect(types).toEqual([
      {
        id: 'news',
        label: 'Newsletter',
        group: 'Marketing',
        channels: {
          email: { state: 'unset', default: true },
          push: { state: 'unset', default: true },
          in_app: { state: 'unset', default: true },
        },
      },
      {
        id: 'offers',
        label: 'Offers',
        channels: {
          email: { state: 'unset', default: false },
          push: { state: 'unset', default: false },
          in_app: { state: 'unset', default: false },
        },
      },
      {
        id: 'security',
        label: 'Security',
        channels: {
          email: { state: 'unset', default: true, locked: {} },
          push: { state: 'unset', default: true, locked: {} },
          in_app: { state: 'unset', default: true, locked: {} },
        },
      },
    ])
  })

  it('shows a stored channel that the adapter has not', async () => {
    const { client } = openCourier(choosing(routed('sms', 'direct_message')))
    const saved = await client.preferences.get('ada')
    expect(saved.types[0]?.channels).toMatchObject({
      email: { state: 'off' },
      sms: { state: 'on' },
      chat: { state: 'on' },
    })
  })

  it.each([
    { status: 'PAUSED' },
    { status: 'OPTED_IN', has_custom_routing: 'yes' },
    { status: 'OPTED_IN', has_custom_routing: true, custom_routing: 'email' },
  ])('that cannot be read is read-only and never written: %j', async (choice) => {
    const { client, getWrites } = openCourier(choosing(choice as never))
    const options = { onUnreadable: () => {} }
    const saved = await client.preferences.get('ada', options)
    expect(getSetting(saved, email)?.state).toBe('conditional')
    const update = client.preferences.update('ada', { ...email, enabled: true }, options)
    await expect(update).rejects.toMatchObject({ code: 'locked' })
    expect(getWrites()).toEqual([])
  })

  it.each(['followed', 'ignored'] as const)(
    'is found on each page, if a cursor is %s',
    async (paging) => {
      const { client, calls } = openCourier({ lists: 'all', paging }, { topics: [] })
      const { types } = await client.preferences.get('ada')
      expect(types.map(({ id }) => id)).toEqual(['news', 'offers', 'security'])
      expect(calls).toHaveLength(paging === 'followed' ? 3 : 2)
    },
  )

  it('is shown without a choice if the adapter names it, or Courier lists it', async () => {
    const choices = choosing({ status: 'OPTED_OUT' })
    const { client } = openCourier(choices, { topics: ['archived'] })
    expect((await client.preferences.get('ada')).types.map(({ id }) => id)).toEqual(['news'])
  })
})

describe('a change of one channel', () => {
  /** Returns the written body. */
  async function write(news: FakeChoice | undefined, ...changes: PreferenceChange[]) {
    const { client, getWrites, fake } = openCourier(news && choosing(news))
    await client.preferences.update('ada', changes)
    expect(fake.choices.get(toKey('ada', null))?.size).toBe(1)
    const writes = getWrites()
    expect(writes.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'PUT https://api.courier.com/users/ada/preferences/news',
    ])
    return writes[0]?.body
  }

  it.each<[string, FakeChoice | undefined, readonly PreferenceChange[], object]>([
    ['off keeps the others', undefined, [{ ...push, enabled: false }], routed('email', 'inbox')],
    ['on adds it', routed('push'), [{ ...inApp, enabled: true }], routed('push', 'inbox')],
    [
      'on after an opt-out is the only one',
      { ...routed('push'), status: 'OPTED_OUT' },
      [{ ...email, enabled: true }],
      routed('email'),
    ],
    [
      'off keeps stored channels that the adapter has not',
      routed('webhook', 'email', 'push'),
      [{ ...email, enabled: false }],
      routed('push', 'webhook'),
    ],
    [
      'off, of the last one, opts out',
      routed('push'),
      [{ ...push, enabled: false }],
      { status: 'OPTED_OUT', has_custom_routing: false },
    ],
    [
      'and others of the topic are one request, in which the last counts',
      undefined,
      [
        { ...email, enabled: false },
        { ...push, enabled: false },
        { ...email, enabled: true },
      ],
      routed('email', 'inbox'),
    ],
  ])('%s', async (_, news, changes, topic) => {
    expect(await write(news, ...changes)).toEqual({ topic })
  })

  it('keeps a parallel change of another channel', async () => {
    const { client, fake } = openCourier()
    await Promise.all(
      [email, push].map((target) =>
        client.preferences.update('ada', { ...target, enabled: false }),
      ),
    )
    expect(fake.choices.get(toKey('ada', null))?.get('news')).toEqual(routed('inbox'))
  })

  it('is refused for a required topic without a write', async () => {
    const { client, getWrites } = openCourier()
    const change = { type: 'security', channel: 'email', enabled: false }
    await expect(client.preferences.update('ada', change)).rejects.toMatchObject({
      code: 'locked',
    })
    expect(getWrites()).toEqual([])
  })

  it('is refused for an unknown topic, and the others are saved', async () => {
    const { client, fake } = openCourier()
    const reports: WriteReport[] = []
    const changes = [
      { type: 'unknown', channel: 'email', enabled: false },
      { ...email, enabled: false },
    ]
    await client.preferences.update('ada', changes, { onReport: (item) => reports.push(item) })
    expect(reports).toMatchObject([{ refused: [{ index: 0, error: { code: 'invalid' } }] }])
    expect([...(fake.choices.get(toKey('ada', null))?.keys() ?? [])]).toEqual(['news'])
  })

  it('fails if Courier drops the channels', async () => {
    const { client } = openCourier({ hasRouting: false })
    const update = client.preferences.update('ada', { ...email, enabled: false })
    await expect(update).rejects.toMatchObject({
      code: 'conflict',
      cause: { message: expect.stringContaining('Channel Delivery Customization') as string },
    })
  })
})

describe('without channels', () => {
  it('a topic has one switch, whose change keeps a stored routing', async () => {
    const { client, getWrites } = openCourier(choosing(routed('push')), { channels: [] })
    const before = await client.preferences.get('ada')
    expect(before.types[0]).toMatchObject({
      setting: { state: 'on', default: true },
      channels: {},
    })
    const saved = await client.preferences.update('ada', { type: 'news', enabled: false })
    expect(getSetting(saved, { type: 'news' })?.state).toBe('off')
    expect(getWrites().map(({ body }) => body)).toEqual([
      { topic: { ...routed('push'), status: 'OPTED_OUT' } },
    ])
  })

  it('a channel is refused', async () => {
    const { client } = openCourier({}, { channels: [] })
    const update = client.preferences.update('ada', { ...email, enabled: false })
    await expect(update).rejects.toMatchObject({ code: 'unsupported' })
  })
})

describe('preferences of a tenant', () => {
  it('are read, changed and reset apart', async () => {
    const { client, adapter, fake, calls } = openCourier({}, { tenantId: 'acme' })
    await client.preferences.update('ada', { ...email, enabled: false })
    expect([...fake.choices.keys()]).toEqual([toKey('ada', 'acme')])
    await client.preferences.reset('ada')
    expect([...fake.choices.keys()]).toEqual([])
    expect(calls.every(({ url }) => url.includes('tenant_id=acme'))).toBe(true)
    expect(adapter.id).toBe('courier:acme')
  })
})

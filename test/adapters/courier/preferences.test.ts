import { describe, expect, it } from 'vitest'
import { applyCatalog } from '../../../src/core/preferences/catalog.js'
import { defineCatalog } from '../../../src/core/preferences/defineCatalog.js'
import {
  addRowSettings,
  getSetting,
  isOn,
  type PreferenceChange,
} from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { countRequests, openCourier } from './courier.fixture.js'
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

/** Returns the written body of some changes of one topic. */
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

describe('a change of one channel', () => {
  it.each<[string, FakeChoice | undefined, readonly PreferenceChange[], object]>([
    [
      'off keeps the other channels of the topic, and adds none',
      undefined,
      [{ ...push, enabled: false }],
      routed('email', 'inbox'),
    ],
    ['on adds it', routed('push'), [{ ...inApp, enabled: true }], routed('push', 'inbox')],
    [
      'on after an opt-out is the only one',
      { ...routed('push'), status: 'OPTED_OUT' },
      [{ ...email, enabled: true }],
      routed('email'),
    ],
    [
      'off keeps chosen channels that the topic no longer has',
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

  it.each<[string, readonly PreferenceChange[], string]>([
    ['an unknown channel', [{ type: 'news', channel: 'fax', enabled: true }], 'invalid'],
    ['an empty channel', [{ type: 'news', channel: '', enabled: true }], 'invalid'],
    ['an empty topic', [{ type: '', channel: 'email', enabled: true }], 'invalid'],
    ['a topic that no path can have', [{ type: '..', channel: 'email', enabled: true }], 'invalid'],
    ['everything', [{ enabled: true }], 'unsupported'],
    ['a channel of everything', [{ channel: 'email', enabled: true }], 'unsupported'],
  ])('of %s is refused before anything is sent', async (_, changes, code) => {
    const { client, adapter, calls } = openCourier()
    const update = client.preferences.update('ada', changes)
    await expect(update).rejects.toMatchObject({ code })
    const identify = adapter.users?.identify?.('ada', { name: 'Ada' }, { preferences: changes })
    await expect(identify).rejects.toMatchObject({ code })
    expect(calls).toEqual([])
  })

  it.each<[string, PreferenceChange, string]>([
    ['a required topic', { type: 'security', channel: 'email', enabled: false }, 'locked'],
    ['a channel that the topic lacks', { ...email, channel: 'sms', enabled: true }, 'invalid'],
    ['an unknown topic', { ...email, type: 'unknown', enabled: true }, 'invalid'],
    ['a topic with one switch', { type: 'tips', channel: 'email', enabled: true }, 'unsupported'],
    ['all channels of a topic', { type: 'news', enabled: true }, 'unsupported'],
  ])('of %s is refused without a write', async (_, change, code) => {
    const { client, getWrites } = openCourier()
    const update = client.preferences.update('ada', change)
    await expect(update).rejects.toMatchObject({ code })
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

  it.each([400, 403, 500])('sends nothing if the read before it answers %i', async (status) => {
    const answers = { 'GET /users/ada/preferences$': status }
    const { client, getWrites } = openCourier({ ...choosing(routed('push')), answers })
    const update = client.preferences.update('ada', { ...email, enabled: true })
    await expect(update).rejects.toMatchObject({ status })
    expect(getWrites()).toEqual([])
  })
})

describe('the row of a change', () => {
  const row = { push: false, in_app: true }
  const off = { ...email, enabled: false, row }

  it.each<[string, FakeChoice | undefined, readonly PreferenceChange[], object]>([
    ['fills a topic without a choice', undefined, [off], routed('inbox')],
    ['fills a choice that equals the default', { status: 'OPTED_IN' }, [off], routed('inbox')],
    ['is ignored for chosen channels', routed('email', 'push'), [off], routed('push')],
    [
      'is ignored after an opt-out',
      { status: 'OPTED_OUT' },
      [{ ...email, enabled: true, row: { push: true } }],
      routed('email'),
    ],
    [
      'does not undo another change of its topic',
      undefined,
      [
        { ...push, enabled: false, row: { email: true, in_app: false } },
        { ...email, enabled: false, row: { push: true, in_app: false } },
        { ...push, enabled: true },
      ],
      routed('push'),
    ],
    [
      'adds no channels that the topic lacks',
      undefined,
      [{ ...off, row: { push: false, sms: true, fax: true, inbox: false } }],
      routed('inbox'),
    ],
  ])('%s', async (_, news, changes, topic) => {
    expect(await write(news, ...changes)).toEqual({ topic })
  })

  it('keeps what the defaults of the app show, if a service default differs', async () => {
    const catalog = defineCatalog([{ id: 'news', default: { push: false, in_app: false } }])
    const { client } = openCourier()
    const shown = applyCatalog(await client.preferences.get('ada'), catalog)
    const change = addRowSettings(shown, { ...email, enabled: false })
    const saved = applyCatalog(await client.preferences.update('ada', change), catalog)
    const states = [email, push, inApp].map((target) => isOn(getSetting(saved, target)))
    expect(states).toEqual([false, false, false])
  })
})

describe('a topic with one switch', () => {
  const choice = { ...routed('push'), status: 'OPTED_IN' }

  it('is opted out with its stored channels', async () => {
    const { client, getWrites } = openCourier({ choices: { ada: { tips: choice } } })
    const saved = await client.preferences.update('ada', { type: 'tips', enabled: false })
    expect(getSetting(saved, { type: 'tips' })?.state).toBe('off')
    expect(getWrites().map(({ body }) => body)).toEqual([
      { topic: { ...routed('push'), status: 'OPTED_OUT' } },
    ])
  })

  it('is written without channels if none are stored', async () => {
    const { client, getWrites } = openCourier()
    await client.preferences.update('ada', { type: 'tips', enabled: false })
    expect(getWrites().map(({ body }) => body)).toEqual([{ topic: { status: 'OPTED_OUT' } }])
  })
})

describe('preferences of a tenant', () => {
  it('are read, changed and reset apart, with one switch for each topic', async () => {
    const { client, fake, calls } = openCourier({}, { tenantId: 'acme' })
    const saved = await client.preferences.update('ada', { type: 'news', enabled: false })
    expect(saved.types[0]).toMatchObject({ setting: { state: 'off' }, channels: {} })
    expect([...fake.choices.keys()]).toEqual([toKey('ada', 'acme')])
    await client.preferences.reset('ada')
    expect([...fake.choices.keys()]).toEqual([])
    const ofUser = calls.filter(({ url }) => url.includes('/users/'))
    expect(ofUser.every(({ url }) => url.includes('tenant_id=acme'))).toBe(true)
  })

  it('follow the defaults of the tenant, and keep its channels', async () => {
    const acme = { news: { ...routed('sms'), status: 'OPTED_OUT' } }
    const { client, getWrites } = openCourier({ tenantDefaults: { acme } }, { tenantId: 'acme' })
    const { types } = await client.preferences.get('ada')
    expect(types[0]?.setting).toEqual({ state: 'unset', default: false })
    await client.preferences.update('ada', { type: 'news', enabled: true })
    expect(getWrites().map(({ body }) => body)).toEqual([{ topic: routed('sms') }])
  })

  it('have no channels, because a tenant may have its own', async () => {
    const { client, calls } = openCourier({}, { tenantId: 'acme' })
    const update = client.preferences.update('ada', { ...email, enabled: false })
    await expect(update).rejects.toMatchObject({ code: 'unsupported' })
    expect(calls).toEqual([])
  })

  it('are not read if the answer is about another topic', async () => {
    const topic = { topic_id: 'offers', default_status: 'OPTED_IN', status: 'OPTED_IN' }
    const answers = { 'GET /users/ada/preferences/news': { topic } }
    const { client, getWrites } = openCourier({ answers }, { tenantId: 'acme' })
    const update = client.preferences.update('ada', { type: 'news', enabled: false })
    await expect(update).rejects.toMatchObject({ code: 'bad-answer' })
    expect(getWrites()).toEqual([])
  })

  it('are read with four requests at a time', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      topic_id: `topic ${index}`,
      default_status: 'OPTED_IN' as const,
    }))
    const { fake } = openCourier({ topics: many })
    const { fetch, getMost } = countRequests(fake.fetch)
    const { client } = openCourier({}, { tenantId: 'acme', fetch })
    expect((await client.preferences.get('ada')).types).toHaveLength(30)
    expect(getMost()).toBe(4)
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNotiflowsAdapter } from '../../../src/adapters/notiflows/notiflows.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { createNotiflowsFake, type NotiflowsFakeOptions } from './notiflows.fake.js'
import type { FakePreferences, MergeDepth } from './merge.fake.js'
import { record } from '../recorder.js'

const orders = '01HQXYZ123456789ABCDEFGHIJ'
const preferences: FakePreferences = {
  channel_types: { email: true, mobile_push: false, sms: false },
  notiflows: {
    [orders]: { enabled: true, channel_types: { email: true, sms: false }, name: 'Orders' },
    news: { enabled: false, channel_types: { email: false }, name: 'News' },
  },
}

function open(options: NotiflowsFakeOptions = {}, spoil = (send: typeof fetch) => send) {
  const fake = createNotiflowsFake({ users: [{ external_id: 'ada' }], preferences, ...options })
  const { fetch, calls } = record(spoil(fake.fetch))
  const keys = { publicKey: 'pk_test', secretKey: 'sk_test' }
  const client = createAdminClient(createNotiflowsAdapter({ ...keys, fetch }))
  const bodies = () => calls.filter(({ method }) => method === 'PUT').map(({ body }) => body)
  return { client, fake, calls, bodies }
}

const emailOff = { type: orders, channel: 'email', enabled: false }
const emailOffBody = { notiflows: { [orders]: { channel_types: { email: false } } } }

/** Returns the values of all settings by their names. */
const getValues = ({ channel_types: channels = {}, notiflows = {} }: FakePreferences) =>
  Object.fromEntries([
    ...Object.entries(channels).map(([channel, on]) => [channel, on]),
    ...Object.entries(notiflows).flatMap(([id, { enabled, channel_types: typeChannels = {} }]) => [
      ...(enabled === undefined ? [] : [[id, enabled]]),
      ...Object.entries(typeChannels).map(([channel, on]) => [`${id} ${channel}`, on]),
    ]),
  ]) as Record<string, boolean>

describe('preferences of the Notiflows adapter', () => {
  it('send all changes in one PUT, and no other settings', async () => {
    const { client, bodies } = open()
    await client.preferences.update('ada', [
      emailOff,
      { type: 'news', enabled: true },
      { channel: 'push', enabled: false },
      { channel: 'push', enabled: true, row: { email: true } },
    ])
    expect(bodies()).toEqual([
      {
        channel_types: { mobile_push: true },
        notiflows: { [orders]: { channel_types: { email: false } }, news: { enabled: true } },
      },
    ])
  })

  it('keep the channels of a type when the type is turned off and on', async () => {
    const { client, fake } = open()
    for (const enabled of [false, true]) {
      const saved = await client.preferences.update('ada', { type: orders, enabled })
      expect(saved.types[0]?.channels).toEqual({ email: { state: 'on' }, sms: { state: 'off' } })
    }
    expect(getValues(fake.getPreferences('ada'))).toEqual(getValues(preferences))
  })

  it('read before an update until an answer proves that sibling settings are kept', async () => {
    const { client, calls } = open()
    await client.preferences.update('ada', emailOff)
    await client.preferences.update('ada', { ...emailOff, enabled: true })
    await client.preferences.update('ada', { channel: 'email', enabled: false })
    await client.preferences.update('ada', { channel: 'email', enabled: true })
    const methods = calls.map(({ method }) => method).join(' ')
    expect(methods).toBe('GET PUT PUT GET PUT PUT')
  })

  it('never revert a parallel change', async () => {
    let hold: Promise<unknown> | undefined
    const { client, fake } = open({}, (send) => async (input, init) => {
      const answer = await send(input, init)
      if (init?.method === 'GET') await hold
      return answer
    })
    await client.preferences.update('ada', { ...emailOff, enabled: true })
    let release = () => {}
    hold = new Promise<void>((resolve) => {
      release = resolve
    })
    const acts = [client.preferences.update('ada', { channel: 'email', enabled: false })]
    await Promise.resolve()
    acts.push(client.preferences.update('ada', emailOff))
    setTimeout(release, 20)
    await Promise.all(acts)
    expect(fake.getPreferences('ada').notiflows?.[orders]?.channel_types?.['email']).toBe(false)
  })

  it('accept no sibling that is on as a proof, because it may be a default', async () => {
    const row = { channel_types: { email: true, sms: true } }
    const { client, calls } = open({ preferences: { notiflows: { [orders]: row } } })
    await client.preferences.update('ada', emailOff)
    await client.preferences.update('ada', emailOff)
    expect(calls.map(({ method }) => method).join(' ')).toBe('GET PUT GET PUT')
  })

  it('restore siblings that a replacing service removed, and include them from then on', async () => {
    const { client, fake, bodies } = open({ merge: 'channel_types' })
    await client.preferences.update('ada', emailOff)
    expect(bodies()).toEqual([
      emailOffBody,
      { notiflows: { [orders]: { channel_types: { email: false, sms: false } } } },
    ])
    const both = { notiflows: { [orders]: { channel_types: { email: true, sms: false } } } }
    await client.preferences.update('ada', { ...emailOff, enabled: true })
    expect(bodies().slice(2)).toEqual([both])
    expect(getValues(fake.getPreferences('ada'))).toEqual(getValues(preferences))
  })

  it('keep all other settings at any merge depth of the service', async () => {
    const channels = fc.constantFrom('email', 'sms', 'mobile_push', 'in_app', '__proto__')
    const types = fc.constantFrom(orders, 'news', '__proto__')
    const cells = fc.dictionary(channels, fc.boolean())
    const row = fc.record({ enabled: fc.boolean(), channel_types: cells }, { requiredKeys: [] })
    const stored = fc.record({ channel_types: cells, notiflows: fc.dictionary(types, row) })
    const cell = fc.record({ type: types, channel: fc.constantFrom('email', 'in_app') })
    const target = fc.oneof(
      cell,
      types.map((type) => ({ type })),
      fc.constant({ channel: 'sms' }),
    )
    const change = fc.tuple(target, fc.boolean()).map(([item, enabled]) => ({ ...item, enabled }))
    const depth = fc.constantFrom<MergeDepth[]>('setting', 'channel_types', 'notiflow', 'top')
    await fc.assert(
      fc.asyncProperty(
        stored,
        depth,
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (initial, merge, sequence) => {
          const { client, fake } = open({ merge, preferences: JSON.parse(JSON.stringify(initial)) })
          const expected = new Map(Object.entries(getValues(initial)))
          for (const { enabled, ...item } of sequence) {
            await client.preferences.update('ada', { ...item, enabled })
            expected.set(Object.values(item).join(' '), enabled)
            expect(new Map(Object.entries(getValues(fake.getPreferences('ada'))))).toEqual(expected)
          }
        },
      ),
    )
  })

  it('send exactly one setting for one change', async () => {
    const names = fc
      .string({ minLength: 1, maxLength: 20 })
      .filter((name) => !/push$|[\uD800-\uDFFF\0]/.test(name))
    await fc.assert(
      fc.asyncProperty(names, names, fc.boolean(), async (type, channel, enabled) => {
        const { client, bodies } = open()
        await client.preferences.update('ada', { type, channel, enabled })
        const map = (key: string, value: string) => `{${JSON.stringify(key)}:${value}}`
        const cell = map('channel_types', map(channel, String(enabled)))
        expect(JSON.stringify(bodies()[0])).toBe(map('notiflows', map(type, cell)))
      }),
    )
  })

  it('restore siblings in the next update if the first attempt fails', async () => {
    let puts = 0
    const { client, fake } = open({ merge: 'channel_types' }, (send) => async (input, init) => {
      const request = new Request(input, init)
      if (request.method === 'PUT' && (puts += 1) === 2) throw new TypeError('offline')
      return send(request)
    })
    const first = client.preferences.update('ada', emailOff)
    await expect(first).rejects.toMatchObject({ code: 'network' })
    expect(getValues(fake.getPreferences('ada'))).not.toHaveProperty(`${orders} sms`)
    await client.preferences.update('ada', emailOff)
    expect(getValues(fake.getPreferences('ada'))).toEqual({
      ...getValues(preferences),
      [`${orders} email`]: false,
    })
  })

  it('restore siblings that a write with a lost response removed', async () => {
    let puts = 0
    const { client, fake } = open({ merge: 'channel_types' }, (send) => async (input, init) => {
      const request = new Request(input, init)
      const isFirst = request.method === 'PUT' && (puts += 1) === 1
      const response = await send(request)
      if (isFirst) throw new TypeError('cut off')
      return response
    })
    await expect(client.preferences.update('ada', emailOff)).rejects.toMatchObject({
      code: 'network',
    })
    await client.preferences.update('ada', emailOff)
    expect(getValues(fake.getPreferences('ada'))[`${orders} sms`]).toBe(false)
  })

  it('reject with conflict if the service ignores a change', async () => {
    const { client } = open({ unknownNotiflows: 'ignored' })
    const unknown = { type: 'unknown', channel: 'email', enabled: false }
    await expect(client.preferences.update('ada', unknown)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('report an ignored change and save the others', async () => {
    const { client } = open({ unknownNotiflows: 'ignored' })
    const reports: WriteReport[] = []
    const unknown = { type: 'unknown', channel: 'email', enabled: false }
    const saved = await client.preferences.update('ada', [unknown, emailOff], {
      onReport: (report) => reports.push(report),
    })
    expect(reports).toMatchObject([{ refused: [{ index: 0, error: { code: 'conflict' } }] }])
    expect(saved.types[0]?.channels['email']).toEqual({ state: 'off' })
  })

  it('work if unknown users have preferences', async () => {
    const { client } = open({ unknownUsers: 'served' })
    expect((await client.preferences.get('stranger')).types).toHaveLength(2)
    const saved = await client.preferences.update('stranger', emailOff)
    expect(saved.types[0]?.channels['email']).toEqual({ state: 'off' })
  })

  it('are saved in a second request at sign-up, because an upsert has initial values only', async () => {
    const { client, calls, fake } = open()
    await client.users.identify('ada', { firstName: 'Ada' }, { preferences: [emailOff] })
    const sent = calls.filter(({ method }) => method === 'PUT')
    expect(sent.map(({ url, body }) => [new URL(url).pathname, body])).toEqual([
      ['/admin/v1/users/ada', { external_id: 'ada', first_name: 'Ada' }],
      ['/admin/v1/users/ada/preferences', emailOffBody],
    ])
    expect(getValues(fake.getPreferences('ada'))[`${orders} email`]).toBe(false)
  })
})

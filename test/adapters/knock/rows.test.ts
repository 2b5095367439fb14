import { describe, expect, it } from 'vitest'
import { openKnock } from './knock.fixture.js'

const unset = { state: 'unset', default: true }
const on = { state: 'on', default: true }

describe('types of the Knock adapter', () => {
  it('have one setting if a row has all channels and no channel is named', async () => {
    const { client, fake } = openKnock({
      rows: [
        { type: 'category', name: 'News', identifier: 'news', channel_types: [] },
        { type: 'workflow', name: 'Digest', identifier: 'digest', channel_types: null },
      ],
      environmentDefault: { workflows: { digest: true } },
    })
    const before = await client.preferences.get('ada')
    expect(before.types).toEqual([
      { id: 'category:news', label: 'News', setting: unset, channels: {} },
      { id: 'workflow:digest', label: 'Digest', setting: on, channels: {} },
    ])
    const types = before.types.map(({ id }) => ({ type: id, enabled: false }))
    const saved = await client.preferences.update('ada', types)
    expect(saved.types.map(({ setting }) => setting?.state)).toEqual(['off', 'off'])
    expect(fake.sets.get('ada')?.get('default')).toEqual({
      categories: { news: false },
      workflows: { digest: false },
    })
  })

  it('are in the order of the preference center, followed by the others', async () => {
    const { client } = openKnock({
      rows: [
        { type: 'workflow', name: 'B', identifier: 'b', channel_types: ['push', 'log', 'in_app'] },
        { type: 'category', name: 'B', identifier: 'b', channel_types: null },
        { type: 'workflow', name: 'Again', identifier: 'b', channel_types: ['push'] },
        { type: 'future-type', name: 'X', identifier: 'x' },
      ],
      environmentDefault: {
        workflows: { a: { channel_types: { email: true } }, b: true },
        categories: { b: { channel_types: { fax: true } } },
      },
    })
    const { types } = await client.preferences.get('ada')
    expect(types).toEqual([
      { id: 'workflow:b', label: 'B', channels: { push: on } },
      { id: 'category:b', label: 'B', channels: { push: unset, fax: on } },
      { id: 'workflow:a', channels: { email: on } },
    ])
  })

  it.each([
    [{ type: 'channel_types', name: 'Channels', channel_types: ['email', 'sms'] }, undefined],
    [undefined, { news: { channel_types: { email: true, sms: false } } }],
  ])(
    'keep their channels after one channel of a boolean row is changed',
    async (row, categories) => {
      const { client, fake } = openKnock({
        rows: [
          { type: 'category', name: 'Comments', identifier: 'comments', channel_types: [] },
          { type: 'category', name: 'News', identifier: 'news', channel_types: [] },
          ...(row ? [row] : []),
        ],
        environmentDefault: { categories: { comments: true, ...categories } },
      })
      const getChannels = async () =>
        (await client.preferences.get('ada')).types.map(({ channels }) => Object.keys(channels))
      const before = await getChannels()
      expect(before).toEqual([
        ['email', 'sms'],
        ['email', 'sms'],
      ])
      const change = { type: 'category:comments', channel: 'email', enabled: false }
      const saved = await client.preferences.update('ada', change)
      expect(saved.types[0]?.channels).toEqual({ email: { state: 'off', default: true }, sms: on })
      expect(await getChannels()).toEqual(before)
      const others = { push: true, chat: true, in_app_feed: true, http: true }
      expect(fake.sets.get('ada')?.get('default')).toEqual({
        categories: { comments: { channel_types: { email: false, sms: true, ...others } } },
      })
    },
  )

  it('show an explicit setting of a channel that is not offered', async () => {
    const channel_types = {
      email: true,
      sms: true,
      push: false,
      chat: true,
      in_app_feed: true,
      http: true,
    }
    const { client } = openKnock({
      rows: [
        { type: 'category', name: 'Comments', identifier: 'comments', channel_types: [] },
        { type: 'channel_types', name: 'Channels', channel_types: ['email'] },
      ],
      environmentDefault: { categories: { comments: { channel_types } } },
    })
    const [comments] = (await client.preferences.get('ada')).types
    expect(comments?.channels['push']).toEqual({ state: 'off', default: true })
  })

  it('come with the global channels that are offered or off, and keep the others in rest', async () => {
    const environmentDefault = {
      channel_types: { chat: false, fax: true },
      commercial_subscribed: false,
    }
    const open = async (channel_types: string[] | null) => {
      const rows = [{ type: 'channel_types', name: 'Channels', channel_types }]
      return openKnock({ environmentDefault, rows }).client.preferences.get('ada')
    }
    const some = await open(['email', 'in_app', 'log'])
    expect(Object.keys(some.channels)).toEqual(['email', 'chat'])
    expect(some.rest).toEqual({ id: 'default', channel_types: { fax: true } })
    expect(some.subscribed).toEqual({ state: 'off', default: true })
    const all = await open(null)
    const allChannels = ['email', 'sms', 'push', 'chat', 'in_app', 'webhook']
    expect(Object.keys(all.channels)).toEqual(allChannels)
    expect(all.channels['chat']).toEqual({ state: 'off', default: true })
    expect(all.channels['email']).toEqual(unset)
  })

  it('come with the commercial setting only if it is offered', async () => {
    const subscribed = async (rows?: object[]) =>
      (await openKnock({ ...(rows && { rows: rows as never }) }).client.preferences.get('ada'))
        .subscribed
    expect(await subscribed()).toEqual(unset)
    expect(await subscribed([])).toBeUndefined()
    expect(await subscribed([{ type: 'commercial_subscribed', name: 'All' }])).toEqual(unset)
  })

  it.each([true, false])(
    'stay locked by a tenant override after an update, with defaults in the answer: %s',
    async (answersWithDefaults) => {
      const legal = { __strategy__: 'replace', channel_types: { email: true } }
      const tenants = { acme: { categories: { legal } } }
      const { client, fake, calls } = openKnock(
        { tenants, answersWithDefaults },
        { tenant: 'acme' },
      )
      const own = { categories: { legal: { channel_types: { email: false } } } }
      fake.sets.set('ada', new Map([['acme', own]]))
      const saved = await client.preferences.update('ada', { channel: 'sms', enabled: false })
      expect(saved.types).toEqual([
        { id: 'category:legal', channels: { email: { ...on, locked: {} } } },
      ])
      expect(await client.preferences.get('ada')).toEqual(saved)
      expect(calls[0]?.url).toBe('https://api.knock.app/v1/users/ada/preferences/acme')
    },
  )
})

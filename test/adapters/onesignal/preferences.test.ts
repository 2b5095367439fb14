import { describe, expect, it } from 'vitest'
import { applyCatalog } from '../../../src/core/preferences/catalog.js'
import { getSetting, isOn } from '../../../src/core/preferences/preferences.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { problem } from './fake.json.js'
import { openOneSignal, openWithAnswers, toPath } from './onesignal.fixture.js'

const comments = { type: 'comments', channel: 'email' }
const digest = { type: 'digest', channel: 'email' }

describe('preferences of the OneSignal adapter', () => {
  it('have the configured types, and no choice without a tag', async () => {
    const { client, adapter } = openOneSignal()
    const unset = { state: 'unset' }
    const expected = {
      types: [
        { id: 'comments', label: 'Comments', channels: { email: unset, push: unset } },
        {
          id: 'digest',
          label: 'Weekly digest',
          description: 'Each Monday.',
          channels: { email: unset, sms: unset, push: unset },
        },
        { id: '__proto__', channels: { chat: unset } },
      ],
      channels: {},
      rest: {},
    }
    expect(await client.preferences.get('ada')).toEqual(expected)
    expect(adapter.preferences?.initial).toEqual(expected)
  })

  it('follow the default of the catalog where there is no tag', async () => {
    const { client } = openOneSignal({ users: { ada: { tags: { notify_digest_sms: '0' } } } })
    const catalog = [{ id: 'digest', default: true }]
    const shown = applyCatalog(await client.preferences.get('ada'), catalog)
    expect(isOn(getSetting(shown, digest))).toBe(true)
    expect(isOn(getSetting(shown, { type: 'digest', channel: 'sms' }))).toBe(false)
  })

  it.each([
    ['1', 'on'],
    ['true', 'on'],
    [1, 'on'],
    [true, 'on'],
    ['0', 'off'],
    ['false', 'off'],
    [0, 'off'],
    [false, 'off'],
    ['', 'unset'],
    [null, 'unset'],
    ['weekly', 'conditional'],
    [2, 'conditional'],
    [['1'], 'conditional'],
  ])('read the tag %j as %s', async (value, state) => {
    const { client } = openOneSignal({ users: { ada: { tags: { notify_digest_email: value } } } })
    const reports: string[] = []
    const preferences = await client.preferences.get('ada', {
      onUnreadable: ({ message }) => reports.push(message),
    })
    expect(getSetting(preferences, digest)).toEqual({ state })
    expect(reports).toHaveLength(state === 'conditional' ? 1 : 0)
  })

  it('write the tag of one switch, and nothing else', async () => {
    const tags = { notify_digest_email: '1', notify_old_email: '1', team: 'red' }
    const { client, writes, fake } = openOneSignal({ users: { ada: { tags } } })
    await client.preferences.update('ada', { ...comments, enabled: false })
    await client.preferences.update('ada', { ...digest, enabled: null })
    expect(writes()).toEqual([
      ['PATCH', toPath('ada'), { properties: { tags: { notify_comments_email: '0' } } }],
      ['PATCH', toPath('ada'), { properties: { tags: { notify_digest_email: '' } } }],
    ])
    expect(fake.getTags('ada')).toEqual({
      notify_old_email: '1',
      team: 'red',
      notify_comments_email: '0',
    })
  })

  it('save several changes in one request, of which the last one of a switch counts', async () => {
    const { client, writes } = openOneSignal()
    await client.preferences.update('ada', [
      { ...comments, enabled: true },
      { ...digest, enabled: true },
      { ...comments, enabled: false },
    ])
    const tags = { notify_comments_email: '0', notify_digest_email: '1' }
    expect(writes()).toEqual([['PATCH', toPath('ada'), { properties: { tags } }]])
  })

  it('have the names of tags that the product chose', async () => {
    const preferenceTag = (type: string, channel: string) => `${channel}:${type}`
    const { client, fake } = openOneSignal({}, { preferenceTag })
    await client.preferences.update('ada', { ...digest, enabled: true })
    expect(fake.getTags('ada')).toEqual({ 'email:digest': '1' })
    expect((await client.users.get('ada')).traits).toEqual({})
  })

  it.each([
    ['an unknown type', { type: 'unknown', channel: 'email' }, 'invalid', 'type'],
    ['an unknown channel', { type: 'digest', channel: 'fax' }, 'invalid', 'channel'],
    ['a channel of another type', { type: 'comments', channel: 'sms' }, 'invalid', 'channel'],
    ['a name of every object', { type: 'digest', channel: 'toString' }, 'invalid', 'channel'],
    ['an empty type', { type: '', channel: 'email' }, 'unsupported', undefined],
    ['an empty channel', { type: 'digest', channel: '' }, 'invalid', 'channel'],
    ['a type alone', { type: 'digest' }, 'unsupported', undefined],
    ['a channel alone', { channel: 'email' }, 'unsupported', undefined],
    ['everything', {}, 'unsupported', undefined],
  ])('refuse %s before anything is sent', async (_, target, code, key) => {
    const { adapter, calls } = openOneSignal()
    const path = key === undefined ? 'changes[0]' : `changes[0].${key}`
    const update = adapter.preferences?.update('ada', { ...target, enabled: true })
    const fields = { [path]: expect.any(String) as string }
    await expect(update).rejects.toMatchObject({ code, fields })
    expect(calls).toEqual([])
  })

  it('leave a tag that is not a switch, also in a reset', async () => {
    const users = { ada: { tags: { notify_digest_email: 'weekly', notify_digest_sms: '1' } } }
    const { client, fake, writes } = openOneSignal({ users })
    for (const options of [{}, { closing: true }]) {
      const update = client.preferences.update('ada', { ...digest, enabled: true }, options)
      await expect(update).rejects.toMatchObject({ code: 'locked' })
    }
    expect(writes()).toEqual([])
    await client.preferences.reset('ada')
    expect(fake.getTags('ada')).toEqual({ notify_digest_email: 'weekly' })
  })

  it('reset only the tags of preferences that are set', async () => {
    const tags = { notify_digest_email: '1', notify_comments_push: '0', team: 'red' }
    const { client, fake, writes } = openOneSignal({ users: { ada: { tags } } })
    await client.preferences.reset('ada')
    const removed = { notify_comments_push: '', notify_digest_email: '' }
    const expected = [['PATCH', toPath('ada'), { properties: { tags: removed } }]]
    expect(writes()).toEqual(expected)
    expect(fake.getTags('ada')).toEqual({ team: 'red' })
    const preferences = await client.preferences.reset('ada')
    expect(getSetting(preferences, digest)).toEqual({ state: 'unset' })
    expect(writes()).toEqual(expected)
  })

  it('show saved changes where the reads are outdated', async () => {
    const { client, fake } = openOneSignal({ users: { ada: { tags: { notify_digest_sms: '1' } } } })
    await client.preferences.update('ada', { ...digest, enabled: true })
    fake.state.oldReads = 2
    const saved = await client.preferences.update('ada', { ...comments, enabled: false })
    for (const shown of [saved, await client.preferences.get('ada')]) {
      expect(getSetting(shown, digest)).toEqual({ state: 'on' })
      expect(getSetting(shown, comments)).toEqual({ state: 'off' })
    }
    expect(fake.getTags('ada')).toEqual({
      notify_digest_sms: '1',
      notify_digest_email: '1',
      notify_comments_email: '0',
    })
  })

  it('are saved if OneSignal accepts them, unless the answer has other values', async () => {
    const user = { identity: { external_id: 'ada' }, properties: { tags: {} } }
    const save = async (answer: { readonly status?: number; readonly body?: unknown }) => {
      const { client } = openWithAnswers([{ body: user }, { status: 202, ...answer }])
      const saved = client.preferences.update('ada', { ...digest, enabled: true })
      return getSetting(await saved, digest)
    }
    const toBody = (value: unknown) => ({ properties: { tags: { notify_digest_email: value } } })
    const accepted = [null, 'OK', {}, { success: true }, { errors: [] }, { properties: null }]
    const same = [{ properties: { tags: {} } }, ...['1', 1, true].map(toBody)]
    for (const body of [...accepted, ...same])
      expect(await save({ body }), JSON.stringify(body)).toEqual({ state: 'on' })
    expect(await save({ status: 204 })).toEqual({ state: 'on' })
    for (const body of ['0', 0, false, '', null, 'x', ['1']].map(toBody))
      await expect(save({ body }), JSON.stringify(body)).rejects.toMatchObject({ code: 'conflict' })
    for (const body of [{ success: false }, { errors: ['x'] }])
      await expect(save({ body })).rejects.toMatchObject({ code: 'bad-answer' })
  })

  it('are removed if the answer does not have the tag', async () => {
    const tags = { notify_digest_email: '0' }
    const remove = async (answered: Readonly<Record<string, unknown>>) => {
      const { client } = openWithAnswers([
        { body: { identity: { external_id: 'ada' }, properties: { tags } } },
        { status: 202, body: { properties: { tags: answered } } },
      ])
      return getSetting(
        await client.preferences.update('ada', { ...digest, enabled: null }),
        digest,
      )
    }
    for (const answered of [{}, { notify_digest_email: '' }, { notify_digest_email: null }])
      expect(await remove(answered)).toEqual({ state: 'unset' })
    for (const answered of [tags, { notify_digest_email: 0 }])
      await expect(remove(answered)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are not saved if an update of an unknown user is accepted', async () => {
    const { client, writes } = openOneSignal({ unknownStatus: 202 })
    const change = { ...digest, enabled: true }
    const update = client.preferences.update('stranger', change)
    await expect(update).rejects.toMatchObject({ code: 'not-found' })
    expect(writes()).toEqual([])
  })

  it('report the limit of tags for the whole batch, and write nothing of it', async () => {
    const users = { ada: { tags: { team: 'red', notify_digest_sms: '1' } } }
    const { client, fake } = openOneSignal({ users, maxTags: 2 })
    const reports: WriteReport[] = []
    const update = client.preferences.update(
      'ada',
      [
        { ...digest, enabled: true },
        { type: 'digest', channel: 'sms', enabled: false },
      ],
      { onReport: (report) => reports.push(report) },
    )
    await expect(update).rejects.toMatchObject({ code: 'forbidden', status: 409 })
    expect(reports).toEqual([])
    expect(fake.getTags('ada')).toEqual(users.ada.tags)
    const off = await client.preferences.update('ada', {
      type: 'digest',
      channel: 'sms',
      enabled: false,
    })
    expect(getSetting(off, { type: 'digest', channel: 'sms' })).toEqual({ state: 'off' })
  })

  it('are refused whole, with one request, if OneSignal refuses it', async () => {
    const { client, fake, writes } = openOneSignal()
    fake.answer(problem.badRequest(), 'PATCH')
    const reports: WriteReport[] = []
    const changes = [digest, comments].map((target) => ({ ...target, enabled: true }))
    const update = client.preferences.update('ada', changes, {
      onReport: (report) => reports.push(report),
    })
    await expect(update).rejects.toMatchObject({ code: 'invalid', status: 400 })
    expect([reports, writes().length, fake.getTags('ada')]).toEqual([[], 1, {}])
  })
})

describe('unsubscribed channels of the OneSignal adapter', () => {
  const email = { id: '1', type: 'Email', token: 'ada@example.com' }
  const phone = { id: '2', type: 'iOSPush', token: 'a' }
  const browser = { id: '3', type: 'ChromePush', token: 'b' }
  const off = { state: 'off', locked: {} }

  it.each([
    ['one address', [{ ...email, enabled: false }], { email: off }],
    [
      'one of two addresses',
      [
        { ...email, enabled: false },
        { ...email, enabled: true },
      ],
      {},
    ],
    ['an address of another channel', [{ ...email, type: 'SMS', enabled: false }], { sms: off }],
    ['no device', [phone, browser].map((item) => ({ ...item, enabled: false })), {}],
    ['an address without a state', [{ ...email, enabled: undefined as never }], {}],
  ])('are off for everything: %s', async (_, subscriptions, channels) => {
    const tags = { notify_digest_email: '1' }
    const { client } = openOneSignal({ users: { ada: { tags, subscriptions } } })
    const preferences = await client.preferences.get('ada')
    expect(preferences.channels).toEqual(channels)
    expect(getSetting(preferences, digest)).toEqual({ state: 'on' })
  })
})

import { describe, expect, it, vi } from 'vitest'
import type { RequestOptions, WriteReport } from '../../../src/core/requestOptions.js'
import { preferenceKey } from '../../../src/core/preferences/preferences.js'
import { engine, openPostgres } from './postgres.fixture.js'

const email = { type: 'news', channel: 'email' }
const push = { type: 'news', channel: 'push' }

/** Options of a write with an order, and the reports that it causes. */
function order(seq: number, writer = 'laptop') {
  const onReport = vi.fn<(report: WriteReport) => void>()
  const options: RequestOptions = { order: { writer, seq }, onReport }
  return { ...options, onReport }
}

async function openAda() {
  const opened = openPostgres()
  await opened.client.users.create('ada', {})
  const { preferences } = opened.client
  const getStates = async (scope?: string) => {
    const { types } = await preferences.get('ada', { scope })
    return Object.fromEntries(
      types.flatMap(({ id, channels }) =>
        Object.entries(channels).map(([channel, { state }]) => [`${id} ${channel}`, state]),
      ),
    )
  }
  return { ...opened, ...opened.client, getStates }
}

describe('postgres: the order of writes', () => {
  it('has the order in its rules', async () => {
    const { adapter } = openPostgres()
    expect(adapter.order).toBe(true)
    expect(adapter.preferences?.rules).toMatchObject({ order: true, clear: true })
  })

  it('a write with a lower seq changes nothing, and is answered with the current data', async () => {
    const { preferences, adapter, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, order(7))
    const late = order(6)
    const saved = await preferences.update('ada', [{ ...email, enabled: true }], late)
    expect(saved.types[0]?.channels['email']?.state).toBe('off')
    expect(late.onReport.mock.calls).toEqual([[{ superseded: [preferenceKey(email)] }]])
    expect(await getStates()).toEqual({ 'news email': 'off' })
    expect(await adapter.history.get('ada')).toHaveLength(2)
  })

  it('a late write saves the settings without a later write', async () => {
    const { preferences, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, order(7))
    const late = order(6)
    const changes = [email, push, { channel: 'sms' }].map((target) => ({
      ...target,
      enabled: true,
    }))
    await preferences.update('ada', changes, late)
    expect(late.onReport.mock.calls).toEqual([[{ superseded: [preferenceKey(email)] }]])
    expect(await getStates()).toEqual({ 'news email': 'off', 'news push': 'on' })
  })

  it('a repeat with the same seq saves, with one entry in the history', async () => {
    const { preferences, adapter } = await openAda()
    for (const _ of [1, 2, 3]) {
      const repeat = order(7)
      await preferences.update('ada', { ...email, enabled: false }, repeat)
      expect(repeat.onReport).not.toHaveBeenCalled()
    }
    expect(await adapter.history.get('ada')).toHaveLength(2)
  })

  it('a repeat does not undo what another writer saved since', async () => {
    const { preferences, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, order(9, 'laptop'))
    await preferences.update('ada', { ...email, enabled: true }, order(1, 'phone'))
    const repeat = order(9, 'laptop')
    await preferences.update('ada', { ...email, enabled: false }, repeat)
    expect(repeat.onReport.mock.calls).toEqual([[{ superseded: [preferenceKey(email)] }]])
    expect(await getStates()).toEqual({ 'news email': 'on' })
  })

  it('each writer has its own order', async () => {
    const { preferences, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, order(9, 'laptop'))
    await preferences.update('ada', { ...email, enabled: true }, order(1, 'phone'))
    expect(await getStates()).toEqual({ 'news email': 'on' })
    await preferences.update('ada', { ...email, enabled: false }, order(8, 'laptop'))
    expect(await getStates()).toEqual({ 'news email': 'on' })
  })

  it('a write without an order always saves', async () => {
    const { preferences, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, order(9))
    await preferences.update('ada', { ...email, enabled: true })
    expect(await getStates()).toEqual({ 'news email': 'on' })
  })

  it('the last eight writers of a setting are kept', async () => {
    const { preferences, schema } = await openAda()
    const choose = (seq: number, writer: string) => {
      const options = order(seq, writer)
      return preferences.update('ada', { ...email, enabled: true }, options).then(() => options)
    }
    for (let n = 1; n <= 8; n += 1) await choose(10, `writer ${n}`)
    await choose(11, 'writer 1')
    await choose(10, 'writer 9')
    const isLate = async (writer: string) =>
      (await choose(1, writer)).onReport.mock.calls.length > 0
    expect(await isLate('writer 1')).toBe(true)
    expect(await isLate('writer 3')).toBe(true)
    expect(await isLate('writer 2')).toBe(false)
    const { rows } = await engine().query<{ count: number }>(
      `select jsonb_array_length(orders -> 'enabled') as count from "${schema}".identikit_preferences`,
    )
    expect(rows).toEqual([{ count: 8 }])
  })

  it('user fields and traits have an order each', async () => {
    const { users, adapter } = await openAda()
    await users.update('ada', { name: 'New', traits: { plan: 'pro', size: 3 } }, order(7))
    const late = order(6)
    const patch = { name: 'Old', email: 'a@example.com', traits: { plan: 'free', city: 'Paris' } }
    const saved = await users.identify('ada', patch, late)
    expect(saved).toMatchObject({
      name: 'New',
      email: 'a@example.com',
      traits: { plan: 'pro', size: 3, city: 'Paris' },
    })
    expect(late.onReport.mock.calls).toEqual([[{ superseded: ['name', 'traits.plan'] }]])
    const [entry] = await adapter.history.get('ada')
    expect(entry?.change).toEqual({ email: 'a@example.com', traits: { city: 'Paris' } })
    await users.update('ada', { name: null }, order(8))
    await users.update('ada', { name: 'Older' }, order(7))
    expect(await users.get('ada')).not.toHaveProperty('name')
  })

  it('the first identify and its preferences have an order', async () => {
    const { users, preferences } = openPostgres().client
    const news = { ...email, enabled: true }
    await users.identify('grace', { name: 'Grace' }, { ...order(7), preferences: [news] })
    const late = order(6)
    await users.identify(
      'grace',
      { name: 'G' },
      { ...late, preferences: [{ ...news, enabled: false }] },
    )
    expect(late.onReport.mock.calls).toEqual([[{ superseded: ['name', preferenceKey(email)] }]])
    expect(await users.get('grace')).toMatchObject({ name: 'Grace' })
    expect((await preferences.get('grace')).types[0]?.channels['email']?.state).toBe('on')
  })

  it('each streak setting has an order', async () => {
    const { streak, adapter } = await openAda()
    await streak.update('ada', { enabled: false, daysOff: [1] }, order(7))
    const late = order(6)
    const saved = await streak.update('ada', { enabled: true, evaluationMode: 'and' }, late)
    expect(saved).toMatchObject({ enabled: false, evaluationMode: 'and', daysOff: [1] })
    expect(late.onReport.mock.calls).toEqual([[{ superseded: ['enabled'] }]])
    expect((await adapter.history.get('ada'))[0]?.change).toEqual({ evaluationMode: 'and' })
  })

  it('a write from before a reset stays without effect', async () => {
    const { preferences, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, order(5))
    await preferences.reset('ada', order(7))
    for (const target of [email, push]) {
      const late = order(6)
      await preferences.update('ada', { ...target, enabled: false }, late)
      expect(late.onReport.mock.calls).toEqual([[{ superseded: [preferenceKey(target)] }]])
    }
    expect(await getStates()).toEqual({})
    await preferences.update('ada', { ...email, enabled: true }, order(8))
    expect(await getStates()).toEqual({ 'news email': 'on' })
  })

  it('a late reset keeps later choices of the writer', async () => {
    const { preferences, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, order(7))
    await preferences.update('ada', { ...push, enabled: false }, order(5))
    const late = order(6)
    await preferences.reset('ada', late)
    expect(late.onReport.mock.calls).toEqual([[{ superseded: [preferenceKey(email)] }]])
    expect(await getStates()).toEqual({ 'news email': 'off' })
  })

  it('a reset keeps the order of other writers', async () => {
    const { preferences, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, order(7, 'phone'))
    await preferences.reset('ada')
    await preferences.update('ada', { ...email, enabled: true }, order(6, 'phone'))
    expect(await getStates()).toEqual({})
  })
})

describe('postgres: frequencies', () => {
  const daily = { type: 'news', frequency: 'daily' } as const
  const own = { type: 'news', enabled: false }
  const key = preferenceKey(daily)
  const readNews = async (preferences: Awaited<ReturnType<typeof openAda>>['preferences']) => {
    const { types } = await preferences.get('ada')
    return [types[0]?.setting?.state, types[0]?.frequency?.value]
  }

  it("a frequency and the type's own switch have an order each", async () => {
    const { preferences } = await openAda()
    await preferences.update('ada', daily, order(7))
    await preferences.update('ada', own, order(5))
    expect(await readNews(preferences)).toEqual(['off', 'daily'])
    const late = order(6)
    const changes = [
      { ...daily, frequency: 'weekly' as const },
      { ...own, enabled: true },
    ]
    await preferences.update('ada', changes, late)
    expect(late.onReport.mock.calls).toEqual([[{ superseded: [key] }]])
    expect(await readNews(preferences)).toEqual(['on', 'daily'])
  })

  it('a late reset keeps the later one of the two', async () => {
    const { preferences, adapter } = await openAda()
    await preferences.update('ada', daily, order(7))
    await preferences.update('ada', own, order(5))
    const late = order(6)
    await preferences.reset('ada', late)
    expect(late.onReport.mock.calls).toEqual([[{ superseded: [key] }]])
    expect(await readNews(preferences)).toEqual([undefined, 'daily'])
    await preferences.update('ada', own, order(9))
    await preferences.reset('ada', order(8))
    expect(await readNews(preferences)).toEqual(['off', undefined])
    const before = order(7)
    await preferences.update('ada', { ...daily, frequency: 'weekly' }, before)
    expect(before.onReport.mock.calls).toEqual([[{ superseded: [key] }]])
    const members = (await adapter.history.get('ada')).map(({ member }) => member)
    expect(members.filter((member) => member === 'preferences.reset')).toHaveLength(2)
  })

  it('the history has each change that changes something, in the order of the call', async () => {
    const { preferences, adapter } = await openAda()
    await preferences.update('ada', [daily, { ...email, enabled: true }, own])
    await preferences.update('ada', [daily, { ...own, enabled: true }])
    await preferences.update('ada', { ...daily, frequency: null })
    await preferences.update('ada', { ...daily, frequency: null })
    const changes = (await adapter.history.get('ada')).map(({ change }) => change)
    expect(changes.slice(0, -1)).toEqual([
      [{ ...daily, frequency: null }],
      [{ ...own, enabled: true }],
      [daily, { ...email, enabled: true }, own],
    ])
  })

  it('deletes the history of a frequency that is not stored any more', async () => {
    const { preferences, adapter, schema } = await openAda()
    await preferences.update('ada', { ...daily, frequency: 'weekly' })
    await preferences.update('ada', daily)
    await preferences.update('ada', own)
    await engine().query(`update "${schema}".identikit_history set at = at - interval '5000 days'`)
    await adapter.pruneHistory()
    const changes = (await adapter.history.get('ada')).map(({ change }) => change)
    expect(changes).toEqual([[own], [daily]])
  })

  it('a process of a former version reads and saves switches beside them', async () => {
    const { preferences, schema } = await openAda()
    await preferences.update('ada', [daily, { type: 'tips', frequency: 'weekly' }, own])
    const call = async (sql: string) =>
      (await engine().query<{ answer: unknown }>(`select ${schema}.identikit_${sql} as answer`))
        .rows[0]?.answer
    expect(await call("list_choices('ada', '')")).toEqual([['news', '', false]])
    const changes = JSON.stringify([{ type: 'tips', enabled: true }])
    const saved = await call(`save_preferences('ada', '{"changes": ${changes}}')`)
    expect(saved).toMatchObject({
      data: [
        ['news', '', false],
        ['tips', '', true],
      ],
      lateSettings: [],
      refused: [],
    })
    const { types } = await preferences.get('ada')
    expect(types.map(({ frequency }) => frequency?.value)).toEqual(['daily', 'weekly'])
  })

  it('count for the limit of choices, once with the switch', async () => {
    const { users, preferences } = await openAda()
    const choices = Array.from({ length: 1999 }, (_, n) => ({ type: `type ${n}`, enabled: true }))
    await users.identify('ada', {}, { preferences: choices })
    const { onReport, ...options } = order(1)
    const changes = [daily, own, { type: 'type 3', frequency: 'daily' as const }]
    await preferences.update('ada', changes, { ...options, onReport })
    expect(onReport).not.toHaveBeenCalled()
    await preferences.update('ada', { type: 'more', frequency: 'daily' }, { onReport })
    const error = expect.objectContaining({ code: 'invalid' })
    expect(onReport.mock.calls).toEqual([[{ refused: [{ index: 0, error }] }]])
    expect((await preferences.get('ada')).types).toHaveLength(2000)
  })
})

describe('postgres: deleted choices', () => {
  it('null deletes a choice, and an older write does not bring it back', async () => {
    const { preferences, adapter, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, order(5))
    const cleared = await preferences.update('ada', { ...email, enabled: null }, order(7))
    expect(cleared.types).toEqual([])
    await preferences.update('ada', { ...email, enabled: false }, order(6))
    expect(await getStates()).toEqual({})
    const changes = (await adapter.history.get('ada')).map(({ change }) => change)
    expect(changes).toEqual([[{ ...email, enabled: null }], [{ ...email, enabled: false }], {}])
  })

  it('the history has a first choice that equals the default, and no choice that changes nothing', async () => {
    const { preferences, adapter } = await openAda()
    await preferences.update('ada', { ...email, enabled: null })
    await preferences.reset('ada')
    expect(await adapter.history.get('ada')).toHaveLength(1)
    await preferences.update('ada', { ...email, enabled: true })
    await preferences.update('ada', [
      { ...email, enabled: true },
      { ...push, enabled: true },
    ])
    const changes = (await adapter.history.get('ada')).map(({ change }) => change)
    expect(changes.slice(0, 2)).toEqual([
      [{ ...push, enabled: true }],
      [{ ...email, enabled: true }],
    ])
  })

  it('the history has no change of users, streak and devices that changes nothing', async () => {
    const { users, streak, devices, adapter } = await openAda()
    const device = { token: 'token', platform: 'ios' }
    for (const _ of [1, 2]) {
      await users.update('ada', { name: 'Ada', traits: { a: { b: 1 } } })
      await users.identify('ada', { timezone: null, traits: { gone: null } })
      await streak.update('ada', { enabled: true })
      await devices.add('ada', device)
    }
    await devices.remove('ada', 'other')
    const members = (await adapter.history.get('ada')).map(({ member }) => member)
    expect(members).toEqual(['devices.add', 'streak.update', 'users.update', 'users.create'])
  })
})

describe('postgres: scopes', () => {
  it('each scope has its own choices, order and resets', async () => {
    const { preferences, adapter, getStates } = await openAda()
    await preferences.update('ada', { ...email, enabled: false }, { ...order(7), scope: 'acme' })
    await preferences.update('ada', { ...email, enabled: true }, order(5))
    expect(await getStates()).toEqual({ 'news email': 'on' })
    expect(await getStates('acme')).toEqual({ 'news email': 'off' })
    await preferences.reset('ada', { ...order(9), scope: 'acme' })
    await preferences.update('ada', { ...push, enabled: true }, order(8))
    expect(await getStates('acme')).toEqual({})
    expect(await getStates()).toEqual({ 'news email': 'on', 'news push': 'on' })
    const scopes = (await adapter.history.get('ada')).map(({ scope }) => scope)
    expect(scopes).toEqual([undefined, 'acme', undefined, 'acme', undefined])
  })

  it('merge moves every scope, and delete erases every scope', async () => {
    const { users, preferences, getStates, schema } = await openAda()
    await users.create('guest', {})
    const choose = (id: string, enabled: boolean | null, scope?: string) =>
      preferences.update(id, { ...email, enabled }, { ...order(7), scope })
    await choose('guest', false, 'acme')
    await choose('guest', false, 'other')
    await choose('ada', true, 'other')
    await choose('guest', false)
    await choose('ada', null)
    await engine().query(`insert into "${schema}".identikit_schedules (user_id, scope, schedule)
      values ('guest', '', '{"enabled": true}'), ('guest', 'acme', '{"enabled": true}'), ('ada', '', '{"enabled": false}')`)
    await engine().query(
      `update "${schema}".identikit_preferences set frequency = 'daily' where user_id = 'guest'`,
    )
    await users.merge({ from: 'guest', into: 'ada' })
    expect(await getStates('acme')).toEqual({ 'news email': 'off' })
    expect(await getStates('other')).toEqual({ 'news email': 'on' })
    expect(await getStates()).toEqual({ 'news email': 'off' })
    const late = { ...order(6), scope: 'acme' }
    await preferences.update('ada', { ...email, enabled: true }, late)
    expect(late.onReport).toHaveBeenCalled()
    const { rows } = await engine().query(
      `select scope, schedule ->> 'enabled' as enabled from "${schema}".identikit_schedules order by scope`,
    )
    expect(rows).toEqual([
      { scope: '', enabled: 'false' },
      { scope: 'acme', enabled: 'true' },
    ])
    const frequencies = await engine().query(
      `select distinct frequency from "${schema}".identikit_preferences`,
    )
    expect(frequencies.rows).toEqual([{ frequency: 'daily' }])
    await users.delete('ada')
    for (const table of ['users', 'preferences', 'schedules', 'devices', 'history']) {
      const left = await engine().query(`select * from "${schema}".identikit_${table}`)
      expect(left.rows).toEqual([])
    }
  })
})

describe('postgres: refused changes', () => {
  it('onReport receives the choices above the limit, and the others are saved', async () => {
    const { users, preferences } = await openAda()
    const choices = Array.from({ length: 1999 }, (_, n) => ({ type: `type ${n}`, enabled: true }))
    await users.identify('ada', {}, { preferences: choices })
    const changes = ['a', 'type 5', 'b', 'a', 'b'].map((type) => ({ type, enabled: false }))
    await expect(preferences.update('ada', changes)).rejects.toMatchObject({ code: 'invalid' })
    const { onReport, ...options } = order(1)
    const { types } = await preferences.update('ada', changes, { ...options, onReport })
    expect(types).toHaveLength(2000)
    expect(types[5]?.setting?.state).toBe('off')
    expect(types[1999]).toMatchObject({ id: 'a', setting: { state: 'off' } })
    const error = expect.objectContaining({ code: 'invalid' })
    const refused = [2, 4].map((index) => ({ index, error }))
    expect(onReport.mock.calls).toEqual([[{ refused }]])
    // A choice that isn't stored can always be deleted.
    for (const each of [{}, order(1)]) {
      await preferences.update('ada', { type: 'never chosen', enabled: null }, each)
    }
    expect(onReport).toHaveBeenCalledOnce()
  })
})

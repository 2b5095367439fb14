import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Preferences } from '../../../src/core/preferences/preferences.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import type { JsonMap } from './fake.json.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { openKnock } from './knock.fixture.js'

const rows = [
  { type: 'workflow', name: 'Digest', identifier: 'digest', channel_types: ['email', 'push'] },
]
const conditions = [{ variable: 'recipient.plan', operator: 'equal_to', argument: 'pro' }]
const getState = (preferences: Preferences, type: string, channel: string) =>
  getSetting(preferences, { type, channel })?.state

describe('preferences of the Knock adapter', () => {
  it('write one setting over environment defaults', async () => {
    const environmentDefault = {
      channel_types: { email: true, sms: false },
      workflows: { digest: { channel_types: { email: true, push: false } } },
      categories: { news: true },
    }
    const { client, fake } = openKnock({ environmentDefault, rows })
    const before = await client.preferences.get('ada')
    const change = { type: 'workflow:digest', channel: 'email', enabled: false }
    const saved = await client.preferences.update('ada', change)
    expect(fake.sets.get('ada')?.get('default')).toEqual({
      workflows: { digest: { channel_types: { email: false } } },
    })
    expect(getState(saved, 'workflow:digest', 'push')).toBe('off')
    expect({ ...saved, types: saved.types.slice(1) }).toEqual({
      ...before,
      types: before.types.slice(1),
    })
  })

  it('turn on one channel of a workflow that is off, and keep the others off', async () => {
    const { client, fake } = openKnock({
      environmentDefault: { workflows: { digest: false } },
      rows,
    })
    expect(getState(await client.preferences.get('ada'), 'workflow:digest', 'push')).toBe('off')
    await client.preferences.update('ada', {
      type: 'workflow:digest',
      channel: 'push',
      enabled: true,
    })
    await client.preferences.update('ada', {
      type: 'workflow:digest',
      channel: 'email',
      enabled: true,
    })
    const off = { chat: false, http: false, in_app_feed: false, sms: false }
    expect(fake.sets.get('ada')?.get('default')).toEqual({
      workflows: { digest: { channel_types: { ...off, email: true, push: true } } },
    })
  })

  it('keep both of two channels that are turned on at the same time in a boolean row', async () => {
    const { client } = openKnock({ environmentDefault: { workflows: { digest: false } }, rows })
    await Promise.all(
      ['email', 'push'].map((channel) =>
        client.preferences.update('ada', { type: 'workflow:digest', channel, enabled: true }),
      ),
    )
    const saved = await client.preferences.get('ada')
    expect(getState(saved, 'workflow:digest', 'email')).toBe('on')
    expect(getState(saved, 'workflow:digest', 'push')).toBe('on')
  })

  it('expand a boolean row by its own value, not by the values that the user saw', async () => {
    const { client, fake } = openKnock({
      environmentDefault: { workflows: { digest: false } },
      rows,
    })
    const row = { sms: true, 'channel:8209f26c-62a5-461d-95e2-a5716a26e652': false }
    const change = { type: 'workflow:digest', channel: 'push', enabled: true, row }
    await client.preferences.update('ada', change)
    expect(fake.sets.get('ada')?.get('default')).toMatchObject({
      workflows: {
        digest: {
          channel_types: { email: false, push: true, sms: false },
          channels: { '8209f26c-62a5-461d-95e2-a5716a26e652': false },
        },
      },
    })
  })

  it('are written without a read when the page closes', async () => {
    const { client, calls, fake } = openKnock({
      environmentDefault: { workflows: { digest: false } },
    })
    await client.preferences.get('ada')
    calls.length = 0
    const push = { type: 'workflow:digest', channel: 'push', enabled: true }
    const closing = { closing: true, keepalive: true }
    await client.preferences.update('ada', push, closing)
    await client.preferences.update('ada', { ...push, channel: 'email' }, closing)
    expect(calls.map(({ method }) => method)).toEqual(['PUT', 'PUT'])
    expect(fake.sets.get('ada')?.get('default')).toMatchObject({
      workflows: { digest: { channel_types: { push: true, email: true, sms: false } } },
    })
    fake.users.set('grace', { id: 'grace' })
    await client.preferences.update('grace', push, closing)
    expect(
      calls
        .slice(2)
        .map(({ method }) => method)
        .sort(),
    ).toEqual(['GET', 'GET', 'PUT'])
  })

  it('report a change that the answer lacks, and keep the others', async () => {
    const tenants = { acme: { categories: { news: { channel_types: { email: false } } } } }
    const { client } = openKnock({ tenants }, { tenant: 'acme', preferenceSet: 'default' })
    const reports: WriteReport[] = []
    const changes = ['email', 'push'].map((channel) => ({
      type: 'category:news',
      channel,
      enabled: channel === 'email',
    }))
    const saved = await client.preferences.update('ada', changes, {
      onReport: (report) => reports.push(report),
    })
    expect(reports).toMatchObject([{ refused: [{ index: 0, error: { code: 'conflict' } }] }])
    expect(getState(saved, 'category:news', 'push')).toBe('off')
    await expect(client.preferences.update('ada', changes)).rejects.toMatchObject({
      code: 'conflict',
      fields: { 'changes[0]': 'was not saved' },
    })
  })

  it('fail if the service keeps the boolean', async () => {
    const { client, fake } = openKnock({ objectOverBoolean: 'is ignored', rows })
    fake.sets.set('ada', new Map([['default', { workflows: { digest: false } }]]))
    const change = { type: 'workflow:digest', channel: 'push', enabled: true }
    const update = client.preferences.update('ada', change)
    await expect(update).rejects.toMatchObject({ code: 'conflict' })
    expect(fake.sets.get('ada')?.get('default')).toEqual({ workflows: { digest: false } })
  })

  it('show conditions and locks as read-only and refuse changes of them', async () => {
    const { client, fake, calls } = openKnock(
      {
        rows,
        tenants: {
          acme: {
            categories: {
              legal: { __strategy__: 'replace', channel_types: { email: true } },
            },
            channels: { __strategy__: 'replace' },
          },
        },
        environmentDefault: {
          channel_types: { sms: { conditions } },
          workflows: { digest: { conditions, channel_types: { email: { conditions } } } },
        },
      },
      { tenant: 'acme' },
    )
    const shown = await client.preferences.get('ada')
    const locked = { state: 'on', locked: {} }
    expect(getSetting(shown, { type: 'category:legal', channel: 'email' })).toMatchObject(locked)
    expect(getSetting(shown, { type: 'workflow:digest' })).toEqual({ state: 'conditional' })
    calls.length = 0
    for (const target of [
      { type: 'category:legal', channel: 'email' },
      { type: 'category:legal', channel: 'push' },
      { type: 'category:legal' },
      { channel: 'channel:8209f26c-62a5-461d-95e2-a5716a26e652' },
      { channel: 'sms' },
      { type: 'workflow:digest' },
      { type: 'workflow:digest', channel: 'email' },
    ]) {
      const update = client.preferences.update('ada', { ...target, enabled: false })
      await expect(update).rejects.toMatchObject({ code: 'locked' })
    }
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([])
    await client.preferences.update('ada', {
      type: 'workflow:digest',
      channel: 'push',
      enabled: false,
    })
    expect([...(fake.sets.get('ada') ?? [])]).toEqual([
      ['acme', { workflows: { digest: { channel_types: { push: false } } } }],
    ])
  })

  it('refuse settings that a row lacks, and unknown type ids', async () => {
    const { client, calls } = openKnock({
      environmentDefault: { categories: { news: { channel_types: { email: true } } } },
    })
    for (const type of ['category:news', 'news', 'category:', 'workflow:__strategy__']) {
      const update = client.preferences.update('ada', { type, enabled: false })
      await expect(update).rejects.toMatchObject({ code: 'invalid' })
    }
    const update = client.preferences.update('ada', { channel: '__strategy__', enabled: false })
    await expect(update).rejects.toMatchObject({ code: 'invalid' })
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('of another set include the tenant defaults, and fail if these hide a change', async () => {
    const tenants = { acme: { categories: { news: { channel_types: { email: false } } } } }
    const settings = { tenant: 'acme', preferenceSet: 'default' }
    const { client, calls, adapter } = openKnock({ tenants }, settings)
    const change = { type: 'category:news', enabled: true }
    await client.preferences.update('ada', { ...change, channel: 'push' })
    expect(calls[0]?.url).toBe('https://api.knock.app/v1/users/ada/preferences/default?tenant=acme')
    const hidden = client.preferences.update('ada', { ...change, channel: 'email' })
    await expect(hidden).rejects.toMatchObject({ code: 'conflict' })
    expect(adapter.id).toBe('knock:tenant=acme:set=default')
  })

  it('keep all other values of any set unchanged', { timeout: 120_000 }, async () => {
    const setting = fc.oneof(fc.boolean(), fc.constant({ conditions }))
    const types = fc.dictionary(fc.constantFrom('email', 'sms', 'push', 'http'), setting)
    const row = fc.oneof(
      fc.boolean(),
      fc.record(
        { channel_types: types, conditions: fc.constant(conditions) },
        { requiredKeys: [] },
      ),
    )
    const map = fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'ü/#'), row)
    const set = fc.record(
      { workflows: map, categories: map, channel_types: types, commercial_subscribed: setting },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(set, set, fc.nat(), async (userSet, environmentDefault, pick) => {
        const { client, fake } = openKnock({ environmentDefault })
        const stored = JSON.parse(JSON.stringify(userSet)) as JsonMap
        fake.sets.set('ada', new Map([['default', stored]]))
        const before = await client.preferences.get('ada')
        const targets = before.types.flatMap(({ id: type, channels }) =>
          Object.entries(channels).map(([channel, { state }]) => ({ type, channel, state })),
        )
        const writable = targets.filter(({ state }) => state !== 'conditional')
        const target = writable[pick % writable.length]
        if (!target) return
        const { type, channel, state } = target
        const enabled = state !== 'on'
        const saved = await client.preferences.update('ada', { type, channel, enabled })
        const after = fake.sets.get('ada')?.get('default')
        const [, part = '', key = ''] = /^(\w+):(.+)$/.exec(type) ?? []
        const field = part === 'workflow' ? 'workflows' : 'categories'
        const path = [field, key, 'channel_types', channel === 'webhook' ? 'http' : channel]
        expect(listOtherValues(path, after)).toEqual(listOtherValues(path, stored))
        expect(path.reduce<any>((value, name) => value[name], after)).toBe(enabled)
        expect(await client.preferences.get('ada')).toEqual(saved)
      }),
      { numRuns: process.env['IDENTIKIT_CAMPAIGN'] ? 2000 : 150 },
    )
  })
})

/** Lists the values of a set with their paths, except those on the path to one target. */
function listOtherValues(
  target: readonly string[],
  value: unknown,
  path: readonly string[] = [],
): string[] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
  const entries = isMap ? Object.entries(value) : []
  if (entries.length > 0)
    return entries.flatMap(([key, item]) => listOtherValues(target, item, [...path, key])).sort()
  const isOnPath = path.every((key, index) => key === target[index])
  return isOnPath ? [] : [`${JSON.stringify(path)}: ${JSON.stringify(value)}`]
}

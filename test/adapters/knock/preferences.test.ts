import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Preferences } from '../../../src/core/preferences/preferences.js'
import { getSetting } from '../../../src/core/preferences/preferences.js'
import type { JsonMap } from './fake.json.js'
import { openKnock } from './knock.fixture.js'

const rows = [
  { type: 'workflow', name: 'Digest', identifier: 'digest', channel_types: ['email', 'push'] },
]
const conditions = [{ variable: 'recipient.plan', operator: 'equal_to', argument: 'pro' }]
const stateOf = (preferences: Preferences, type: string, channel: string) =>
  getSetting(preferences, { type, channel })?.state

describe('preferences of knock', () => {
  it('write one leaf of a person who has only the defaults of the environment', async () => {
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
    expect(stateOf(saved, 'workflow:digest', 'push')).toBe('off')
    expect({ ...saved, types: saved.types.slice(1) }).toEqual({
      ...before,
      types: before.types.slice(1),
    })
  })

  it('turn a workflow that is off as a whole on for one channel, and leave the others off', async () => {
    const { client, fake } = openKnock({
      environmentDefault: { workflows: { digest: false } },
      rows,
    })
    expect(stateOf(await client.preferences.get('ada'), 'workflow:digest', 'push')).toBe('off')
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

  it('keep both of two channels that are turned on at the same time in a row that was one switch', async () => {
    const { client } = openKnock({ environmentDefault: { workflows: { digest: false } }, rows })
    await Promise.all(
      ['email', 'push'].map((channel) =>
        client.preferences.update('ada', { type: 'workflow:digest', channel, enabled: true }),
      ),
    )
    const saved = await client.preferences.get('ada')
    expect(stateOf(saved, 'workflow:digest', 'email')).toBe('on')
    expect(stateOf(saved, 'workflow:digest', 'push')).toBe('on')
  })

  it('take what the page showed of the row where it says so', async () => {
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
          channel_types: { email: false, push: true, sms: true },
          channels: { '8209f26c-62a5-461d-95e2-a5716a26e652': false },
        },
      },
    })
  })

  it('never say saved where the service keeps the boolean', async () => {
    const { client, fake } = openKnock({ objectOverBoolean: 'is ignored', rows })
    fake.sets.set('ada', new Map([['default', { workflows: { digest: false } }]]))
    const change = { type: 'workflow:digest', channel: 'push', enabled: true }
    const saved = client.preferences.update('ada', change)
    await expect(saved).rejects.toMatchObject({ code: 'conflict' })
    expect(fake.sets.get('ada')?.get('default')).toEqual({ workflows: { digest: false } })
  })

  it('show conditions and locks, and write over neither', async () => {
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
    for (const leaf of [
      { type: 'category:legal', channel: 'email' },
      { type: 'category:legal', channel: 'push' },
      { type: 'category:legal' },
      { channel: 'channel:8209f26c-62a5-461d-95e2-a5716a26e652' },
      { channel: 'sms' },
      { type: 'workflow:digest' },
      { type: 'workflow:digest', channel: 'email' },
    ]) {
      const asked = client.preferences.update('ada', { ...leaf, enabled: false })
      await expect(asked).rejects.toMatchObject({ code: 'locked' })
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

  it('refuse what a row has no switch for, and what is no type of Knock', async () => {
    const { client, calls } = openKnock({
      environmentDefault: { categories: { news: { channel_types: { email: true } } } },
    })
    for (const type of ['category:news', 'news', 'category:', 'workflow:__strategy__']) {
      const asked = client.preferences.update('ada', { type, enabled: false })
      await expect(asked).rejects.toMatchObject({ code: 'invalid' })
    }
    const asked = client.preferences.update('ada', { channel: '__strategy__', enabled: false })
    await expect(asked).rejects.toMatchObject({ code: 'invalid' })
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('of a set under another tenant show what counts, and say so where it hides a change', async () => {
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

  it(
    'leave everything that was not touched equal to the byte, in any set',
    { timeout: 120_000 },
    async () => {
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
        fc.asyncProperty(set, set, fc.nat(), async (own, environmentDefault, pick) => {
          const { client, fake } = openKnock({ environmentDefault })
          const carried = JSON.parse(JSON.stringify(own)) as JsonMap
          fake.sets.set('ada', new Map([['default', carried]]))
          const before = await client.preferences.get('ada')
          const cells = before.types.flatMap(({ id: type, channels }) =>
            Object.entries(channels).map(([channel, { state }]) => ({ type, channel, state })),
          )
          const open = cells.filter(({ state }) => state !== 'conditional')
          const leaf = open[pick % open.length]
          if (!leaf) return
          const { type, channel, state } = leaf
          const enabled = state !== 'on'
          const saved = await client.preferences.update('ada', { type, channel, enabled })
          const after = fake.sets.get('ada')?.get('default')
          const [, part = '', key = ''] = /^(\w+):(.+)$/.exec(type) ?? []
          const field = part === 'workflow' ? 'workflows' : 'categories'
          const path = [field, key, 'channel_types', channel === 'webhook' ? 'http' : channel]
          expect(valuesBut(path, after)).toEqual(valuesBut(path, carried))
          expect(path.reduce<any>((value, name) => value[name], after)).toBe(enabled)
          expect(await client.preferences.get('ada')).toEqual(saved)
        }),
        { numRuns: process.env['IDENTIKIT_CAMPAIGN'] ? 2000 : 150 },
      )
    },
  )
})

/** Every value of a set under its path, but for those on the way to one leaf. */
function valuesBut(
  leaf: readonly string[],
  value: unknown,
  path: readonly string[] = [],
): string[] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
  const entries = isMap ? Object.entries(value) : []
  if (entries.length > 0)
    return entries.flatMap(([key, one]) => valuesBut(leaf, one, [...path, key])).sort()
  const isOnTheWay = path.every((key, index) => key === leaf[index])
  return isOnTheWay ? [] : [`${JSON.stringify(path)}: ${JSON.stringify(value)}`]
}

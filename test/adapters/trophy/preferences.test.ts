import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTrophyAdapter } from '../../../src/adapters/trophy/trophy.js'
import { applyCatalog } from '../../../src/core/preferences/catalog.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import {
  applyPreferenceChange,
  isOn,
  getSetting,
  addRowSettings,
} from '../../../src/core/preferences/preferences.js'
import type { PreferenceChange } from '../../../src/core/preferences/preferences.js'
import { record } from '../recorder.js'
import { createTrophyFake } from './trophy.fake.js'

/** Creates a client of a fake with these stored preferences. */
function open(notifications: Record<string, string[]> = {}) {
  const fake = createTrophyFake({ users: [{ id: 'ada', notifications }] })
  const { fetch, calls } = record(fake.fetch)
  const client = createAdminClient(createTrophyAdapter({ apiKey: fake.adminKey, fetch }))
  const stored = () => fake.users.get('ada')?.notifications
  const sent = () => calls.map(({ method, body }) => (body === undefined ? method : body))
  return { client, stored, sent, fake }
}

const types = ['achievement_completed', 'recap', 'reactivation', 'streak_reminder']

describe('Trophy preferences, one setting', () => {
  it('keeps the other channel as shown if nothing is stored', async () => {
    const { client, stored, sent } = open()
    const shown = applyCatalog(await client.preferences.get('ada'), [
      { id: 'recap', default: true },
      { id: 'reactivation', default: { email: true, push: false } },
    ])
    for (const [change, expected] of [
      [{ type: 'recap', channel: 'push', enabled: false }, { recap: ['email'] }],
      [
        { type: 'reactivation', channel: 'push', enabled: true },
        { recap: ['email'], reactivation: ['email', 'push'] },
      ],
      [
        { type: 'streak_reminder', channel: 'email', enabled: true },
        { recap: ['email'], reactivation: ['email', 'push'], streak_reminder: ['email'] },
      ],
    ] as const) {
      await client.preferences.update('ada', addRowSettings(shown, change))
      expect(stored()).toEqual(expected)
    }
    const patches = [
      { recap: ['email'] },
      { reactivation: ['email', 'push'] },
      { streak_reminder: ['email'] },
    ]
    expect(sent()).toEqual([
      'GET',
      ...patches.flatMap((notifications) => ['GET', { notifications }]),
    ])
  })

  it('keeps entries of a list that are no channels', async () => {
    const odd: unknown = ['email', { channel: 'sms' }, null]
    const { client, sent } = open({ recap: odd as string[] })
    const change = { type: 'recap', channel: 'push', enabled: true }
    await client.preferences.update('ada', change).catch(() => undefined)
    expect(sent()[1]).toEqual({
      notifications: { recap: ['email', 'push', { channel: 'sms' }, null] },
    })
  })

  it('keeps the stored value of another channel, not the value that is shown', async () => {
    const type = 'achievement_completed'
    const { client, stored, sent } = open({ [type]: ['email', 'push'] })
    const shown = await client.preferences.get('ada')
    // Another tab turns email off.
    await client.preferences.update('ada', { type, channel: 'email', enabled: false })
    const change = addRowSettings(shown, { type, channel: 'push', enabled: false })
    expect(change.row).toEqual({ email: true })
    const saved = await client.preferences.update('ada', change)
    expect(stored()).toEqual({ [type]: [] })
    expect(getSetting(saved, { type, channel: 'email' })?.state).toBe('off')
    expect(sent().at(-1)).toEqual({ notifications: { [type]: [] } })
  })

  it('never changes the other channel of a type that the user chose, whatever the row says', async () => {
    const list = fc.subarray(['email', 'push'])
    const channel = fc.constantFrom('email', 'push')
    const row = fc.dictionary(fc.constantFrom('email', 'push', 'sms'), fc.boolean())
    await fc.assert(
      fc.asyncProperty(list, channel, fc.boolean(), row, async (held, changed, enabled, shown) => {
        const { client, stored } = open({ recap: held })
        const change = { type: 'recap', channel: changed, enabled, row: shown }
        await client.preferences.update('ada', change)
        const others = held.filter((item) => item !== changed)
        const expected = enabled ? [...others, changed] : others
        expect([...(stored()?.['recap'] ?? [])].sort()).toEqual(expected.sort())
      }),
      { numRuns: 200 },
    )
  })

  it('reads first without a row, and unset channels count as off', async () => {
    const { client, stored, sent } = open({ recap: ['email', 'push'] })
    await client.preferences.update('ada', { type: 'recap', channel: 'email', enabled: false })
    await client.preferences.update('ada', { type: 'reactivation', channel: 'push', enabled: true })
    expect(stored()).toEqual({ recap: ['push'], reactivation: ['push'] })
    expect(sent()).toEqual([
      'GET',
      { notifications: { recap: ['push'] } },
      'GET',
      { notifications: { reactivation: ['push'] } },
    ])
  })

  it('reads first if the row lacks a channel', async () => {
    const { client, stored, sent } = open({ recap: ['email', 'push'] })
    const change = { type: 'recap', channel: 'email', enabled: false, row: {} }
    await client.preferences.update('ada', change)
    expect(stored()).toEqual({ recap: ['push'] })
    expect(sent()[0]).toBe('GET')
  })

  it('is written in one request after one read, together with other settings', async () => {
    const { client, stored, sent } = open({ achievement_completed: ['push'] })
    await client.preferences.update('ada', [
      { type: 'recap', channel: 'email', enabled: true, row: { push: true } },
      { type: 'recap', channel: 'push', enabled: false, row: { email: false } },
      { type: 'reactivation', channel: 'push', enabled: true, row: { email: false } },
      { type: 'reactivation', channel: 'push', enabled: false, row: { email: true } },
    ])
    expect(stored()).toEqual({
      achievement_completed: ['push'],
      recap: ['email'],
      reactivation: ['email'],
    })
    expect(sent()).toHaveLength(2)
  })

  it('keeps all other settings byte for byte', { timeout: 600_000 }, async () => {
    const list = fc.subarray(['push', 'email'])
    const state = fc.dictionary(fc.constantFrom(...types, 'digest', '__proto__'), list)
    const target = { type: fc.constantFrom(...types), channel: fc.constantFrom('email', 'push') }
    const changes = fc.record({ ...target, enabled: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(state, changes, fc.boolean(), async (before, change, hasRow) => {
        const { client, stored } = open(structuredClone(before))
        const shown = await client.preferences.get('ada')
        await client.preferences.update('ada', hasRow ? addRowSettings(shown, change) : change)
        const others = (all: object) => Object.entries(all).filter(([type]) => type !== change.type)
        expect(JSON.stringify(others(stored() ?? {}))).toBe(JSON.stringify(others(before)))
        const saved = await client.preferences.get('ada')
        for (const channel of ['email', 'push']) {
          const setting = { type: change.type, channel }
          const expected = isOn(getSetting(applyPreferenceChange(shown, change), setting))
          expect(isOn(getSetting(saved, setting))).toBe(expected)
        }
      }),
      { numRuns: process.env['IDENTIKIT_CAMPAIGN'] ? 2000 : 200 },
    )
  })

  it('is kept when others are changed at the same time', async () => {
    const { client, stored } = open()
    const changes = types.flatMap((type) =>
      ['email', 'push'].map((channel) => ({ type, channel, enabled: true })),
    )
    await Promise.all(changes.map((change) => client.preferences.update('ada', change)))
    expect(stored()).toEqual(Object.fromEntries(types.map((type) => [type, ['email', 'push']])))
  })
})

describe('Trophy preferences with 10,000 channels', () => {
  it('are read within the test timeout', async () => {
    const channels = Array.from({ length: 10_000 }, (_, index) => `channel-${index}`)
    const { client } = open({ recap: channels, digest: ['__proto__'] })
    const { types: shown } = await client.preferences.get('ada')
    expect(Object.keys(shown[1]?.channels ?? {})).toEqual(['email', 'push', ...channels])
    expect(Object.keys(shown.at(-1)?.channels ?? {})).toEqual(['email', 'push', '__proto__'])
  })
})

describe('Trophy preferences, a channel of all types', () => {
  it('is turned off in every type, unset types included', async () => {
    const { client, stored, sent } = open({ recap: ['email', 'push'], streak_reminder: ['push'] })
    const saved = await client.preferences.update('ada', { channel: 'email', enabled: false })
    expect(stored()).toEqual({
      recap: ['push'],
      streak_reminder: ['push'],
      achievement_completed: [],
      reactivation: [],
    })
    expect(sent().at(-1)).not.toHaveProperty('notifications.streak_reminder')
    expect(saved.types.every(({ channels }) => channels['email']?.state === 'off')).toBe(true)
  })

  it('is not written if it is off already', async () => {
    const { client, sent } = open(Object.fromEntries(types.map((type) => [type, ['push']])))
    const saved = await client.preferences.update('ada', { channel: 'email', enabled: false })
    expect(saved.types[0]?.channels).toEqual({ email: { state: 'off' }, push: { state: 'on' } })
    expect(sent()).toEqual(['GET'])
  })
})

describe('Trophy preferences, an unsupported setting', () => {
  const unsupported: [string, PreferenceChange][] = [
    ['a whole type', { type: 'recap', enabled: false }],
    ['everything', { enabled: false }],
    ['a channel of all types', { channel: 'email', enabled: true }],
  ]

  it.each(unsupported)('%s: is refused before a request', async (text, change) => {
    const { client, sent } = open()
    const valid = { type: 'recap', channel: 'email', enabled: true }
    const result = client.preferences.update('ada', [valid, change])
    const fields = { 'changes[1]': expect.stringContaining(text) }
    await expect(result).rejects.toMatchObject({ code: 'unsupported', fields })
    await expect(result).rejects.toThrow(text)
    const signUp = client.users.identify('grace', {}, { preferences: [change] })
    await expect(signUp).rejects.toMatchObject({ code: 'unsupported' })
    expect(sent()).toEqual([])
  })
})

describe('Trophy preferences and streak settings', () => {
  it('are never in one request', async () => {
    const { client, fake } = open({ recap: ['email'] })
    await client.streak.update('ada', { enabled: false, daysOff: [0] })
    const saved = await client.preferences.update('ada', {
      type: 'recap',
      channel: 'push',
      enabled: true,
    })
    expect(saved.rest).toEqual({})
    expect(fake.users.get('ada')).toMatchObject({
      notifications: { recap: ['email', 'push'] },
      streak: { enabled: false, daysOff: [0] },
    })
  })
})

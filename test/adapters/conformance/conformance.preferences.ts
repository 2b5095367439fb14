/* oxlint-disable vitest/no-conditional-tests, vitest/no-conditional-expect -- what is tested follows from what the adapter says of itself */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  applyPreferenceChange,
  isOn,
  preferenceKey,
  getSetting,
} from '../../../src/core/preferences/preferences.js'
import type {
  PreferenceChange,
  PreferenceTarget,
  PreferenceRules,
  Preferences,
} from '../../../src/core/preferences/preferences.js'
import { ada, idsOf, open, type AdapterUnderTest } from './conformance.fixture.js'

/** Every leaf that is shown. */
function leavesOf({ types, channels, subscribed }: Preferences): PreferenceTarget[] {
  return [
    ...types.flatMap(({ id: type, setting, channels: cells }) => [
      ...(setting ? [{ type }] : []),
      ...Object.keys(cells).map((channel) => ({ type, channel })),
    ]),
    ...Object.keys(channels).map((channel) => ({ channel })),
    ...(subscribed ? [{}] : []),
  ]
}

/** A service that writes whole rows turns what was unset into what it showed; any other touches nothing else. */
function expectSaved(saved: Preferences, expected: Preferences, { write }: PreferenceRules): void {
  if (write === 'setting') {
    expect(saved).toEqual(expected)
    return
  }
  const states = (preferences: Preferences) =>
    leavesOf(expected).map((leaf) => [preferenceKey(leaf), isOn(getSetting(preferences, leaf))])
  expect(states(saved)).toEqual(states(expected))
}

const opposite = (preferences: Preferences, leaf: PreferenceTarget): PreferenceChange => ({
  ...leaf,
  enabled: !isOn(getSetting(preferences, leaf)),
})

const kinds = {
  cell: ({ type, channel }: PreferenceTarget) => type !== undefined && channel !== undefined,
  type: ({ type, channel }: PreferenceTarget) => type !== undefined && channel === undefined,
  channel: ({ type, channel }: PreferenceTarget) => type === undefined && channel !== undefined,
  subscribed: ({ type, channel }: PreferenceTarget) => type === undefined && channel === undefined,
}

export function testPreferences(under: AdapterUnderTest): void {
  const { lacks = {}, serves = {}, cells } = under
  if (lacks.preferences) return

  async function openPreferences(ids?: readonly string[]) {
    const { adapter, client } = await open(under, ids)
    if (!adapter.preferences) throw new Error('has no preferences')
    return { client, rules: adapter.preferences.rules }
  }

  for (const [kind, is] of Object.entries(kinds)) {
    if (lacks[`preferences.${kind as keyof typeof kinds}`]) continue
    it(`switches a ${kind} and leaves its neighbors alone`, async () => {
      const leaves = cells.filter(is)
      expect(leaves).not.toEqual([])
      const { client, rules } = await openPreferences()
      for (const leaf of leaves) {
        for (let turn = 0; turn < 2; turn += 1) {
          const before = await client.preferences.get(ada)
          const change = opposite(before, leaf)
          const saved = await client.preferences.update(ada, change)
          expectSaved(saved, applyPreferenceChange(before, change), rules)
          expect(getSetting(saved, leaf)?.state).toBe(change.enabled ? 'on' : 'off')
          expect(await client.preferences.get(ada)).toEqual(saved)
        }
      }
    })
  }

  it('saves several changes at once', async () => {
    const { client, rules } = await openPreferences()
    const before = await client.preferences.get(ada)
    const changes = cells.map((leaf) => opposite(before, leaf))
    const saved = await client.preferences.update(ada, changes)
    expectSaved(saved, changes.reduce(applyPreferenceChange, before), rules)
    expect(await client.preferences.get(ada)).toEqual(saved)
  })

  it('ends where any sequence of changes ends', async () => {
    const { client, rules } = await openPreferences()
    let expected = await client.preferences.get(ada)
    const change = fc.record({ leaf: fc.constantFrom(...cells), enabled: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (sequence) => {
        const changes = sequence.map(({ leaf, enabled }) => ({ ...leaf, enabled }))
        expected = changes.reduce(applyPreferenceChange, expected)
        expectSaved(await client.preferences.update(ada, changes), expected, rules)
        expectSaved(await client.preferences.get(ada), expected, rules)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps all of many changes at the same time, where leaves are written one by one', async () => {
    const { client, rules } = await openPreferences()
    if (rules.write === 'row') return
    const before = await client.preferences.get(ada)
    const changes = cells.map((leaf) => opposite(before, leaf))
    await Promise.all(changes.map((change) => client.preferences.update(ada, change)))
    const saved = await client.preferences.get(ada)
    const states = changes.map((change) => isOn(getSetting(saved, change)))
    expect(states).toEqual(changes.map(({ enabled }) => enabled))
  })

  it('changes the choices of one person only, whatever the id', async () => {
    const { client } = await openPreferences([ada, ...idsOf(under)])
    const [leaf] = cells
    if (!leaf) return
    const untouched = await client.preferences.get(ada)
    for (const id of idsOf(under)) {
      expect(await client.preferences.get(id)).toEqual(untouched)
      const change = opposite(untouched, leaf)
      const saved = await client.preferences.update(id, change)
      expect(isOn(getSetting(saved, leaf))).toBe(change.enabled)
    }
    expect(await client.preferences.get(ada)).toEqual(untouched)
  })

  if (!lacks['preferences.reset']) {
    it('forgets every choice', async () => {
      const { client } = await openPreferences()
      const before = await client.preferences.get(ada)
      await client.preferences.update(
        ada,
        cells.map((leaf) => opposite(before, leaf)),
      )
      expect(await client.preferences.reset(ada)).toEqual(before)
      expect(await client.preferences.get(ada)).toEqual(before)
    })
  }

  if (!lacks['users.identify']) {
    it('saves the choices of a sign-up together with the user', async () => {
      const { client } = await openPreferences()
      const [leaf] = cells
      if (!leaf) return
      const change = opposite(await client.preferences.get(ada), leaf)
      await client.users.identify('grace', {}, { preferences: [change] })
      await client.users.identify(ada, {}, { preferences: [change] })
      for (const id of ['grace', ada]) {
        const setting = getSetting(await client.preferences.get(id), leaf)
        expect(setting?.state).toBe(change.enabled ? 'on' : 'off')
      }
    })
  }

  if (!lacks['users.create']) {
    it('saves the choices of somebody new together with the user', async () => {
      const { client } = await openPreferences()
      const [leaf] = cells
      if (!leaf) return
      const before = await client.preferences.get(ada)
      const change = opposite(before, leaf)
      await client.users.create('grace', {}, { preferences: [change] })
      const setting = getSetting(await client.preferences.get('grace'), leaf)
      expect(setting?.state).toBe(change.enabled ? 'on' : 'off')
      const again = client.users.create(ada, {}, { preferences: [change] })
      await expect(again).rejects.toMatchObject({ code: 'already-exists' })
      expect(await client.preferences.get(ada)).toEqual(before)
    })
  }

  if (serves.preferences) {
    it(`has preferences for strangers too: ${serves.preferences}`, async () => {
      const { client } = await openPreferences()
      expect(await client.preferences.get('stranger')).toMatchObject({ types: expect.any(Array) })
    })
  } else {
    it('has no preferences for strangers', async () => {
      const { client } = await openPreferences()
      const change = { ...cells[0], enabled: true }
      const asked = [
        client.preferences.get('stranger'),
        client.preferences.update('stranger', change),
        ...(lacks['preferences.reset'] ? [] : [client.preferences.reset('stranger')]),
      ]
      for (const result of await Promise.allSettled(asked)) {
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } })
      }
    })
  }
}

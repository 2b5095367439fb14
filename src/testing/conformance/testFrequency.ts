import { expect } from './expect.js'
import { frequencies } from '../../core/preferences/frequencies.js'
import {
  applyPreferenceChange,
  getFrequencySetting,
  getSetting,
  isOn,
} from '../../core/preferences/preferences.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import type { WriteReport } from '../../core/requestOptions.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { ada, open } from './openAdapter.js'

/** Adds the tests of frequencies: how often the messages of a type come. */
export function testFrequency(under: AdapterUnderTest, addTest: AddTest): void {
  const { lacks = {}, targets } = under
  if (lacks.preferences) return
  const types = [...new Set(targets.flatMap(({ type }) => type ?? []))]
  const [type = 'news'] = types

  async function openFrequencies(ids?: readonly string[]) {
    const { adapter, client } = await open(under, ids)
    const before = await client.preferences.get(ada)
    return { ...client, rules: adapter.preferences?.rules, before }
  }

  addTest('preferences.update: changes a frequency only, or rejects with unsupported', async () => {
    const { preferences, rules, before } = await openFrequencies()
    if (!rules?.frequency) {
      for (const frequency of ['daily', null] as const) {
        const update = preferences.update(ada, { type, frequency })
        await expect(update).rejects.toMatchObject({ code: 'unsupported' })
      }
      expect(await preferences.get(ada)).toEqual(before)
      return
    }
    let expected = before
    for (const id of types) {
      for (const frequency of frequencies) {
        const change = { type: id, frequency }
        expected = applyPreferenceChange(expected, change)
        expect(await preferences.update(ada, change)).toEqual(expected)
        expect(await preferences.get(ada)).toEqual(expected)
      }
    }
  })

  addTest('preferences.update: reports a refused frequency and saves the others', async () => {
    const { preferences, rules, before } = await openFrequencies()
    if (rules?.frequency) return
    const reports: WriteReport[] = []
    const change = { ...targets[0], enabled: !isOn(getSetting(before, targets[0] ?? {})) }
    const saved = await preferences.update(ada, [{ type, frequency: 'daily' }, change], {
      onReport: (report) => reports.push(report),
    })
    expect(isOn(getSetting(saved, change))).toBe(change.enabled)
    expect(reports).toMatchObject([{ refused: [{ index: 0, error: { code: 'unsupported' } }] }])
  })

  addTest(
    "preferences.update: saves a frequency with the type's own switch and its channels",
    async () => {
      const { preferences, rules, before } = await openFrequencies()
      if (!rules?.frequency) return
      const own: PreferenceChange[] = targets
        .filter((target) => target.type === type)
        .map((target) => ({ ...target, enabled: !isOn(getSetting(before, target)) }))
      const batches: PreferenceChange[][] = [
        [{ type, frequency: 'daily' }, ...own],
        own.map((change) => ({ ...change, enabled: !change.enabled, frequency: undefined })),
        [...own, { type, frequency: 'weekly' }, { type, frequency: 'hourly' }],
      ]
      let expected = before
      for (const batch of batches) {
        expected = batch.reduce(applyPreferenceChange, expected)
        expect(await preferences.update(ada, batch)).toEqual(expected)
      }
      expect(await preferences.get(ada)).toEqual(expected)
    },
  )

  addTest(
    'preferences.update: deletes the choice of a frequency, and keeps the switch of its type',
    async () => {
      const { preferences, rules, before } = await openFrequencies()
      if (!rules?.frequency || !rules.clear) return
      await preferences.update(ada, { type, frequency: 'daily' })
      expect(await preferences.update(ada, { type, frequency: null })).toEqual(before)
      await preferences.update(ada, [
        { type, frequency: 'daily' },
        { type, enabled: false },
      ])
      const cleared = await preferences.update(ada, { type, frequency: null })
      expect(getFrequencySetting(cleared, type)?.value).toBeUndefined()
      expect(getSetting(cleared, { type })?.state).toBe('off')
      await preferences.update(ada, { type, frequency: 'weekly' })
      const switched = await preferences.update(ada, { type, enabled: null })
      expect(getFrequencySetting(switched, type)?.value).toBe('weekly')
      expect(getSetting(switched, { type })?.state ?? 'unset').toBe('unset')
      expect(await preferences.get(ada)).toEqual(switched)
    },
  )

  addTest('preferences.update: returns a changed frequency on request', async () => {
    const { preferences, rules } = await openFrequencies()
    if (!rules?.frequency) return
    const change = { type, frequency: 'monthly' } as const
    const returned = await preferences.update(ada, change, { returning: 'changes' })
    expect(getFrequencySetting(returned, type)?.value).toBe('monthly')
  })

  addTest('preferences: keeps the frequencies of each scope apart, and resets them', async () => {
    const { preferences, rules, before } = await openFrequencies()
    if (!rules?.frequency || !rules.scope) return
    await preferences.update(ada, { type, frequency: 'daily' }, { scope: 'acme' })
    expect(await preferences.get(ada)).toEqual(before)
    await preferences.update(ada, { type, frequency: 'weekly' })
    const read = async (scope?: string) =>
      getFrequencySetting(await preferences.get(ada, { scope }), type)?.value
    expect([await read(), await read('acme')]).toEqual(['weekly', 'daily'])
    if (lacks['preferences.reset']) return
    expect(await preferences.reset(ada)).toEqual(before)
    expect([await read(), await read('acme')]).toEqual([undefined, 'daily'])
  })

  if (!lacks['users.identify']) {
    addTest('users.identify: saves an initial frequency', async () => {
      const { users, preferences, rules } = await openFrequencies()
      if (!rules?.frequency) return
      const changes: PreferenceChange[] = [
        { type, frequency: 'daily' },
        { type, enabled: false },
      ]
      for (const id of ['grace', ada]) {
        await users.identify(id, {}, { preferences: changes })
        const saved = await preferences.get(id)
        expect(getFrequencySetting(saved, type)?.value).toBe('daily')
        expect(getSetting(saved, { type })?.state).toBe('off')
      }
    })
  }
}

import { expect } from './expect.js'
import { applyPreferenceChange, getSetting, isOn } from '../../core/preferences/preferences.js'
import type {
  PreferenceChange,
  PreferenceTarget,
  Preferences,
} from '../../core/preferences/preferences.js'
import type { IdentikitError } from '../../core/errors.js'
import type { WriteReport } from '../../core/requestOptions.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { ada, open } from './openAdapter.js'

const getState = (preferences: Preferences, target: PreferenceTarget) =>
  getSetting(preferences, target)?.state ?? 'unset'

const opposite = (preferences: Preferences, target: PreferenceTarget): PreferenceChange => ({
  ...target,
  enabled: !isOn(getSetting(preferences, target)),
})

/** Returns the error of a rejected promise. */
const catchError = (promise: Promise<unknown>): Promise<IdentikitError> =>
  promise.then(
    () => Promise.reject(new Error('expected a rejected promise, which was fulfilled')),
    (thrown: IdentikitError) => thrown,
  )

/** Adds the tests of the results of single changes of a batch, and the deletion of one choice. */
export function testChanges(under: AdapterUnderTest, addTest: AddTest): void {
  const { lacks = {}, targets, refusedChange } = under
  if (lacks.preferences) return

  /** Opens an adapter, and returns a change that it refuses; `undefined` if it accepts all. */
  async function openChanges() {
    const { adapter, client } = await open(under)
    const clears = adapter.preferences?.rules.clear === true
    const clearing = { ...targets[0], enabled: null }
    const refused =
      refusedChange ?? (clears ? undefined : { change: clearing, code: 'unsupported' })
    const before = await client.preferences.get(ada)
    const valid = targets.slice(0, 3).map((target) => opposite(before, target))
    return { client, clears, clearing, refused, before, valid }
  }

  addTest('preferences.update: reports one refused change and saves the others', async () => {
    const { client, refused, before, valid } = await openChanges()
    if (!refused) return
    const reports: WriteReport[] = []
    const [first, ...others] = valid
    const changes = [first as PreferenceChange, refused.change, ...others]
    const saved = await client.preferences.update(ada, changes, {
      onReport: (report) => reports.push(report),
    })
    expect(reports).toMatchObject([{ refused: [{ index: 1, error: { code: refused.code } }] }])
    expect(reports[0]?.refused).toHaveLength(1)
    for (const change of valid) expect(isOn(getSetting(saved, change))).toBe(change.enabled)
    const isOther = !valid.some(({ type }) => type === refused.change.type)
    if (isOther) expect(getState(saved, refused.change)).toBe(getState(before, refused.change))
    expect(await client.preferences.get(ada)).toEqual(saved)
  })

  addTest('preferences.update: reports nothing if all changes are saved', async () => {
    const { client, valid } = await openChanges()
    const reports: WriteReport[] = []
    await client.preferences.update(ada, valid, { onReport: (report) => reports.push(report) })
    expect(reports.flatMap((report) => report.refused ?? [])).toEqual([])
  })

  addTest('preferences.update: refuses the whole batch without a report', async () => {
    const { client, refused, before, valid } = await openChanges()
    if (!refused) return
    const update = client.preferences.update(ada, [...valid, refused.change])
    const error = await catchError(update)
    expect(error.code).toBe(refused.code)
    const [path = '', ...others] = Object.keys(error.fields ?? {})
    expect(path).toContain(`changes[${valid.length}]`)
    expect(others).toEqual([])
    expect(await client.preferences.get(ada)).toEqual(before)
  })

  addTest('preferences.update: rejects if all changes are refused', async () => {
    const { client, refused, before } = await openChanges()
    if (!refused) return
    const reports: WriteReport[] = []
    const update = client.preferences.update(ada, [refused.change, refused.change], {
      onReport: (report) => reports.push(report),
    })
    const error = await catchError(update)
    expect(error.code).toBe(refused.code)
    const named = Object.keys(error.fields ?? {}).map((path) => path.slice(0, 'changes[0]'.length))
    expect(named).toEqual(['changes[0]', 'changes[1]'])
    expect(reports).toEqual([])
    expect(await client.preferences.get(ada)).toEqual(before)
  })

  addTest('preferences.update: deletes one choice, or rejects with unsupported', async () => {
    const { client, clears, clearing, before } = await openChanges()
    if (!clears) {
      const update = client.preferences.update(ada, clearing)
      await expect(update).rejects.toMatchObject({ code: 'unsupported' })
      expect(await client.preferences.get(ada)).toEqual(before)
      return
    }
    for (const target of targets) {
      const initial = await client.preferences.get(ada)
      await client.preferences.update(ada, opposite(initial, target))
      const cleared = await client.preferences.update(ada, { ...target, enabled: null })
      if (getState(initial, target) === 'unset') expect(cleared).toEqual(initial)
      const unset = applyPreferenceChange(initial, { ...target, enabled: null })
      expect(getSetting(cleared, target) ?? { state: 'unset' }).toEqual(getSetting(unset, target))
      expect(await client.preferences.get(ada)).toEqual(cleared)
    }
  })

  if (!lacks['users.identify']) {
    addTest('users.identify: reports one refused choice and saves the others', async () => {
      const { client, refused, valid } = await openChanges()
      if (!refused) return
      const reports: WriteReport[] = []
      const options = {
        preferences: [refused.change, ...valid],
        onReport: (report: WriteReport) => reports.push(report),
      }
      await client.users.identify('grace', {}, options)
      expect(reports).toMatchObject([{ refused: [{ index: 0, error: { code: refused.code } }] }])
      const saved = await client.preferences.get('grace')
      for (const change of valid) expect(isOn(getSetting(saved, change))).toBe(change.enabled)
    })
  }
}

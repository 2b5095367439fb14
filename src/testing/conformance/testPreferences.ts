import { expect } from './expect.js'
import {
  applyPreferenceChange,
  getSetting,
  isOn,
  preferenceKey,
} from '../../core/preferences/preferences.js'
import type {
  PreferenceChange,
  PreferenceTarget,
  PreferenceRules,
  Preferences,
} from '../../core/preferences/preferences.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { getTargets } from './getTargets.js'
import { ada, getFields, getIds, open, samples } from './openAdapter.js'
import { createRandom } from './random.js'

/** A service that writes whole rows may set unset settings to their defaults; any other changes nothing else. */
function expectSaved(saved: Preferences, expected: Preferences, { write }: PreferenceRules): void {
  if (write === 'setting') {
    expect(saved).toEqual(expected)
    return
  }
  const states = (preferences: Preferences) =>
    getTargets(expected).map((target) => [
      preferenceKey(target),
      isOn(getSetting(preferences, target)),
    ])
  expect(states(saved)).toEqual(states(expected))
}

const opposite = (preferences: Preferences, target: PreferenceTarget): PreferenceChange => ({
  ...target,
  enabled: !isOn(getSetting(preferences, target)),
})

const applyChanges = (
  preferences: Preferences,
  changes: readonly PreferenceChange[],
): Preferences => changes.reduce(applyPreferenceChange, preferences)

const kinds = {
  'type-channel': ({ type, channel }: PreferenceTarget) =>
    type !== undefined && channel !== undefined,
  type: ({ type, channel }: PreferenceTarget) => type !== undefined && channel === undefined,
  channel: ({ type, channel }: PreferenceTarget) => type === undefined && channel !== undefined,
  subscribed: ({ type, channel }: PreferenceTarget) => type === undefined && channel === undefined,
}

/** Adds the tests of preferences. */
export function testPreferences(under: AdapterUnderTest, addTest: AddTest): void {
  const { lacks = {}, servesUnknown: serves = {}, targets } = under
  if (lacks.preferences) return

  async function openPreferences(ids?: readonly string[]) {
    const { adapter, client } = await open(under, ids)
    if (!adapter.preferences) throw new Error('The adapter has no preferences.')
    return { client, rules: adapter.preferences.rules }
  }

  addTest('preferences: keep each scope apart, or refuse scopes with unsupported', async () => {
    const { client, rules } = await openPreferences()
    const [target = {}] = targets
    const scopes = [undefined, 'acme', 'globex / ü:1']
    if (!rules.scope) {
      const change = { ...target, enabled: true }
      const calls = [
        client.preferences.get(ada, { scope: 'acme' }),
        client.preferences.update(ada, change, { scope: 'acme' }),
        client.users.identify(ada, {}, { preferences: [change], scope: 'acme' }),
      ]
      for (const result of await Promise.allSettled(calls)) {
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'unsupported' } })
      }
      return
    }
    const readAll = () => Promise.all(scopes.map((scope) => client.preferences.get(ada, { scope })))
    for (const [index, scope] of scopes.entries()) {
      const before = await readAll()
      const change = opposite(before[index] as Preferences, target)
      const saved = await client.preferences.update(ada, change, { scope })
      expect(isOn(getSetting(saved, target))).toBe(change.enabled)
      const others = [...before]
      others[index] = saved
      expect(await readAll()).toEqual(others)
    }
    if (lacks['preferences.reset']) return
    const before = await readAll()
    await client.preferences.reset(ada, { scope: 'acme' })
    const [none, acme, globex] = await readAll()
    expect([none, globex]).toEqual([before[0], before[2]])
    expect(acme).not.toEqual(before[1])
  })

  addTest(
    'getMany: returns what users.get and preferences.get return, without users that it lacks',
    async () => {
      const ids = [...getIds(under), ada]
      const { adapter, client } = await open(under, ids)
      if (!adapter.getMany) return
      const [target = {}] = targets
      const scope = adapter.preferences?.rules.scope ? 'acme' : undefined
      for (const field of getFields('write', adapter))
        await client.users.update(ada, { [field]: samples[field][0] })
      await client.preferences.update(ada, { ...target, enabled: false }, { scope })
      await adapter.schedule?.update(ada, { enabled: true }, { scope })
      for (const options of [{}, { scope }]) {
        const found = await adapter.getMany(['stranger', ...ids], options)
        expect(found.map(({ user }) => user.id).sort()).toEqual([...ids].sort())
        for (const { user, preferences, schedule } of found) {
          expect(user).toEqual(await client.users.get(user.id))
          expect(preferences).toEqual(await client.preferences.get(user.id, options))
          const stored = adapter.schedule && (await client.schedule.get(user.id, options))
          expect(schedule).toEqual(stored)
        }
      }
      expect(await adapter.getMany([])).toEqual([])
    },
  )

  for (const [kind, isKind] of Object.entries(kinds)) {
    if (lacks[`preferences.${kind as keyof typeof kinds}`]) continue
    addTest(`preferences.update: changes a ${kind} setting only`, async () => {
      const matching = targets.filter(isKind)
      expect(matching).not.toEqual([])
      const { client, rules } = await openPreferences()
      for (const target of matching) {
        for (let turn = 0; turn < 2; turn += 1) {
          const before = await client.preferences.get(ada)
          const change = opposite(before, target)
          const saved = await client.preferences.update(ada, change)
          expectSaved(saved, applyPreferenceChange(before, change), rules)
          expect(getSetting(saved, target)?.state).toBe(change.enabled ? 'on' : 'off')
          expect(await client.preferences.get(ada)).toEqual(saved)
        }
      }
    })
  }

  addTest('preferences.update: saves several changes', async () => {
    const { client, rules } = await openPreferences()
    const before = await client.preferences.get(ada)
    const changes = targets.map((target) => opposite(before, target))
    const saved = await client.preferences.update(ada, changes)
    expectSaved(saved, applyChanges(before, changes), rules)
    expect(await client.preferences.get(ada)).toEqual(saved)
  })

  addTest('preferences.update: returns at least the changed settings on request', async () => {
    const { client } = await openPreferences()
    for (const target of targets) {
      const change = opposite(await client.preferences.get(ada), target)
      const returned = await client.preferences.update(ada, change, { returning: 'changes' })
      const saved = await client.preferences.get(ada)
      expect(getSetting(returned, target)).toEqual(getSetting(saved, target))
    }
  })

  addTest('preferences.update: applies any sequence of changes', async () => {
    const { client, rules } = await openPreferences()
    let expected = await client.preferences.get(ada)
    const random = createRandom(under.seed ?? 1)
    for (let turn = 0; turn < 40; turn += 1) {
      const changes = random.list(1 + random.below(5), () => ({
        ...random.pick(targets),
        enabled: random.below(2) === 0,
      }))
      expected = applyChanges(expected, changes)
      expectSaved(await client.preferences.update(ada, changes), expected, rules)
      expectSaved(await client.preferences.get(ada), expected, rules)
    }
  })

  addTest(
    'preferences.update: keeps all parallel changes if settings are written one by one',
    async () => {
      const { client, rules } = await openPreferences()
      if (rules.write === 'row') return
      const before = await client.preferences.get(ada)
      const changes = targets.map((target) => opposite(before, target))
      await Promise.all(changes.map((change) => client.preferences.update(ada, change)))
      const saved = await client.preferences.get(ada)
      const states = changes.map((change) => isOn(getSetting(saved, change)))
      expect(states).toEqual(changes.map(({ enabled }) => enabled))
    },
  )

  addTest('preferences.update: changes one user only, with any id', async () => {
    const { client } = await openPreferences([ada, ...getIds(under)])
    const [target] = targets
    if (!target) return
    const untouched = await client.preferences.get(ada)
    for (const id of getIds(under)) {
      expect(await client.preferences.get(id)).toEqual(untouched)
      const change = opposite(untouched, target)
      const saved = await client.preferences.update(id, change)
      expect(isOn(getSetting(saved, target))).toBe(change.enabled)
    }
    expect(await client.preferences.get(ada)).toEqual(untouched)
  })

  if (!lacks['preferences.reset']) {
    addTest('preferences.reset: restores the defaults', async () => {
      const { client } = await openPreferences()
      const before = await client.preferences.get(ada)
      await client.preferences.update(
        ada,
        targets.map((target) => opposite(before, target)),
      )
      expect(await client.preferences.reset(ada)).toEqual(before)
      expect(await client.preferences.get(ada)).toEqual(before)
    })
  }

  if (!lacks['users.identify']) {
    addTest('users.identify: saves initial preferences', async () => {
      const { client } = await openPreferences()
      const [target] = targets
      if (!target) return
      const change = opposite(await client.preferences.get(ada), target)
      await client.users.identify('grace', {}, { preferences: [change] })
      await client.users.identify(ada, {}, { preferences: [change] })
      for (const id of ['grace', ada]) {
        const setting = getSetting(await client.preferences.get(id), target)
        expect(setting?.state).toBe(change.enabled ? 'on' : 'off')
      }
    })
  }

  if (!lacks['users.create']) {
    addTest('users.create: saves initial preferences', async () => {
      const { client } = await openPreferences()
      const [target] = targets
      if (!target) return
      const before = await client.preferences.get(ada)
      const change = opposite(before, target)
      await client.users.create('grace', {}, { preferences: [change] })
      const setting = getSetting(await client.preferences.get('grace'), target)
      expect(setting?.state).toBe(change.enabled ? 'on' : 'off')
      const again = client.users.create(ada, {}, { preferences: [change] })
      await expect(again).rejects.toMatchObject({ code: 'already-exists' })
      expect(await client.preferences.get(ada)).toEqual(before)
    })
  }

  if (serves.preferences) {
    addTest(`preferences.get: answers for unknown users: ${serves.preferences}`, async () => {
      const { client } = await openPreferences()
      expect(await client.preferences.get('stranger')).toMatchObject({ types: expect.any(Array) })
    })
  } else {
    addTest('preferences: rejects unknown users with not-found', async () => {
      const { client } = await openPreferences()
      const change = { ...targets[0], enabled: true }
      const calls = [
        client.preferences.get('stranger'),
        client.preferences.update('stranger', change),
        ...(lacks['preferences.reset'] ? [] : [client.preferences.reset('stranger')]),
      ]
      for (const result of await Promise.allSettled(calls)) {
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } })
      }
    })
  }
}

import { expect } from './expect.js'
import { testBulk } from './testBulk.js'
import { testChanges } from './testChanges.js'
import { testDefaults } from './testDefaults.js'
import { testFailures } from './testFailures.js'
import { testFrequency } from './testFrequency.js'
import { testHistory } from './testHistory.js'
import { testPreferences } from './testPreferences.js'
import { testSchedule } from './testSchedule.js'
import { testServices } from './testServices.js'
import { testTraits } from './testTraits.js'
import { testUsers } from './testUsers.js'
import type { AdapterUnderTest, Gap } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { memberCalls } from './memberCalls.js'
import { ada, open, openSpied } from './openAdapter.js'

/** A test of the conformance suite. */
export interface AdapterTest {
  /** What the adapter must do. */
  readonly name: string
  /** Runs the test with a new adapter. Rejects with an error that has `actual` and `expected` if the adapter does something else. */
  readonly run: () => Promise<void>
}

/**
 * Returns the tests of the conformance suite, which every adapter passes. They follow from the adapter's capabilities and declared
 * gaps. Each has its own adapter, so they run in any order and in every test runner.
 * @example
 * for (const { name, run } of listAdapterTests({ create, targets })) test(name, run)
 */
export function listAdapterTests(under: AdapterUnderTest): readonly AdapterTest[] {
  const { lacks = {} } = under
  const tests: AdapterTest[] = []
  const addTest: AddTest = (name, run) => tests.push({ name, run })

  for (const [gap, reason] of Object.entries(lacks)) {
    addTest(`rejects ${gap} with unsupported: ${reason}`, async () => {
      const { client } = await open(under)
      const call = memberCalls[gap as Gap](client)
      // The client updates through `identify` if there is no `update`.
      if (gap === 'users.update' && !lacks['users.identify']) await call
      else await expect(call).rejects.toMatchObject({ code: 'unsupported' })
    })
  }

  addTest('has every member that is not declared as lacking', async () => {
    const { client } = await open(under)
    const members = new Set<string>(client.capabilities?.users.map((member) => `users.${member}`))
    for (const part of ['preferences', 'streak', 'schedule', 'devices', 'events'] as const) {
      if (client.capabilities?.[part]) members.add(part)
    }
    if (client.capabilities?.preferences?.reset) members.add('preferences.reset')
    if (client.capabilities?.streak?.info) members.add('streak.info')
    const settingKinds = /^preferences\.(?:type-channel|type|channel|subscribed)$/
    const expected = Object.keys(memberCalls).filter(
      (member) => !settingKinds.test(member) && !(member in lacks),
    )
    expect([...members].sort()).toEqual(expected.sort())
  })

  addTest('refuses invalid input without calling the service', async () => {
    const { adapter } = await open(under)
    const { client, calls } = openSpied(adapter)
    const invalid: Promise<unknown>[] = ['', ' ', '.', '..', 'a\u0000b', '\uD800'].flatMap((id) => [
      client.users.get(id),
      client.users.identify(id, {}),
      client.users.update(id, {}),
      client.preferences.get(id),
      client.preferences.update(id, { enabled: true }),
      client.streak.get(id),
      client.events.track(id, { name: 'signed up' }),
      client.devices.remove(id, 'token'),
    ])
    invalid.push(
      client.users.update(ada, { email: 'nobody' }),
      client.users.update(ada, { timezone: 'Mars/Olympus' }),
      client.users.update(ada, { nickname: 'Countess' } as object),
      client.users.update(ada, { traits: { born: Number.NaN } }),
      client.preferences.update(ada, []),
      client.preferences.update(ada, { type: '', enabled: true }),
      client.preferences.update(ada, { type: 'news', frequency: 'yearly' } as never),
      client.streak.update(ada, { daysOff: [7] }),
      client.devices.add(ada, { token: '' }),
      client.events.track(ada, { name: 'ran', value: Number.NaN }),
      client.users.list({ limit: 0 }),
      client.users.merge({ from: ada, into: ada }),
    )
    for (const result of await Promise.allSettled(invalid)) {
      const code = expect.stringMatching(/^(?:invalid|unsupported)$/)
      expect(result).toMatchObject({ status: 'rejected', reason: { code } })
    }
    expect(calls).toEqual([])
  })

  const { ids = [], reason = 'it accepts every id' } = under.refusedIds ?? {}
  addTest(`refuses ids by the rule of the service only: ${reason}`, async () => {
    const { adapter, client } = await open(under)
    const refused = ids.flatMap((id) => [
      ...(adapter.users?.get ? [client.users.get(id)] : []),
      ...(adapter.users?.identify ? [client.users.identify(id, {})] : []),
      ...(adapter.preferences ? [client.preferences.get(id)] : []),
    ])
    for (const result of await Promise.allSettled<unknown>(refused))
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'invalid' } })
  })

  testUsers(under, addTest)
  testBulk(under, addTest)
  testTraits(under, addTest)
  testPreferences(under, addTest)
  testDefaults(under, addTest)
  testChanges(under, addTest)
  testFrequency(under, addTest)
  testServices(under, addTest)
  testSchedule(under, addTest)
  testHistory(under, addTest)
  testFailures(under, addTest)

  return tests
}

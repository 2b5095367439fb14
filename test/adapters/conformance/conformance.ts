/* oxlint-disable vitest/no-conditional-expect -- the tests depend on the adapter's capabilities */
import { describe, expect, it } from 'vitest'
import type { AdminClient } from '../../../src/core/adminClient.js'
import { ada, open, openSpied, type AdapterUnderTest, type Gap } from './conformance.fixture.js'
import { testBulk } from './conformance.bulk.js'
import { testChanges } from './conformance.changes.js'
import { testFrequency } from './conformance.frequency.js'
import { testHistory } from './conformance.history.js'
import { testPreferences } from './conformance.preferences.js'
import { testSchedule } from './conformance.schedule.js'
import { testServices } from './conformance.services.js'
import { testTraits } from './conformance.traits.js'
import { testUsers } from './conformance.users.js'

/** A call of each member; it must reject with `unsupported` where the member is declared as lacking. */
const memberCalls: Readonly<Record<Gap, (client: AdminClient) => Promise<unknown>>> = {
  'users.get': ({ users }) => users.get(ada),
  'users.identify': ({ users }) => users.identify(ada, {}),
  'users.create': ({ users }) => users.create('grace', {}),
  'users.update': ({ users }) => users.update(ada, {}),
  'users.delete': ({ users }) => users.delete(ada),
  'users.list': ({ users }) => users.list(),
  'users.identifyMany': ({ users }) => users.identifyMany([{ id: ada }]),
  'users.merge': ({ users }) => users.merge({ from: ada, into: 'grace' }),
  preferences: ({ preferences }) => preferences.get(ada),
  'preferences.reset': ({ preferences }) => preferences.reset(ada),
  'preferences.type-channel': ({ preferences }) =>
    preferences.update(ada, { type: 'news', channel: 'email', enabled: true }),
  'preferences.type': ({ preferences }) => preferences.update(ada, { type: 'news', enabled: true }),
  'preferences.channel': ({ preferences }) =>
    preferences.update(ada, { channel: 'email', enabled: true }),
  'preferences.subscribed': ({ preferences }) => preferences.update(ada, { enabled: true }),
  streak: ({ streak }) => streak.get(ada),
  'streak.info': ({ streak }) => streak.info(ada),
  schedule: ({ schedule }) => schedule.get(ada),
  devices: ({ devices }) => devices.add(ada, { token: 'token' }),
  events: ({ events }) => events.track(ada, { name: 'signed up' }),
}

/** Runs the conformance suite, which every adapter passes. The tests follow from the adapter's capabilities and declared gaps. */
export function testAdapter(name: string, under: AdapterUnderTest): void {
  const { lacks = {} } = under

  describe(`${name} as an adapter`, () => {
    for (const [gap, reason] of Object.entries(lacks)) {
      it(`rejects ${gap} with unsupported: ${reason}`, async () => {
        const { client } = await open(under)
        const call = memberCalls[gap as Gap](client)
        // The client updates through `identify` if there is no `update`.
        if (gap === 'users.update' && !lacks['users.identify']) await call
        else await expect(call).rejects.toMatchObject({ code: 'unsupported' })
      })
    }

    it('has every member that is not declared as lacking', async () => {
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

    it('refuses invalid input without calling the service', async () => {
      const { adapter } = await open(under)
      const { client, calls } = openSpied(adapter)
      const invalid: Promise<unknown>[] = ['', ' ', '.', '..', 'a\u0000b', '\uD800'].flatMap(
        (id) => [
          client.users.get(id),
          client.users.identify(id, {}),
          client.users.update(id, {}),
          client.preferences.get(id),
          client.preferences.update(id, { enabled: true }),
          client.streak.get(id),
          client.events.track(id, { name: 'signed up' }),
          client.devices.remove(id, 'token'),
        ],
      )
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
    it(`refuses ids by the rule of the service only: ${reason}`, async () => {
      const { adapter, client } = await open(under)
      const refused = ids.flatMap((id) => [
        ...(adapter.users?.get ? [client.users.get(id)] : []),
        ...(adapter.users?.identify ? [client.users.identify(id, {})] : []),
        ...(adapter.preferences ? [client.preferences.get(id)] : []),
      ])
      for (const result of await Promise.allSettled<unknown>(refused))
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'invalid' } })
    })

    testUsers(under)
    testBulk(under)
    testTraits(under)
    testPreferences(under)
    testChanges(under)
    testFrequency(under)
    testServices(under)
    testSchedule(under)
    testHistory(under)
  })
}

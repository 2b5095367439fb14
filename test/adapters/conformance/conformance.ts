/* oxlint-disable vitest/no-conditional-expect -- what is tested follows from what the adapter says of itself */
import { describe, expect, it } from 'vitest'
import type { AdminClient } from '../../../src/core/adminClient.js'
import { ada, open, spied, type AdapterUnderTest, type Gap } from './conformance.fixture.js'
import { testBulk } from './conformance.bulk.js'
import { testPreferences } from './conformance.preferences.js'
import { testServices } from './conformance.services.js'
import { testTraits } from './conformance.traits.js'
import { testUsers } from './conformance.users.js'

/** What asks for each member; a gap must answer it with `unsupported`. */
const asks: Readonly<Record<Gap, (client: AdminClient) => Promise<unknown>>> = {
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
  'preferences.cell': ({ preferences }) =>
    preferences.update(ada, { type: 'news', channel: 'email', enabled: true }),
  'preferences.type': ({ preferences }) => preferences.update(ada, { type: 'news', enabled: true }),
  'preferences.channel': ({ preferences }) =>
    preferences.update(ada, { channel: 'email', enabled: true }),
  'preferences.subscribed': ({ preferences }) => preferences.update(ada, { enabled: true }),
  streak: ({ streak }) => streak.get(ada),
  'streak.info': ({ streak }) => streak.info(ada),
  devices: ({ devices }) => devices.add(ada, { token: 'token' }),
  events: ({ events }) => events.track(ada, { name: 'signed up' }),
}

/** The one suite that every adapter passes: what it must do follows from what it says that it can do. */
export function testAdapter(name: string, under: AdapterUnderTest): void {
  const { lacks = {} } = under

  describe(`${name} as an adapter`, () => {
    for (const [gap, reason] of Object.entries(lacks)) {
      it(`has no ${gap} and says so: ${reason}`, async () => {
        const { client } = await open(under)
        const asked = asks[gap as Gap](client)
        // Saving goes through identify where there is no update.
        if (gap === 'users.update' && !lacks['users.identify']) await asked
        else await expect(asked).rejects.toMatchObject({ code: 'unsupported' })
      })
    }

    it('has every member that is not declared as lacking', async () => {
      const { client } = await open(under)
      const members = new Set<string>(client.capabilities?.users.map((member) => `users.${member}`))
      for (const part of ['preferences', 'streak', 'devices', 'events'] as const) {
        if (client.capabilities?.[part]) members.add(part)
      }
      if (client.capabilities?.preferences?.reset) members.add('preferences.reset')
      if (client.capabilities?.streak?.info) members.add('streak.info')
      const leaves = /^preferences\.(?:cell|type|channel|subscribed)$/
      const due = Object.keys(asks).filter((member) => !leaves.test(member) && !(member in lacks))
      expect([...members].sort()).toEqual(due.sort())
    })

    it('refuses bad input before the service hears of it', async () => {
      const { adapter } = await open(under)
      const { client, calls } = spied(adapter)
      const wrong: Promise<unknown>[] = ['', ' ', '.', '..', 'a\u0000b', '\uD800'].flatMap((id) => [
        client.users.get(id),
        client.users.identify(id, {}),
        client.users.update(id, {}),
        client.preferences.get(id),
        client.preferences.update(id, { enabled: true }),
        client.streak.get(id),
        client.events.track(id, { name: 'signed up' }),
        client.devices.remove(id, 'token'),
      ])
      wrong.push(
        client.users.update(ada, { email: 'nobody' }),
        client.users.update(ada, { timezone: 'Mars/Olympus' }),
        client.users.update(ada, { nickname: 'Countess' } as object),
        client.users.update(ada, { traits: { born: Number.NaN } }),
        client.preferences.update(ada, []),
        client.preferences.update(ada, { type: '', enabled: true }),
        client.streak.update(ada, { daysOff: [7] }),
        client.devices.add(ada, { token: '' }),
        client.events.track(ada, { name: 'ran', value: Number.NaN }),
        client.users.list({ limit: 0 }),
        client.users.merge({ from: ada, into: ada }),
      )
      for (const result of await Promise.allSettled(wrong)) {
        const code = expect.stringMatching(/^(?:invalid|unsupported)$/)
        expect(result).toMatchObject({ status: 'rejected', reason: { code } })
      }
      expect(calls).toEqual([])
    })

    const { ids = [], reason = 'it takes every id' } = under.refuses ?? {}
    it(`refuses an id only by the service's own rule: ${reason}`, async () => {
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
    testServices(under)
  })
}

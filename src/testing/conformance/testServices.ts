import { expect } from './expect.js'
import { applyStreakPatch, type StreakPatch } from '../../core/streak/streak.js'
import type { UserEvent } from '../../core/adapter.js'
import type { AdminClient } from '../../core/adminClient.js'
import type { Device } from '../../core/user/user.js'
import type { AdapterUnderTest, UnknownUserFeature } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { ada, open } from './openAdapter.js'

const exampleDevice: Device = {
  token: 'https://push.example.com/send/a?b=c#d é',
  platform: 'web',
  channelId: '8209f26c-62a5-461d-95e2-a5716a26e652',
}

const exampleEvent: UserEvent = {
  name: 'wrote',
  value: 12,
  properties: { words: 12, tags: ['a', null], deep: { x: true } },
}

/** Adds the tests of streak, devices and events. */
export function testServices(under: AdapterUnderTest, addTest: AddTest): void {
  const { lacks = {}, servesUnknown: serves = {}, metrics = ['words', 'lessons'] } = under
  const { device = exampleDevice, event = exampleEvent } = under
  const calls: Readonly<
    Record<'streak' | 'devices' | 'events', (client: AdminClient) => Promise<unknown>>
  > = {
    streak: ({ streak }) => streak.get('stranger'),
    devices: ({ devices }) => devices.add('stranger', device),
    events: ({ events }) => events.track('stranger', event),
  }

  for (const [member, call] of Object.entries(calls)) {
    if (lacks[member as keyof typeof calls]) continue
    const reason = serves[member as UnknownUserFeature]
    addTest(
      `${member}: ${reason ? `answers for unknown users: ${reason}` : 'rejects unknown users with not-found'}`,
      async () => {
        const { client } = await open(under)
        if (reason) await call(client)
        else await expect(call(client)).rejects.toMatchObject({ code: 'not-found' })
      },
    )
  }

  if (!lacks.streak) {
    addTest('streak.update: changes the settings of the patch only', async () => {
      const { client } = await open(under, [ada, 'grace'])
      const untouched = await client.streak.get('grace')
      const [first = '', second = ''] = metrics
      const patches: StreakPatch[] = [
        { enabled: false },
        { evaluationMode: 'and', enabled: undefined },
        {
          metrics: [
            { key: first, threshold: 2 },
            { key: second, threshold: 0.5 },
          ],
        },
        { daysOff: [0, 6] },
        { enabled: true, evaluationMode: 'or', metrics: [{ key: second, threshold: 7 }] },
        { daysOff: [] },
      ]
      for (const patch of patches) {
        const before = await client.streak.get(ada)
        const saved = await client.streak.update(ada, patch)
        expect(saved).toEqual(applyStreakPatch(before, patch))
        expect(await client.streak.get(ada)).toEqual(saved)
      }
      expect(await client.streak.get('grace')).toEqual(untouched)
    })

    if (!lacks['streak.info']) {
      addTest('streak.info: returns the metrics', async () => {
        const { client } = await open(under)
        const { metrics: found } = await client.streak.info(ada)
        expect(found.map(({ key }) => key)).toEqual(expect.arrayContaining([...metrics]))
      })
    }
  }

  if (!lacks.devices) {
    addTest('devices: adds a device once and removes it', async () => {
      const { client } = await open(under, [ada, 'grace'])
      const getDevices = async (id: string) =>
        lacks['users.get'] ? undefined : (await client.users.get(id)).devices
      const expectDevices = async (expected: object[]) => {
        const found = await getDevices(ada)
        if (found) expect(found).toEqual(expected)
      }
      const other = { ...device, token: 'x'.repeat(256) }
      await client.devices.add(ada, device)
      await client.devices.add(ada, other)
      await client.devices.add('grace', device)
      await client.devices.add(ada, device)
      await expectDevices([device, other])
      await client.devices.remove(ada, device.token)
      await client.devices.remove(ada, device.token)
      await expectDevices([other])
      expect((await getDevices('grace')) ?? [device]).toEqual([device])
    })
  }

  if (!lacks.events) {
    addTest('events: tracks an event', async () => {
      const { client } = await open(under)
      await client.events.track(ada, event)
      const late = under.event ?? { ...event, at: '2026-05-31T09:30:00Z' }
      await expect(client.events.track(ada, late)).resolves.toBeUndefined()
    })
  }
}

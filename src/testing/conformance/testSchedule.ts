import { expect } from './expect.js'
import { applySchedulePatch, type SchedulePatch } from '../../core/schedule/schedule.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'
import type { AddTest } from './addTest.js'
import { ada, open } from './openAdapter.js'

const nights = { day: 5, from: 22 * 60, to: 6 * 60 }
const patches: readonly SchedulePatch[] = [
  { enabled: true, hours: [{ day: 1, from: 0, to: 1440 }, nights] },
  { timezone: 'Europe/Berlin', enabled: undefined },
  { pausedUntil: '2026-12-24T17:30:00.000Z' },
  { hours: [nights], timezone: null },
  { enabled: false, pausedUntil: null },
  { hours: [] },
]

/** Adds the tests of schedules. */
export function testSchedule(under: AdapterUnderTest, addTest: AddTest): void {
  if (under.lacks?.schedule) return

  addTest('schedule: rejects unknown users with not-found', async () => {
    const { client } = await open(under)
    const notFound = { code: 'not-found' }
    await expect(client.schedule.get('stranger')).rejects.toMatchObject(notFound)
    const update = client.schedule.update('stranger', { enabled: true })
    await expect(update).rejects.toMatchObject(notFound)
  })

  addTest('schedule.update: changes the keys of the patch only, of this user only', async () => {
    const { client } = await open(under, [ada, 'grace'])
    const untouched = await client.schedule.get('grace')
    expect(untouched).toEqual({ enabled: false, hours: [] })
    for (const patch of patches) {
      const before = await client.schedule.get(ada)
      const saved = await client.schedule.update(ada, patch)
      expect(saved).toEqual(applySchedulePatch(before, patch))
      expect(await client.schedule.get(ada)).toEqual(saved)
    }
    expect(await client.schedule.get('grace')).toEqual(untouched)
  })

  addTest('schedule.update: keeps the schedule of each scope', async () => {
    const { adapter, client } = await open(under)
    if (!adapter.preferences?.rules.scope) return
    await client.schedule.update(ada, { enabled: true }, { scope: 'acme' })
    expect((await client.schedule.get(ada)).enabled).toBe(false)
    expect((await client.schedule.get(ada, { scope: 'acme' })).enabled).toBe(true)
  })

  addTest(
    'schedule.update: refuses a schedule that makes no sense, and keeps what is saved',
    async () => {
      const { client } = await open(under)
      const before = await client.schedule.update(ada, { enabled: true, hours: [nights] })
      const call = client.schedule.update(ada, {
        hours: [{ ...nights, day: 7 }],
        timezone: 'CET/Somewhere',
        pausedUntil: '2026-12-24',
      })
      await expect(call).rejects.toMatchObject({ code: 'invalid' })
      expect(await client.schedule.get(ada)).toEqual(before)
    },
  )
}

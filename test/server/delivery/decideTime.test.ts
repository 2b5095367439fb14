import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frequencies, type Frequency } from '../../../src/core/preferences/frequencies.js'
import type { Preferences } from '../../../src/core/preferences/preferences.js'
import type { Schedule, ScheduleHours } from '../../../src/core/schedule/schedule.js'
import { decideDelivery, type Delivery } from '../../../src/server/delivery/decideDelivery.js'
import { listClockChanges, readClock, zones } from '../../core/schedule/clock.fixture.js'

const minute = 60_000
const day = 1440 * minute
/** The campaign has more cases. */
const numRuns = process.env['IDENTIKIT_CAMPAIGN'] ? 20_000 : 2000
const message = { type: 'recap', channel: 'email' }

/** What a case is made of. */
interface Case {
  readonly isOn: boolean
  readonly isLocked: boolean
  readonly isUrgent: boolean
  readonly frequency: Frequency | undefined
  readonly schedule: Schedule
  readonly zone: string
  readonly at: number
}

const hours: fc.Arbitrary<ScheduleHours> = fc.record({
  day: fc.integer({ min: 0, max: 6 }),
  from: fc.integer({ min: 0, max: 1439 }),
  to: fc.integer({ min: 0, max: 1440 }),
})

/** Half of the instants are within a day of a change of the clock. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    isOn: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
    isLocked: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
    isUrgent: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
    frequency: fc.option(fc.constantFrom(...frequencies), { nil: undefined }),
    enabled: fc.boolean(),
    hours: fc.array(hours, { maxLength: 6 }),
    /** Minutes from the instant to the end of the pause. */
    pause: fc.option(fc.integer({ min: -2000, max: 20_000 }), { nil: undefined }),
    hasOwnZone: fc.boolean(),
    zone: fc.constantFrom(...zones),
    index: fc.nat(),
    offset: fc.integer({ min: -day, max: day }),
    isNear: fc.boolean(),
  })
  .map(({ enabled, hours: list, pause, hasOwnZone, index, offset, isNear, ...rest }) => {
    const changes = listClockChanges(rest.zone)
    const near = changes[index % changes.length]
    const any = Date.UTC(2026, 0, 2) + ((index * 7919) % (360 * 1440)) * minute
    const at = isNear && near !== undefined ? near + offset : any
    const schedule: Schedule = {
      enabled,
      hours: list,
      ...(hasOwnZone && { timezone: rest.zone }),
      ...(pause !== undefined && { pausedUntil: new Date(at + pause * minute).toISOString() }),
    }
    return { ...rest, at, schedule }
  })

function decide({ isOn, isLocked, isUrgent, frequency, schedule, zone, at }: Case): Delivery {
  const setting = { state: isOn ? 'on' : 'off', ...(isLocked && { locked: {} }) } as const
  const preferences: Preferences = {
    types: [
      {
        id: 'recap',
        channels: { email: setting },
        ...(isUrgent && { urgent: true }),
        ...(frequency && { frequency: { options: frequencies, value: frequency } }),
      },
    ],
    channels: {},
    rest: {},
  }
  return decideDelivery(message, {
    preferences,
    rules: { write: 'setting', parents: 'and' },
    // A user whose zone is another one than the schedule's own.
    user: {
      id: 'ada',
      email: 'ada@example.com',
      timezone: schedule.timezone ? 'Pacific/Apia' : zone,
      traits: {},
      rest: {},
    },
    isVerified: true,
    schedule,
    at,
  })
}

/** Whether messages may come, read off the local clock. */
function isOpen({ schedule, zone }: Case, at: number): boolean {
  if (!schedule.enabled) return true
  const clock = readClock(zone, at)
  return schedule.hours.some(({ day: start, from, to }) => {
    if (to > from) return clock.day === start && clock.minute >= from && clock.minute < to
    const isNext = clock.day === (start + 1) % 7
    return (clock.day === start && clock.minute >= from) || (isNext && clock.minute < to)
  })
}

/** The rules once more, written as plainly as possible. */
function expectReason(one: Case): string {
  const { isOn, isLocked, isUrgent, frequency = 'instant', schedule, at } = one
  if (!isOn) return 'off'
  if (isLocked || isUrgent) return 'delivered'
  if (schedule.pausedUntil && Date.parse(schedule.pausedUntil) > at) return 'paused'
  if (!isOpen(one, at)) return 'outside-hours'
  return frequency === 'instant' ? 'delivered' : 'digest'
}

/** The names of the local hour, day, week or month of an instant. */
function readPeriod(zone: string, frequency: Frequency, at: number): string | number {
  const clock = readClock(zone, at)
  if (frequency === 'monthly') return clock.month
  if (frequency === 'daily') return clock.date
  return frequency === 'weekly' ? clock.day : Math.floor(clock.minute / 60)
}

const getReason = (delivery: Delivery) => (delivery.deliver ? 'delivered' : delivery.reason)
const getEnd = (delivery: Delivery) => (delivery.deliver ? undefined : delivery.until)

describe('decideDelivery: schedules and frequencies', () => {
  it('decides as a second implementation does, in 32 zones and around their clock changes', () => {
    fc.assert(
      fc.property(cases, (one) => {
        expect(getReason(decide(one))).toBe(expectReason(one))
      }),
      { numRuns },
    )
  })

  it('waits until the first minute in which the message may be sent', () => {
    const held = cases.filter((one) => /paused|outside-hours/.test(expectReason(one)))
    fc.assert(
      fc.property(held, (one) => {
        const until = getEnd(decide(one))
        const isNever = one.schedule.enabled && one.schedule.hours.length === 0
        const end = Date.parse(until ?? '')
        const pause = Date.parse(one.schedule.pausedUntil ?? '')
        const from = pause > one.at ? pause : one.at
        // Before, it is closed: checked every minute of the last hour, and at 40 instants of the wait.
        const times = [
          ...Array.from({ length: 60 }, (_, index) => end - (index + 1) * minute),
          ...Array.from({ length: 40 }, (_, index) => from + ((end - from) * index) / 40),
        ].filter((time) => time >= from && time < end)
        expect(until === undefined).toBe(isNever)
        expect(isNever || isOpen(one, end)).toBe(true)
        expect(times.filter((time) => isOpen(one, time))).toEqual([])
        expect(isNever || end >= from).toBe(true)
      }),
      { numRuns: numRuns / 10 },
    )
  })

  it('collects messages until the next local hour, day, Monday or month', () => {
    const digests = cases.filter((one) => expectReason(one) === 'digest')
    fc.assert(
      fc.property(digests, (one) => {
        const { zone, frequency = 'instant', at } = one
        const end = Date.parse(getEnd(decide(one)) ?? '')
        const before = readPeriod(zone, frequency, end - minute)
        const longest = { instant: 0, hourly: 1 / 24, daily: 1, weekly: 7, monthly: 31 }[frequency]
        expect(end).toBeGreaterThan(at)
        // Hours that a change of the clock adds, and a day that one skips.
        expect(end - at).toBeLessThanOrEqual((longest + 1.1 / 24) * day)
        expect(frequency === 'weekly' ? readClock(zone, end).day : 1).toBe(1)
        const isRepeated = frequency === 'hourly' && readClock(zone, end).minute % 60 === 0
        expect(isRepeated || readPeriod(zone, frequency, end) !== before).toBe(true)
      }),
      { numRuns: numRuns / 10 },
    )
  })

  it.each<[Frequency, string, string, string]>([
    ['hourly', 'Asia/Kolkata', '2026-03-01T10:10:00Z', '2026-03-01T10:30:00.000Z'],
    ['hourly', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T01:00:00.000Z'],
    ['daily', 'Europe/Berlin', '2026-03-29T00:30:00Z', '2026-03-29T22:00:00.000Z'],
    ['daily', 'Asia/Beirut', '2026-03-28T12:00:00Z', '2026-03-28T22:00:00.000Z'],
    ['weekly', 'America/New_York', '2026-11-01T04:30:00Z', '2026-11-02T05:00:00.000Z'],
    ['weekly', 'America/New_York', '2026-11-02T05:00:00Z', '2026-11-09T05:00:00.000Z'],
    ['monthly', 'Pacific/Auckland', '2026-12-31T12:00:00Z', '2027-01-31T11:00:00.000Z'],
  ])('a %s digest in %s at %s is due at %s', (frequency, zone, at, until) => {
    const schedule: Schedule = { enabled: false, hours: [] }
    const fixed = { isOn: true, isLocked: false, isUrgent: false, frequency, schedule, zone }
    expect(getEnd(decide({ ...fixed, at: Date.parse(at) }))).toBe(until)
  })
})

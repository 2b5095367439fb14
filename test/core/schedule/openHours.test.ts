import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOpening, isOpen } from '../../../src/core/schedule/openHours.js'
import type { Schedule, ScheduleHours } from '../../../src/core/schedule/schedule.js'
import { listClockChanges, readClock, zones } from './clock.fixture.js'

const minute = 60_000
const day = 1440 * minute

const hours: fc.Arbitrary<ScheduleHours> = fc.record({
  day: fc.integer({ min: 0, max: 6 }),
  from: fc.integer({ min: 0, max: 1439 }),
  to: fc.integer({ min: 0, max: 1440 }),
})
const schedules: fc.Arbitrary<Schedule> = fc.record({
  enabled: fc.boolean(),
  hours: fc.array(hours, { maxLength: 5 }),
})
/** A zone and an instant of 2026, half of them within a day of a change of the clock. */
const moments = fc
  .tuple(fc.constantFrom(...zones), fc.nat(), fc.integer({ min: -day, max: day }), fc.boolean())
  .map(([zone, index, offset, isNear]) => {
    const changes = listClockChanges(zone)
    const near = changes[index % changes.length]
    const at = Date.UTC(2026, 0, 2) + ((index * 7919) % (360 * 24 * 60)) * minute
    return { zone, at: isNear && near !== undefined ? near + offset : at }
  })

/** The rule once more, read off the local clock. */
function isOpenByClock(schedule: Schedule, zone: string, at: number): boolean {
  if (!schedule.enabled) return true
  const clock = readClock(zone, at)
  return schedule.hours.some(({ day: start, from, to }) => {
    const next = (start + 1) % 7
    if (to > from) return clock.day === start && clock.minute >= from && clock.minute < to
    return (
      (clock.day === start && clock.minute >= from) || (clock.day === next && clock.minute < to)
    )
  })
}

describe('isOpen', () => {
  it('is open as the local clock says', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, { zone, at }) => {
        expect(isOpen(schedule, zone, at)).toBe(isOpenByClock(schedule, zone, at))
      }),
      { numRuns: process.env['IDENTIKIT_CAMPAIGN'] ? 20_000 : 2000 },
    )
  })
})

describe('findOpening', () => {
  /** Searches minute by minute, for eight days. */
  function search(schedule: Schedule, zone: string, at: number): number | undefined {
    if (isOpenByClock(schedule, zone, at)) return at
    const next = Math.floor(at / minute) * minute + minute
    const minutes = Array.from({ length: 8 * 1440 }, (_, index) => next + index * minute)
    return minutes.find((time) => isOpenByClock(schedule, zone, time))
  }

  it('finds the first open minute, as a search minute by minute does', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, { zone, at }) => {
        const found = findOpening(schedule, zone, at)
        const isOfNextWeek = found !== undefined && found > at + 8 * day
        expect(isOfNextWeek ? undefined : found).toBe(search(schedule, zone, at))
        expect(found === undefined || isOpenByClock(schedule, zone, found)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  const nights: Schedule = { enabled: true, hours: [{ day: 0, from: 150, to: 165 }] }
  const berlin = (text: string) => Date.parse(text)

  it('waits a week for hours that the clock skips', () => {
    const at = berlin('2026-03-29T00:30:00Z')
    expect(findOpening(nights, 'Europe/Berlin', at)).toBe(berlin('2026-04-05T00:30:00Z'))
  })

  it('counts hours that the clock repeats twice', () => {
    const first = berlin('2026-10-25T00:30:00Z')
    expect(findOpening(nights, 'Europe/Berlin', first)).toBe(first)
    const between = berlin('2026-10-25T00:45:00Z')
    expect(findOpening(nights, 'Europe/Berlin', between)).toBe(berlin('2026-10-25T01:30:00Z'))
  })

  it('opens at the first instant after a skipped start', () => {
    const schedule: Schedule = { enabled: true, hours: [{ day: 0, from: 150, to: 240 }] }
    const at = berlin('2026-03-29T00:30:00Z')
    expect(findOpening(schedule, 'Europe/Berlin', at)).toBe(berlin('2026-03-29T01:00:00Z'))
  })

  it('never opens without hours, and is always open without a limit', () => {
    expect(findOpening({ enabled: true, hours: [] }, 'UTC', 0)).toBeUndefined()
    expect(findOpening({ enabled: false, hours: [] }, 'UTC', 0)).toBe(0)
  })

  it('uses UTC for a zone that the engine does not know', () => {
    const schedule: Schedule = { enabled: true, hours: [{ day: 4, from: 0, to: 1440 }] }
    expect(isOpen(schedule, 'Mars/Olympus', 0)).toBe(true)
  })
})

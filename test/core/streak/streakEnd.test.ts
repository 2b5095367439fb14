import { describe, expect, it } from 'vitest'
import { getStreakEnd } from '../../../src/core/streak/streakEnd.js'

const hours = (count: number, minutes = 0) => count * 60 + minutes

describe('getStreakEnd', () => {
  it.each([
    ['Asia/Tokyo', '2026-03-10T09:48:00Z', 'Tokyo', hours(5, 12)],
    ['America/Argentina/Buenos_Aires', '2026-03-10T12:00:00Z', 'Buenos Aires', hours(15)],
    ['Asia/Calcutta', '2026-03-10T18:29:00.900Z', 'Calcutta', 1],
    ['Asia/Kolkata', '2026-03-10T18:30:00Z', 'Kolkata', hours(24)],
    ['UTC', '2026-03-10T23:59:59.999Z', 'UTC', 1],
    // Days of 23 and of 25 hours.
    ['Europe/Berlin', '2026-03-28T23:00:00Z', 'Berlin', hours(23)],
    ['Europe/Berlin', '2026-10-24T22:00:00Z', 'Berlin', hours(25)],
    ['America/New_York', '2026-03-08T05:30:00Z', 'New York', hours(22, 30)],
    // The clock leaps over midnight, goes back at midnight, and goes back to midnight.
    ['America/Santiago', '2026-09-05T16:00:00Z', 'Santiago', hours(12)],
    ['Africa/Cairo', '2026-04-23T10:00:00Z', 'Cairo', hours(12)],
    ['America/Santiago', '2026-04-05T02:30:00Z', 'Santiago', hours(1, 30)],
    ['America/Havana', '2026-10-31T16:00:00Z', 'Havana', hours(12)],
  ])('in %s at %s', (timezone, at, city, minutes) => {
    expect(getStreakEnd(timezone, Date.parse(at))).toEqual({ city, minutes })
  })

  it('names the city by another name of the zone', () => {
    const at = Date.parse('2026-03-10T12:00:00Z')
    const end = { city: 'New York', minutes: hours(16) }
    expect(getStreakEnd('US/Eastern', at, 'America/New_York')).toEqual(end)
  })

  it('returns undefined for an unknown time zone', () => {
    expect(getStreakEnd('Nowhere/Land', Date.now())).toBeUndefined()
  })
})

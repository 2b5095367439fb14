import { afterEach, describe, expect, it, vi } from 'vitest'
import { listTimezones } from '../../../src/core/timezone/timezone.js'
import {
  isOffsetKnown,
  timezoneOffset,
  timezoneOffsets,
} from '../../../src/core/timezone/timezoneOffset.js'

const january = Date.UTC(2025, 0, 15, 12)
const july = Date.UTC(2025, 6, 15, 12)

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe.each(['Intl', 'Temporal'])('timezoneOffset with %s', (engine) => {
  /** Node 20 has no Temporal: this one knows as much as the kit asks. */
  function useEngine(refused: readonly string[] = []): string[] {
    const asked: string[] = []
    if (engine === 'Intl') {
      vi.stubGlobal('Temporal', undefined)
      return asked
    }
    const toZonedDateTimeISO = (id: string) => {
      asked.push(id)
      if (refused.includes(id)) throw new RangeError('no such zone')
      return { offsetNanoseconds: id === 'Asia/Kolkata' || id === 'Asia/Calcutta' ? 19_800e9 : 0 }
    }
    const fromEpochMilliseconds = (at: number) => {
      if (!Number.isInteger(at)) throw new RangeError('no whole milliseconds')
      return { toZonedDateTimeISO }
    }
    vi.stubGlobal('Temporal', { Instant: { fromEpochMilliseconds } })
    return asked
  }

  it('returns minutes, east positive, and null for an unknown zone', () => {
    useEngine()
    expect(timezoneOffset('Asia/Kolkata', january)).toBe(330)
    expect(timezoneOffset('asia/calcutta', new Date(july))).toBe(330)
    for (const id of ['BST', 'IST', 'AST', 'SystemV/PST8PDT', '+05:30', 'Etc/Unknown', 'Factory'])
      expect(timezoneOffset(id, january)).toBeNull()
  })

  it('returns the offset of tzdb for a stored abbreviation', () => {
    vi.stubGlobal('Temporal', undefined)
    expect(timezoneOffset('EST', july)).toBe(-300)
    expect(timezoneOffset('EST5EDT', july)).toBe(-240)
    expect(timezoneOffset('MST', july)).toBe(-420)
    expect(timezoneOffset('cet', january)).toBe(60)
  })

  it('accepts fractions of a millisecond and returns null for an invalid date', () => {
    useEngine()
    expect(timezoneOffset('Asia/Kolkata', january + 0.5)).toBe(330)
    for (const at of [NaN, Infinity, 8.64e15 + 1, new Date(NaN)])
      expect(timezoneOffset('Asia/Kolkata', at)).toBeNull()
  })

  it('uses the old name in an older engine', () => {
    const asked = useEngine(['Asia/Kolkata'])
    expect(timezoneOffset('Asia/Kolkata', january)).toBe(330)
    expect(asked).toEqual(engine === 'Intl' ? [] : ['Asia/Kolkata', 'Asia/Calcutta'])
  })
})

describe('timezoneOffset', () => {
  it.each([
    ['America/New_York', january, -300],
    ['America/New_York', july, -240],
    ['America/St_Johns', july, -150],
    ['Asia/Kathmandu', january, 345],
    ['Australia/Lord_Howe', january, 660],
    ['Pacific/Kiritimati', july, 840],
    ['Etc/GMT+5', july, -300],
    ['UTC', july, 0],
    ['Europe/London', Date.UTC(2025, 2, 30, 0, 59, 59, 999), 0],
    ['Europe/London', Date.UTC(2025, 2, 30, 1), 60],
    ['Europe/Paris', Date.UTC(1900, 0, 1), 9],
  ])('%s at %d is %d', (id, at, expected) => {
    expect(timezoneOffset(id, at)).toBe(expected)
  })

  it.each([
    ['in the first century', '0050-06-01T12:00:00Z'],
    ['before Christ', '-000100-12-31T23:59:59Z'],
    ['at the end of a February', '2024-02-29T23:59:59Z'],
    ['at the first moment there is', '-271821-04-20T00:00:00Z'],
    ['at the last moment there is', '+275760-09-13T00:00:00Z'],
  ])('is less than a day %s, and nothing for UTC', (_, at) => {
    vi.stubGlobal('Temporal', undefined)
    expect(timezoneOffset('UTC', new Date(at))).toBe(0)
    for (const id of ['Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Pacific/Apia'])
      expect(Math.abs(timezoneOffset(id, new Date(at)) ?? NaN), id).toBeLessThan(1440)
  })

  it('returns null if the engine has no name of the zone', () => {
    vi.stubGlobal('Temporal', undefined)
    vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function () {
      throw new RangeError('Invalid time zone specified')
    })
    expect(timezoneOffset('Etc/GMT+3', january)).toBeNull()
    expect(timezoneOffsets('Etc/GMT+4', january)).toBeNull()
  })

  it('uses the current time by default', () => {
    expect([0, 60]).toContain(timezoneOffset('Europe/London'))
  })
})

describe('timezoneOffsets', () => {
  it('returns both offsets in both hemispheres', () => {
    expect(timezoneOffsets('America/New_York', january)).toEqual({ now: -300, later: -240 })
    expect(timezoneOffsets('America/New_York', july)).toEqual({ now: -240, later: -300 })
    expect(timezoneOffsets('Australia/Sydney', january)).toEqual({ now: 660, later: 600 })
    expect(timezoneOffsets('Asia/Tokyo', january)).toEqual({ now: 540, later: undefined })
  })

  it('caches the result for a quarter of an hour', () => {
    const at = Date.UTC(2025, 9, 25, 23, 59)
    expect(isOffsetKnown('Europe/Lisbon', at)).toBe('Temporal' in globalThis)
    expect(timezoneOffsets('Europe/Lisbon', at)).toEqual({ now: 60, later: 0 })
    expect(isOffsetKnown('Europe/Lisbon', at)).toBe(true)
    expect(timezoneOffsets('Europe/Lisbon', at + 61 * 60_000)).toEqual({ now: 0, later: 60 })
  })

  it('returns offsets of every listed zone', () => {
    for (const { id } of listTimezones()) {
      const { now = NaN, later = 0 } = timezoneOffsets(id, july) ?? {}
      expect(Math.abs(now), id).toBeLessThanOrEqual(840)
      expect(Math.abs((now + later) % 15), id).toBe(0)
    }
  })
})

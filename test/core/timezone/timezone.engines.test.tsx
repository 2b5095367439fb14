import { describe, expect, it } from 'vitest'
import backward from '../../../data/tzdb/backward?raw'
import zoneTab from '../../../data/tzdb/zone.tab?raw'
import {
  canonicalTimezone,
  detectTimezone,
  listTimezones,
  timezoneOffset,
} from '../../../src/core.js'

const zones = [...zoneTab.matchAll(/^[A-Z]{2}\t\S*\t(\S+)/gm)].map(([, zone = '']) => zone)
const links = [...backward.matchAll(/^Link\s+\S+\s+(\S+)/gm)].map(([, link = '']) => link)

interface ZonedLike {
  readonly offsetNanoseconds: number
  equals(other: ZonedLike): boolean
  withTimeZone(id: string): ZonedLike
}
interface TemporalLike {
  readonly Now: {
    zonedDateTimeISO(id: string): ZonedLike
  }
}
const { Temporal } = globalThis as unknown as { readonly Temporal?: TemporalLike }

describe('time zones in the browser', () => {
  it('keep their names and are all listed', () => {
    expect(zones.map(canonicalTimezone)).toEqual(zones)
    expect(
      listTimezones()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...zones, 'UTC'].sort())
  })

  it('match the zones of the table', () => {
    const own = Intl.supportedValuesOf('timeZone').filter((id) => !/^(Etc\/|UTC$)/.test(id))
    expect(new Set(own.map(canonicalTimezone))).toEqual(new Set(zones))
    expect(own).toHaveLength(zones.length)
  })

  it.runIf(Temporal)('have the links of Temporal', () => {
    const wrong = links.filter((link) => {
      const here = Temporal?.Now.zonedDateTimeISO(link)
      const zone = canonicalTimezone(link)
      if (!here) return true
      if (zone !== null) return !here.equals(here.withTimeZone(zone))
      // An abbreviation is no zone here, but a stored one has its offset.
      return timezoneOffset(link) !== here.offsetNanoseconds / 60e9
    })
    expect(wrong).toEqual([])
  })

  it.each(['BST', 'IST', 'AST', 'SystemV/PST8', '+05:30', 'Etc/Unknown', 'Factory', '__proto__'])(
    'refuses %s, whatever Intl says of it',
    (id) => {
      expect(canonicalTimezone(id)).toBeNull()
      expect(timezoneOffset(id)).toBeNull()
    },
  )

  it('have the offsets of Intl', () => {
    const at = Date.UTC(2025, 6, 1)
    for (const zone of zones) {
      const [, offset = 'GMT'] = /(GMT.*)/.exec(
        new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).format(at),
      ) ?? ['']
      const [, sign = '+', hours = 0, minutes = 0] = /([+-])(\d+):(\d+)/.exec(offset) ?? []
      const expected = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
      expect(Math.abs((timezoneOffset(zone, at) ?? NaN) - expected), zone).toBe(0)
    }
  })

  it('detectTimezone returns the zone of the device', () => {
    expect([null, ...listTimezones().map(({ id }) => id)]).toContain(detectTimezone())
  })
})

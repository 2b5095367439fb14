import { describe, expect, it } from 'vitest'
import { checkSchedulePatch } from '../../../src/core/schedule/checkSchedulePatch.js'
import {
  applySchedulePatch,
  isPaused,
  type SchedulePatch,
} from '../../../src/core/schedule/schedule.js'

const check = (patch: unknown) => checkSchedulePatch('schedule.update', patch as SchedulePatch)
const range = { day: 0, from: 0, to: 1440 }

describe('checkSchedulePatch', () => {
  it.each<[SchedulePatch]>([
    [{}],
    [{ enabled: true }],
    [{ hours: [] }],
    [{ hours: Array.from({ length: 50 }, () => range) }],
    [{ hours: [{ day: 6, from: 1439, to: 0 }] }],
    [{ timezone: null, pausedUntil: null }],
  ])('accepts %j', (patch) => {
    expect(check(patch)).toEqual(patch)
  })

  it('returns the stored form: the primary name of the zone, the end of the pause in UTC', () => {
    expect(
      check({ timezone: 'asia/calcutta', pausedUntil: '2026-12-24 18:00+01', enabled: undefined }),
    ).toEqual({ timezone: 'Asia/Kolkata', pausedUntil: '2026-12-24T17:00:00.000Z' })
  })

  it.each<[unknown]>([[undefined], [null], ['enabled'], [[]]])('refuses %j as a patch', (patch) => {
    expect(() => check(patch)).toThrow(
      expect.objectContaining({ code: 'invalid', fields: { patch: 'must be an object' } }),
    )
  })

  it.each<[string, unknown]>([
    ['enabled', null],
    ['enabled', 'true'],
    ['timezone', 'EST5'],
    ['timezone', 60],
    ['hours', null],
    ['hours', Array.from({ length: 51 }, () => range)],
    ['hours', [{ ...range, day: 7 }]],
    ['hours', [{ ...range, day: 0.5 }]],
    ['hours', [{ ...range, from: 1440 }]],
    ['hours', [{ ...range, to: 1441 }]],
    ['hours', [{ ...range, to: '60' }]],
    ['hours', [{ ...range, note: 'x' }]],
    ['hours', [{ day: 0, from: 0 }]],
    ['pausedUntil', '2026-12-24'],
    ['pausedUntil', '2026-12-24T18:00'],
    ['pausedUntil', 1_700_000_000],
    ['__proto__', 1],
    ['quiet', true],
  ])('refuses %s: %j, and names it', (key, value) => {
    const patch = JSON.parse(`{"${key}":${JSON.stringify(value)}}`) as unknown
    expect(() => check(patch)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        fields: expect.objectContaining({ [key]: expect.any(String) }),
      }),
    )
  })
})

describe('applySchedulePatch', () => {
  it('changes the given keys, and clears those that are null', () => {
    const schedule = { enabled: true, hours: [range], timezone: 'Asia/Seoul' }
    const paused = applySchedulePatch(schedule, { pausedUntil: '2026-12-24T17:00:00.000Z' })
    expect(paused).toEqual({ ...schedule, pausedUntil: '2026-12-24T17:00:00.000Z' })
    const cleared = applySchedulePatch(paused, { timezone: null, pausedUntil: null, hours: [] })
    expect(cleared).toEqual({ enabled: true, hours: [] })
  })
})

describe('isPaused', () => {
  it('is paused before the end only', () => {
    const pausedUntil = '2026-12-24T17:00:00.000Z'
    const end = Date.parse(pausedUntil)
    expect(isPaused({ pausedUntil }, end - 1)).toBe(true)
    expect(isPaused({ pausedUntil }, end)).toBe(false)
    expect(isPaused({}, 0)).toBe(false)
  })
})

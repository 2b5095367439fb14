import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyStreakPatch,
  checkStreakPatch,
  defaultStreak,
  type StreakPatch,
  type StreakSettings,
} from '../../../src/core/streak/streak.js'
import { streakSchema } from '../../../src/core/streak/streakSchema.js'

const check = (patch: unknown) => checkStreakPatch('streak.update', patch as StreakPatch)
const settings: StreakSettings = {
  enabled: true,
  evaluationMode: 'or',
  metrics: [{ key: 'words', threshold: 500 }],
  daysOff: [0, 6],
}

describe('checkStreakPatch', () => {
  it.each<[StreakPatch]>([
    [{}],
    [{ enabled: false }],
    [{ evaluationMode: 'and' }],
    [{ metrics: [] }],
    [
      {
        metrics: [
          { key: 'words', threshold: 0.5 },
          { key: '__proto__', threshold: 1e9 },
        ],
      },
    ],
    [{ daysOff: [] }],
    [{ daysOff: [6, 0, 1, 2, 3, 4] }],
    [settings],
  ])('accepts %j', (patch) => {
    expect(check(patch)).toEqual(patch)
  })

  it('drops undefined keys', () => {
    expect(Object.keys(check({ enabled: undefined, daysOff: [1] }))).toEqual(['daysOff'])
  })

  it.each<[unknown]>([[undefined], [null], ['enabled'], [1], [true]])(
    'refuses %j as a patch',
    (patch) => {
      expect(() => check(patch)).toThrow(
        expect.objectContaining({ code: 'invalid', fields: { patch: 'must be an object' } }),
      )
    },
  )

  const mode = 'must be "and" or "or"'
  const metrics =
    'must be a list of { key, threshold }, each key once and each threshold above 0 and at most 9007199254740991'
  const days = 'must be a list of at most six different days, 0 (Sunday) to 6'
  it.each<[string, unknown, string]>([
    ['enabled', 'true', 'must be true or false'],
    ['enabled', null, 'must be true or false'],
    ['enabled', 1, 'must be true or false'],
    ['evaluationMode', 'AND', mode],
    ['evaluationMode', 'ALL', mode],
    ['evaluationMode', null, mode],
    ['metrics', null, metrics],
    ['metrics', {}, metrics],
    ['metrics', [null], metrics],
    ['metrics', ['words'], metrics],
    ['metrics', [{ key: 'words' }], metrics],
    ['metrics', [{ threshold: 1 }], metrics],
    ['metrics', [{ key: '', threshold: 1 }], metrics],
    ['metrics', [{ key: 'a\0', threshold: 1 }], metrics],
    ['metrics', [{ key: '\ud83d', threshold: 1 }], metrics],
    ['metrics', [{ key: 'words', threshold: 0 }], metrics],
    ['metrics', [{ key: 'words', threshold: -1 }], metrics],
    ['metrics', [{ key: 'words', threshold: '1' }], metrics],
    ['metrics', [{ key: 'words', threshold: Number.NaN }], metrics],
    ['metrics', [{ key: 'words', threshold: Number.POSITIVE_INFINITY }], metrics],
    [
      'metrics',
      [
        { key: 'a', threshold: 1 },
        { key: 'a', threshold: 2 },
      ],
      metrics,
    ],
    // oxlint-disable-next-line no-sparse-arrays -- a hole is no metric
    ['metrics', [, { key: 'a', threshold: 1 }], metrics],
    ['daysOff', null, days],
    ['daysOff', 0, days],
    ['daysOff', ['sunday'], days],
    ['daysOff', ['0'], days],
    ['daysOff', [7], days],
    ['daysOff', [-1], days],
    ['daysOff', [1.5], days],
    ['daysOff', [Number.NaN], days],
    ['daysOff', [1, 1], days],
    ['daysOff', [0, 1, 2, 3, 4, 5, 6], days],
    ['paused', true, 'is not a streak setting'],
    ['constructor', true, 'is not a streak setting'],
    ['toString', true, 'is not a streak setting'],
  ])('refuses %s: %j', (key, value, wrong) => {
    expect(() => check({ [key]: value })).toThrow(
      expect.objectContaining({ code: 'invalid', fields: { [key]: wrong } }),
    )
  })

  it('names exactly the invalid keys', () => {
    expect(() => check({ enabled: 1, evaluationMode: 'and', daysOff: [9], frozen: 1 })).toThrow(
      expect.objectContaining({
        fields: {
          enabled: 'must be true or false',
          daysOff: days,
          frozen: 'is not a streak setting',
        },
      }),
    )
  })

  it('refuses an unknown key __proto__', () => {
    expect(() => check(JSON.parse('{"__proto__":{"enabled":false}}'))).toThrow(
      /__proto__ is not a streak setting/,
    )
  })

  it('accepts only valid patches', () => {
    const value = fc.oneof(
      fc.anything(),
      fc.array(fc.integer({ min: -1, max: 8 })),
      fc.array(fc.record({ key: fc.string(), threshold: fc.double() })),
      fc.constantFrom('and', 'or', true, false),
    )
    const patch = fc.record(
      { enabled: value, evaluationMode: value, metrics: value, daysOff: value },
      { requiredKeys: [] },
    )
    const accepted = (input: unknown) => {
      try {
        return check(input)
      } catch {
        return {}
      }
    }
    fc.assert(
      fc.property(patch, (input) => {
        const after = applyStreakPatch(settings, accepted(input))
        expect(streakSchema.safeParse(after).success).toBe(true)
        expect(new Set(after.daysOff).size).toBe(after.daysOff.length)
        expect(after.daysOff.every((day) => [0, 1, 2, 3, 4, 5, 6].includes(day))).toBe(true)
        expect(after.metrics.every(({ threshold }) => threshold > 0)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

describe('applyStreakPatch', () => {
  it('replaces lists and keeps absent and undefined keys', () => {
    const after = applyStreakPatch(settings, {
      metrics: [{ key: 'pages', threshold: 2 }],
      daysOff: undefined,
    })
    expect(after).toEqual({ ...settings, metrics: [{ key: 'pages', threshold: 2 }] })
    expect(after.daysOff).toBe(settings.daysOff)
  })

  it("doesn't mutate its input", () => {
    const before = JSON.stringify(settings)
    applyStreakPatch(Object.freeze(settings), Object.freeze({ enabled: false, daysOff: [] }))
    expect(JSON.stringify(settings)).toBe(before)
  })
})

describe('streakSchema', () => {
  it('accepts the default settings and invalid stored metrics', () => {
    expect(streakSchema.parse(defaultStreak)).toEqual(defaultStreak)
    const stored = { ...settings, metrics: [{ key: '', threshold: 0 }] }
    expect(streakSchema.parse(stored)).toEqual(stored)
  })

  it.each<[object]>([
    [{}],
    [{ ...settings, evaluationMode: 'ALL' }],
    [{ ...settings, metrics: {} }],
  ])('refuses %j', (stored) => {
    expect(streakSchema.safeParse(stored).success).toBe(false)
  })
})

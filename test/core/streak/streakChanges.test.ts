import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addEntries,
  patchEntries,
  applyPendingChanges,
  type ChangeLog,
} from '../../../src/core/sync/changeLog.js'
import { applyStreakPatch, type StreakSettings } from '../../../src/core/streak/streak.js'
import {
  applyStreakChange,
  isStreakChangeApplied,
  getStreakSettingKey,
  splitStreakPatch,
  toStreakPatch,
  type StreakChange,
} from '../../../src/core/streak/streakChanges.js'

const settings: StreakSettings = {
  enabled: true,
  metrics: [
    { key: 'words', threshold: 500 },
    { key: 'minutes', threshold: 10 },
  ],
  daysOff: [0],
}

const key = fc.constantFrom('words', 'minutes', 'pages', '__proto__', 'constructor')
const threshold = fc.integer({ min: 1, max: 9 })
const day = fc.integer({ min: 0, max: 6 })
const metrics = fc.uniqueArray(fc.record({ key, threshold }), { selector: (one) => one.key })
const mode = fc.constantFrom('and' as const, 'or' as const)
const anySettings: fc.Arbitrary<StreakSettings> = fc.record(
  { enabled: fc.boolean(), evaluationMode: mode, metrics, daysOff: fc.uniqueArray(day) },
  { requiredKeys: ['enabled', 'metrics', 'daysOff'] },
)
const anyChange: fc.Arbitrary<StreakChange> = fc.oneof(
  fc.record({ enabled: fc.boolean() }),
  fc.record({ evaluationMode: mode }),
  fc.record({ metric: key, threshold: fc.option(threshold) }),
  fc.record({ day, isOff: fc.boolean() }),
)

/** What counts, whatever the order. */
const meaning = ({ enabled, evaluationMode, ...lists }: StreakSettings) => ({
  enabled,
  evaluationMode,
  metrics: new Map(lists.metrics.map((one) => [one.key, one.threshold])),
  daysOff: new Set(lists.daysOff),
})

describe('splitStreakPatch and toStreakPatch', () => {
  it('splits a patch into its differences', () => {
    expect(splitStreakPatch(settings, settings)).toEqual([])
    expect(
      splitStreakPatch(
        { enabled: false, metrics: [{ key: 'words', threshold: 600 }], daysOff: [6] },
        settings,
      ),
    ).toEqual([
      { enabled: false },
      { metric: 'minutes', threshold: null },
      { metric: 'words', threshold: 600 },
      { day: 0, isOff: false },
      { day: 6, isOff: true },
    ])
  })

  it('joins changes with the saved lists', () => {
    expect(toStreakPatch(settings, [{ metric: 'pages', threshold: 3 }])).toEqual({
      metrics: [...settings.metrics, { key: 'pages', threshold: 3 }],
    })
    expect(toStreakPatch(settings, [{ day: 6, isOff: true }])).toEqual({ daysOff: [0, 6] })
    expect(toStreakPatch(settings, [{ enabled: false }])).toEqual({ enabled: false })
  })

  it('returns the same patch after a split and a join', () => {
    fc.assert(
      fc.property(anySettings, anySettings, (before, after) => {
        const changes = splitStreakPatch(after, before)
        const patched = applyStreakPatch(before, toStreakPatch(before, changes))
        // What a patch leaves out it cannot take away.
        const mended = { ...after, evaluationMode: after.evaluationMode ?? before.evaluationMode }
        expect(meaning(patched)).toEqual(meaning(mended))
        expect(changes.every((change) => isStreakChangeApplied(patched, change))).toBe(true)
        expect(splitStreakPatch(after, patched)).toEqual([])
      }),
    )
  })
})

describe('applyStreakChange', () => {
  it('changes only its own value', () => {
    fc.assert(
      fc.property(anySettings, anyChange, anyChange, (before, one, other) => {
        const after = applyStreakChange(before, one)
        expect(isStreakChangeApplied(after, one)).toBe(true)
        expect(applyStreakChange(after, one)).toEqual(after)
        if (getStreakSettingKey(one) === getStreakSettingKey(other)) return
        const both = [other, one].reduce(applyStreakChange, before)
        expect(meaning([one, other].reduce(applyStreakChange, before))).toEqual(meaning(both))
      }),
    )
  })

  it('matches the service if some changes fail', () => {
    const act = fc.record({ change: anyChange, fails: fc.boolean() })
    fc.assert(
      fc.property(anySettings, fc.array(act), (before, acts) => {
        let saved = before
        let log: ChangeLog<StreakChange> = []
        for (const [id, { change }] of acts.entries()) {
          const order = { writer: 'browser', seq: id, turn: 0 }
          const rest = { update: id, state: 'waiting', order, at: 0, seen: [] } as const
          log = addEntries(log, [{ id, key: getStreakSettingKey(change), change, ...rest }])
        }
        for (const { id, change } of log) {
          const hasFailed = acts[id]?.fails === true
          log = patchEntries(log, new Map([[id, { state: hasFailed ? 'failed' : 'saved' }]]))
          if (!hasFailed) saved = applyStreakPatch(saved, toStreakPatch(saved, [change]))
        }
        expect(applyPendingChanges(saved, log, applyStreakChange)).toEqual(saved)
        const last = new Map(acts.map((one) => [getStreakSettingKey(one.change), one])).values()
        const lost = Array.from(last).filter(
          ({ change, fails }) => !fails && !isStreakChangeApplied(saved, change),
        )
        expect(lost).toEqual([])
        expect(acts.every(({ fails }) => fails) ? saved : before).toEqual(before)
      }),
    )
  })
})

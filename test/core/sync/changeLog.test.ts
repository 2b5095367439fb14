import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findEntry,
  reduceChanges,
  applyPendingChanges,
  type ChangeEvent,
  type ChangeLog,
} from '../../../src/core/sync/changeLog.js'
import { IdentikitError } from '../../../src/core/errors.js'

interface Change {
  readonly key: string
  readonly value: number
}
type Data = Readonly<Record<string, number>>
type Event = ChangeEvent<Change>
type Log = ChangeLog<Change>

const getKey = ({ key }: Change) => key
const apply = (data: Data, { key, value }: Change): Data => ({ ...data, [key]: value })
const reduce = (log: Log, event: Event): Log => reduceChanges(freeze(log), freeze(event), getKey)
const after = (...events: Event[]): Log => events.reduce(reduce, [])
const shown = (log: Log, saved: Data = {}) => applyPendingChanges(freeze(saved), log, apply)

const error = new IdentikitError('network', 'No answer.')
const a1 = { key: 'a', value: 1 }
const a2 = { key: 'a', value: 2 }
const a3 = { key: 'a', value: 3 }
const b1 = { key: 'b', value: 1 }
const b2 = { key: 'b', value: 2 }
const c1 = { key: 'c', value: 1 }
const waiting = (id: number, ...changes: Change[]): Event => ({ type: 'waiting', id, changes })
const sending = (id: number): Event => ({ type: 'sending', id })
const saved = (id: number): Event => ({ type: 'saved', id })
const failed = (id: number): Event => ({ type: 'failed', id, error })
const forgotten = (id: number): Event => ({ type: 'forgotten', id })

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Error)) {
    Object.values(value).forEach(freeze)
    Object.freeze(value)
  }
  return value
}

describe('reduceChanges', () => {
  it.each<[string, Event[], Log]>([
    ['adds a waiting entry', [waiting(1, a1)], [{ id: 1, changes: [a1], state: 'waiting' }]],
    [
      'keeps the changes of one update together',
      [waiting(1, a1, b1)],
      [{ id: 1, changes: [a1, b1], state: 'waiting' }],
    ],
    [
      'keeps only the last change of a key in one update',
      [waiting(1, a1, b1, a2)],
      [{ id: 1, changes: [a2, b1], state: 'waiting' }],
    ],
    [
      'keeps different keys in order',
      [waiting(1, a1), waiting(2, b1), waiting(3, c1)],
      [
        { id: 1, changes: [a1], state: 'waiting' },
        { id: 2, changes: [b1], state: 'waiting' },
        { id: 3, changes: [c1], state: 'waiting' },
      ],
    ],
    [
      'replaces a waiting change of the same key and moves it to the end',
      [waiting(1, a1), waiting(2, b1), waiting(3, a2)],
      [
        { id: 2, changes: [b1], state: 'waiting' },
        { id: 3, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'keeps changes of an older update with other keys',
      [waiting(1, a1, b1), waiting(2, a2)],
      [
        { id: 1, changes: [b1], state: 'waiting' },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'does not change an entry that is being sent',
      [waiting(1, a1, b1), sending(1), waiting(2, a2)],
      [
        { id: 1, changes: [a1, b1], state: 'sending' },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'replaces waiting changes behind an entry that is being sent',
      [waiting(1, a1), sending(1), waiting(2, a2), waiting(3, a3)],
      [
        { id: 1, changes: [a1], state: 'sending' },
        { id: 3, changes: [a3], state: 'waiting' },
      ],
    ],
    [
      'marks an entry as saved',
      [waiting(1, a1), sending(1), saved(1)],
      [{ id: 1, changes: [a1], state: 'saved' }],
    ],
    [
      'marks an entry as failed with its error',
      [waiting(1, a1), sending(1), failed(1)],
      [{ id: 1, changes: [a1], state: 'failed', error }],
    ],
    [
      'removes a failed change that a newer one replaces',
      [waiting(1, a1), sending(1), waiting(2, a2), failed(1)],
      [{ id: 2, changes: [a2], state: 'waiting' }],
    ],
    [
      'keeps only the failed changes that no newer one replaces',
      [waiting(1, a1, b1), sending(1), waiting(2, a2), failed(1)],
      [
        { id: 1, changes: [b1], state: 'failed', error },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'removes a saved change that a newer one replaces',
      [waiting(1, a1, b1), sending(1), waiting(2, a2), saved(1)],
      [
        { id: 1, changes: [b1], state: 'saved' },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'does not change other entries when one fails',
      [waiting(1, a1), waiting(2, b1), sending(1), failed(1)],
      [
        { id: 1, changes: [a1], state: 'failed', error },
        { id: 2, changes: [b1], state: 'waiting' },
      ],
    ],
    [
      'replaces a failed change with a newer one',
      [waiting(1, a1, b1), sending(1), failed(1), waiting(2, a2)],
      [
        { id: 1, changes: [b1], state: 'failed', error },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'replaces a saved change with a newer one',
      [waiting(1, a1), sending(1), saved(1), waiting(2, a2)],
      [{ id: 2, changes: [a2], state: 'waiting' }],
    ],
    [
      'removes the error when it is sent again',
      [waiting(1, a1), failed(1), sending(1)],
      [{ id: 1, changes: [a1], state: 'sending' }],
    ],
    ['removes a forgotten entry', [waiting(1, a1), sending(1), saved(1), forgotten(1)], []],
    [
      'removes only the forgotten entry',
      [waiting(1, a1), waiting(2, b1), forgotten(1)],
      [{ id: 2, changes: [b1], state: 'waiting' }],
    ],
    ['ignores an unknown id', [sending(9), saved(9), failed(9), forgotten(9)], []],
  ])('%s', (_, events, log) => {
    expect(after(...events)).toStrictEqual(log)
  })

  it('keeps the objects of entries that an event does not change', () => {
    const log = after(waiting(1, a1), waiting(2, b1))
    expect(reduce(log, sending(2))[0]).toBe(log[0])
    expect(reduce(log, waiting(3, c1)).slice(0, 2)).toEqual(log)
    expect(reduce(log, waiting(3, c1))[1]).toBe(log[1])
  })
})

describe('applyPendingChanges', () => {
  it('returns the same object when nothing is pending', () => {
    const data = { a: 0 }
    expect(shown([], data)).toBe(data)
  })

  it('applies waiting and sending changes over the saved data, the newest last', () => {
    const log = after(waiting(1, a1, b1), sending(1), waiting(2, a2))
    expect(shown(log, { a: 0, b: 0, c: 0 })).toEqual({ a: 2, b: 1, c: 0 })
  })

  it('does not apply failed and saved changes', () => {
    expect(shown(after(waiting(1, a1), sending(1), failed(1)), { a: 0 })).toEqual({ a: 0 })
    expect(shown(after(waiting(1, a1), sending(1), saved(1)), { a: 0 })).toEqual({ a: 0 })
  })
})

describe('findEntry', () => {
  it('returns the newest entry with a key', () => {
    const log = after(waiting(1, a1, b1), sending(1), waiting(2, a2))
    expect(findEntry(log, 'a', getKey)?.id).toBe(2)
    expect(findEntry(log, 'b', getKey)?.id).toBe(1)
    expect(findEntry(log, 'c', getKey)).toBeUndefined()
    expect(findEntry(after(waiting(1, a1), sending(1), failed(1)), 'a', getKey)?.error).toBe(error)
  })
})

/*
 * A model of the log: saved, sending and waiting values by key. Like the store, the driver sends the first waiting entry while no
 * other is being sent.
 */
type Step =
  | { readonly do: 'act'; readonly changes: readonly Change[] }
  | { readonly do: 'send' | 'succeed' | 'fail' }
  | { readonly do: 'forget'; readonly which: number }

const allKeys = ['a', 'b', 'c', 'd'] as const
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('act' as const),
        changes: fc.array(fc.record({ key: fc.constantFrom(...allKeys), value: fc.nat(99) }), {
          minLength: 1,
          maxLength: 5,
        }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('send', 'succeed', 'fail') }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('forget' as const), which: fc.nat(9) }),
    },
  ),
  { maxLength: 60, size: 'max' },
)

interface Run {
  readonly log: Log
  readonly saved: Data
}

/** Drives the log with random steps and calls `check` after each with the state before. */
function drive(
  script: readonly Step[],
  check: (run: Run & { before: Run; step: Step; model: Data; sent: readonly Change[] }) => void,
): void {
  let run: Run = { log: [], saved: { a: -1, b: -1, c: -1, d: -1 } }
  let sendingData: Data = {}
  let waitingData: Data = {}
  let lastId = 0
  for (const step of script) {
    const before = run
    const { log } = run
    const sent = log.find(({ state }) => state === 'sending')
    if (step.do === 'act') {
      run = { ...run, log: reduce(log, waiting(++lastId, ...step.changes)) }
      waitingData = step.changes.reduce(apply, waitingData)
    } else if (step.do === 'send') {
      const next = log.find(({ state }) => state === 'waiting')
      if (!next || sent) continue
      run = { ...run, log: reduce(log, sending(next.id)) }
      sendingData = next.changes.reduce(apply, {})
      const rest = Object.entries(waitingData).filter(([key]) => !(key in sendingData))
      waitingData = Object.fromEntries(rest)
    } else if (step.do === 'forget') {
      const settled = log.filter(({ state }) => state === 'saved' || state === 'failed')
      const entry = settled[step.which % settled.length]
      if (!entry) continue
      run = { ...run, log: reduce(log, forgotten(entry.id)) }
    } else {
      if (!sent) continue
      run =
        step.do === 'fail'
          ? { ...run, log: reduce(log, failed(sent.id)) }
          : { saved: { ...run.saved, ...sendingData }, log: reduce(log, saved(sent.id)) }
      sendingData = {}
    }
    const model = { ...run.saved, ...sendingData, ...waitingData }
    check({ ...run, before, step, model, sent: sent?.changes ?? [] })
  }
}

describe('changeLog: random steps', () => {
  it('shows the saved data with the newest pending change of each key', () => {
    fc.assert(
      fc.property(steps, (script) => {
        drive(script, ({ log, saved: data, model }) => {
          expect(shown(log, data)).toEqual(model)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('reverts only the keys of a failed entry, and only without a newer change', () => {
    fc.assert(
      fc.property(steps, (script) => {
        drive(script, ({ log, saved: data, before, step, sent }) => {
          if (step.do !== 'fail') return
          const newer = log.flatMap(({ state, changes }) => (state === 'waiting' ? changes : []))
          for (const key of allKeys) {
            const isOwn = sent.some((change) => change.key === key)
            const isTaken = newer.some((change) => change.key === key)
            expect(shown(log, data)[key]).toBe(
              isOwn && !isTaken ? data[key] : shown(before.log, before.saved)[key],
            )
          }
        })
      }),
      { numRuns: 150 },
    )
  })

  it('shows the same data after a save', () => {
    fc.assert(
      fc.property(steps, (script) => {
        drive(script, ({ log, saved: data, before, step }) => {
          if (step.do === 'act') return
          if (step.do === 'fail') return
          expect(shown(log, data)).toEqual(shown(before.log, before.saved))
        })
      }),
      { numRuns: 150 },
    )
  })

  it('has each key in at most one entry besides the one being sent, and no empty entry', () => {
    fc.assert(
      fc.property(steps, (script) => {
        drive(script, ({ log }) => {
          const settledOrWaiting = log.filter(({ state }) => state !== 'sending')
          const named = settledOrWaiting.flatMap(({ changes }) => changes.map(getKey))
          expect(new Set(named).size).toBe(named.length)
          for (const { changes } of log) {
            expect(changes.length).toBeGreaterThan(0)
            expect(new Set(changes.map(getKey)).size).toBe(changes.length)
          }
          expect(new Set(log.map(({ id }) => id)).size).toBe(log.length)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('sends at most one entry, and is never longer than the number of keys plus one', () => {
    fc.assert(
      fc.property(steps, (script) => {
        drive(script, ({ log }) => {
          expect(log.filter(({ state }) => state === 'sending').length).toBeLessThan(2)
          expect(log.length).toBeLessThanOrEqual(allKeys.length + 1)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('sends waiting entries in their order', () => {
    fc.assert(
      fc.property(steps, (script) => {
        let lastSent = 0
        drive(script, ({ log, step }) => {
          if (step.do !== 'send') return
          const { id } = log.find(({ state }) => state === 'sending') ?? { id: 0 }
          expect(id).toBeGreaterThan(lastSent)
          lastSent = id
        })
      }),
    )
  })

  it('saves the newest change of every key when nothing fails', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const kind = (step: Step): Step => (step.do === 'fail' ? { do: 'succeed' } : step)
        const rest: Step[] = Array.from({ length: 2 * script.length }, (_, index) => ({
          do: index % 2 === 0 ? 'send' : 'succeed',
        }))
        const acts = script.flatMap((step) => (step.do === 'act' ? step.changes : []))
        let last: Data = {}
        drive([...script.map(kind), { do: 'succeed' }, ...rest], ({ saved: data }) => {
          last = data
        })
        expect(last).toEqual(expect.objectContaining(acts.reduce(apply, {})))
      }),
    )
  })

  it('covers sends, saves and failures with and without a newer change', () => {
    const seen = new Set<string>()
    const scripts = fc.sample(steps, { numRuns: 150, seed: 1 })
    for (const script of scripts) {
      drive(script, ({ log, step, sent }) => {
        const isNewer = log.some(
          ({ state, changes }) =>
            state === 'waiting' && changes.some(({ key }) => sent.map(getKey).includes(key)),
        )
        seen.add(isNewer ? `${step.do} over a newer change` : step.do)
      })
    }
    expect([...seen].sort()).toEqual([
      'act',
      'act over a newer change',
      'fail',
      'fail over a newer change',
      'forget',
      'forget over a newer change',
      'send',
      'succeed',
      'succeed over a newer change',
    ])
  })
})

it('changeLog: shows the last of many changes of one key while the first is being sent', () => {
  let log = after(waiting(1, a1), sending(1))
  for (let id = 2; id < 200; id++) log = reduce(log, waiting(id, { key: 'a', value: id }))
  expect(log.map(({ id }) => id)).toEqual([1, 199])
  expect(shown(log)).toEqual({ a: 199 })
  expect(shown(reduce(log, failed(1)))).toEqual({ a: 199 })
  expect(shown(after(waiting(1, b1), sending(1), waiting(2, b2), failed(1)))).toEqual({ b: 2 })
})

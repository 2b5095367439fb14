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
  readonly leaf: string
  readonly value: number
}
type Data = Readonly<Record<string, number>>
type Event = ChangeEvent<Change>
type Log = ChangeLog<Change>

const keyOf = ({ leaf }: Change) => leaf
const apply = (data: Data, { leaf, value }: Change): Data => ({ ...data, [leaf]: value })
const reduce = (log: Log, event: Event): Log => reduceChanges(freeze(log), freeze(event), keyOf)
const after = (...events: Event[]): Log => events.reduce(reduce, [])
const shown = (log: Log, saved: Data = {}) => applyPendingChanges(freeze(saved), log, apply)

const error = new IdentikitError('network', 'No answer.')
const a1 = { leaf: 'a', value: 1 }
const a2 = { leaf: 'a', value: 2 }
const a3 = { leaf: 'a', value: 3 }
const b1 = { leaf: 'b', value: 1 }
const b2 = { leaf: 'b', value: 2 }
const c1 = { leaf: 'c', value: 1 }
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
    ['begins waiting', [waiting(1, a1)], [{ id: 1, changes: [a1], state: 'waiting' }]],
    [
      'keeps an act together',
      [waiting(1, a1, b1)],
      [{ id: 1, changes: [a1, b1], state: 'waiting' }],
    ],
    [
      'takes the newest word of one act on a leaf',
      [waiting(1, a1, b1, a2)],
      [{ id: 1, changes: [a2, b1], state: 'waiting' }],
    ],
    [
      'keeps different leaves in order',
      [waiting(1, a1), waiting(2, b1), waiting(3, c1)],
      [
        { id: 1, changes: [a1], state: 'waiting' },
        { id: 2, changes: [b1], state: 'waiting' },
        { id: 3, changes: [c1], state: 'waiting' },
      ],
    ],
    [
      'replaces what waits for the same leaf, at the end',
      [waiting(1, a1), waiting(2, b1), waiting(3, a2)],
      [
        { id: 2, changes: [b1], state: 'waiting' },
        { id: 3, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'leaves of an older act what a newer one does not name',
      [waiting(1, a1, b1), waiting(2, a2)],
      [
        { id: 1, changes: [b1], state: 'waiting' },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'does not touch what is on its way',
      [waiting(1, a1, b1), sending(1), waiting(2, a2)],
      [
        { id: 1, changes: [a1, b1], state: 'sending' },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'coalesces behind what is on its way',
      [waiting(1, a1), sending(1), waiting(2, a2), waiting(3, a3)],
      [
        { id: 1, changes: [a1], state: 'sending' },
        { id: 3, changes: [a3], state: 'waiting' },
      ],
    ],
    [
      'says that an act was saved',
      [waiting(1, a1), sending(1), saved(1)],
      [{ id: 1, changes: [a1], state: 'saved' }],
    ],
    [
      'says why an act failed',
      [waiting(1, a1), sending(1), failed(1)],
      [{ id: 1, changes: [a1], state: 'failed', error }],
    ],
    [
      'says nothing of a failure where a newer word waits',
      [waiting(1, a1), sending(1), waiting(2, a2), failed(1)],
      [{ id: 2, changes: [a2], state: 'waiting' }],
    ],
    [
      'says of a failed act only what no newer word is about',
      [waiting(1, a1, b1), sending(1), waiting(2, a2), failed(1)],
      [
        { id: 1, changes: [b1], state: 'failed', error },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'says nothing of a save where a newer word waits',
      [waiting(1, a1, b1), sending(1), waiting(2, a2), saved(1)],
      [
        { id: 1, changes: [b1], state: 'saved' },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'leaves neighbors alone when an act fails',
      [waiting(1, a1), waiting(2, b1), sending(1), failed(1)],
      [
        { id: 1, changes: [a1], state: 'failed', error },
        { id: 2, changes: [b1], state: 'waiting' },
      ],
    ],
    [
      'takes a newer word for the answer to a failure',
      [waiting(1, a1, b1), sending(1), failed(1), waiting(2, a2)],
      [
        { id: 1, changes: [b1], state: 'failed', error },
        { id: 2, changes: [a2], state: 'waiting' },
      ],
    ],
    [
      'takes a newer word in the place of what was saved',
      [waiting(1, a1), sending(1), saved(1), waiting(2, a2)],
      [{ id: 2, changes: [a2], state: 'waiting' }],
    ],
    [
      'has no error of before while it sends',
      [waiting(1, a1), failed(1), sending(1)],
      [{ id: 1, changes: [a1], state: 'sending' }],
    ],
    ['forgets', [waiting(1, a1), sending(1), saved(1), forgotten(1)], []],
    [
      'forgets only what it is told',
      [waiting(1, a1), waiting(2, b1), forgotten(1)],
      [{ id: 2, changes: [b1], state: 'waiting' }],
    ],
    ['ignores what it does not know', [sending(9), saved(9), failed(9), forgotten(9)], []],
  ])('%s', (_, events, log) => {
    expect(after(...events)).toStrictEqual(log)
  })

  it('leaves entries that an event is not about the same objects', () => {
    const log = after(waiting(1, a1), waiting(2, b1))
    expect(reduce(log, sending(2))[0]).toBe(log[0])
    expect(reduce(log, waiting(3, c1)).slice(0, 2)).toEqual(log)
    expect(reduce(log, waiting(3, c1))[1]).toBe(log[1])
  })
})

describe('applyPendingChanges', () => {
  it('shows saved data where nothing is under way, as the same object', () => {
    const data = { a: 0 }
    expect(shown([], data)).toBe(data)
  })

  it('shows what waits and what is sent over the saved data, the newest last', () => {
    const log = after(waiting(1, a1, b1), sending(1), waiting(2, a2))
    expect(shown(log, { a: 0, b: 0, c: 0 })).toEqual({ a: 2, b: 1, c: 0 })
  })

  it('never shows what failed, nor what was saved before it is read', () => {
    expect(shown(after(waiting(1, a1), sending(1), failed(1)), { a: 0 })).toEqual({ a: 0 })
    expect(shown(after(waiting(1, a1), sending(1), saved(1)), { a: 0 })).toEqual({ a: 0 })
  })
})

describe('findEntry', () => {
  it('finds the newest entry about a leaf', () => {
    const log = after(waiting(1, a1, b1), sending(1), waiting(2, a2))
    expect(findEntry(log, 'a', keyOf)?.id).toBe(2)
    expect(findEntry(log, 'b', keyOf)?.id).toBe(1)
    expect(findEntry(log, 'c', keyOf)).toBeUndefined()
    expect(findEntry(after(waiting(1, a1), sending(1), failed(1)), 'a', keyOf)?.error).toBe(error)
  })
})

/*
 * A model beside the log: what the service has, what is on its way and what waits, each by leaf. The driver does what the store does: it sends the
 * first waiting entry while nothing else is on its way.
 */
type Step =
  | { readonly do: 'act'; readonly changes: readonly Change[] }
  | { readonly do: 'send' | 'succeed' | 'fail' }
  | { readonly do: 'forget'; readonly which: number }

const allLeaves = ['a', 'b', 'c', 'd'] as const
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('act' as const),
        changes: fc.array(fc.record({ leaf: fc.constantFrom(...allLeaves), value: fc.nat(99) }), {
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

/** Drives the log by random steps and calls `look` after each with how things stood before. */
function drive(
  script: readonly Step[],
  look: (run: Run & { before: Run; step: Step; model: Data; sent: readonly Change[] }) => void,
): void {
  let run: Run = { log: [], saved: { a: -1, b: -1, c: -1, d: -1 } }
  let onItsWay: Data = {}
  let queued: Data = {}
  let lastId = 0
  for (const step of script) {
    const before = run
    const { log } = run
    const sent = log.find(({ state }) => state === 'sending')
    if (step.do === 'act') {
      run = { ...run, log: reduce(log, waiting(++lastId, ...step.changes)) }
      queued = step.changes.reduce(apply, queued)
    } else if (step.do === 'send') {
      const next = log.find(({ state }) => state === 'waiting')
      if (!next || sent) continue
      run = { ...run, log: reduce(log, sending(next.id)) }
      onItsWay = next.changes.reduce(apply, {})
      const left = Object.entries(queued).filter(([leaf]) => !(leaf in onItsWay))
      queued = Object.fromEntries(left)
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
          : { saved: { ...run.saved, ...onItsWay }, log: reduce(log, saved(sent.id)) }
      onItsWay = {}
    }
    const model = { ...run.saved, ...onItsWay, ...queued }
    look({ ...run, before, step, model, sent: sent?.changes ?? [] })
  }
}

describe('whatever happens in whatever order', () => {
  it('what is shown is the saved data with the newest pending word on each leaf', () => {
    fc.assert(
      fc.property(steps, (script) => {
        drive(script, ({ log, saved: data, model }) => {
          expect(shown(log, data)).toEqual(model)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('a failure changes what is shown of its own leaves only, and of these only without a newer word', () => {
    fc.assert(
      fc.property(steps, (script) => {
        drive(script, ({ log, saved: data, before, step, sent }) => {
          if (step.do !== 'fail') return
          const newer = log.flatMap(({ state, changes }) => (state === 'waiting' ? changes : []))
          for (const leaf of allLeaves) {
            const isOwn = sent.some((change) => change.leaf === leaf)
            const isTaken = newer.some((change) => change.leaf === leaf)
            expect(shown(log, data)[leaf]).toBe(
              isOwn && !isTaken ? data[leaf] : shown(before.log, before.saved)[leaf],
            )
          }
        })
      }),
      { numRuns: 150 },
    )
  })

  it('a save changes nothing of what is shown', () => {
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

  it('a leaf is named by at most one entry beside the one on its way, and every entry names some', () => {
    fc.assert(
      fc.property(steps, (script) => {
        drive(script, ({ log }) => {
          const settledOrWaiting = log.filter(({ state }) => state !== 'sending')
          const named = settledOrWaiting.flatMap(({ changes }) => changes.map(keyOf))
          expect(new Set(named).size).toBe(named.length)
          for (const { changes } of log) {
            expect(changes.length).toBeGreaterThan(0)
            expect(new Set(changes.map(keyOf)).size).toBe(changes.length)
          }
          expect(new Set(log.map(({ id }) => id)).size).toBe(log.length)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('at most one entry is on its way, and the log is never longer than there are leaves and one', () => {
    fc.assert(
      fc.property(steps, (script) => {
        drive(script, ({ log }) => {
          expect(log.filter(({ state }) => state === 'sending').length).toBeLessThan(2)
          expect(log.length).toBeLessThanOrEqual(allLeaves.length + 1)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('waiting entries are sent in the order in which they came', () => {
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

  it('the newest word on every leaf arrives when everything is sent and nothing fails', () => {
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

  it('covers all of it: sends, saves, failures with and without a newer word', () => {
    const seen = new Set<string>()
    const scripts = fc.sample(steps, { numRuns: 150, seed: 1 })
    for (const script of scripts) {
      drive(script, ({ log, step, sent }) => {
        const isNewer = log.some(
          ({ state, changes }) =>
            state === 'waiting' && changes.some(({ leaf }) => sent.map(keyOf).includes(leaf)),
        )
        seen.add(isNewer ? `${step.do} over a newer word` : step.do)
      })
    }
    expect([...seen].sort()).toEqual([
      'act',
      'act over a newer word',
      'fail',
      'fail over a newer word',
      'forget',
      'forget over a newer word',
      'send',
      'succeed',
      'succeed over a newer word',
    ])
  })
})

it('shows the last of many clicks on one switch while the first is on its way', () => {
  let log = after(waiting(1, a1), sending(1))
  for (let id = 2; id < 200; id++) log = reduce(log, waiting(id, { leaf: 'a', value: id }))
  expect(log.map(({ id }) => id)).toEqual([1, 199])
  expect(shown(log)).toEqual({ a: 199 })
  expect(shown(reduce(log, failed(1)))).toEqual({ a: 199 })
  expect(shown(after(waiting(1, b1), sending(1), waiting(2, b2), failed(1)))).toEqual({ b: 2 })
})

// oxlint-disable vitest/no-conditional-expect -- the assertions depend on the random events
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdentikitError } from '../../../src/core/errors.js'
import {
  addEntries,
  applyPendingChanges,
  findEntry,
  isPending,
  patchEntries,
  type ChangeEntry,
  type ChangeLog,
  type EntryPatch,
} from '../../../src/core/sync/changeLog.js'

interface Change {
  readonly key: string
  readonly value: number
}
type Log = ChangeLog<Change>
type Data = Readonly<Record<string, number>>

const order = { writer: 'browser', seq: 1, turn: 0 }
const entry = (
  id: number,
  key: string,
  value: number,
  state: ChangeEntry<Change>['state'] = 'waiting',
): ChangeEntry<Change> => ({
  id,
  key,
  change: { key, value },
  update: id,
  state,
  order,
  at: 0,
  seen: [],
})
const apply = (data: Data, { key, value }: Change): Data => ({ ...data, [key]: value })
const getIds = (log: Log) => log.map(({ id }) => id)
const patchOne = (log: Log, id: number, patch: EntryPatch | undefined) =>
  patchEntries(log, new Map([[id, patch]]))

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Error)) {
    Object.values(value).forEach(freeze)
    Object.freeze(value)
  }
  return value
}

describe('addEntries', () => {
  it('adds entries at the end', () => {
    const log = addEntries([entry(1, 'a', 1)], [entry(2, 'b', 1), entry(3, 'c', 1)])
    expect(getIds(log)).toEqual([1, 2, 3])
  })

  it('keeps the last of two entries of one setting', () => {
    expect(getIds(addEntries([], [entry(1, 'a', 1), entry(2, 'a', 2)]))).toEqual([2])
  })

  it.each(['waiting', 'saved', 'failed'] as const)(
    'replaces an older entry that is %s',
    (state) => {
      expect(getIds(addEntries([entry(1, 'a', 1, state)], [entry(2, 'a', 2)]))).toEqual([2])
    },
  )

  it('keeps an older entry that is being sent', () => {
    const log = addEntries([entry(1, 'a', 1, 'sending')], [entry(2, 'a', 2)])
    expect(getIds(log)).toEqual([1, 2])
    expect(getIds(addEntries(log, [entry(3, 'a', 3)]))).toEqual([1, 3])
  })
})

describe('patchEntries', () => {
  it('patches one entry and keeps the identity of the others', () => {
    const log = [entry(1, 'a', 1), entry(2, 'b', 1)]
    const next = patchOne(log, 1, { state: 'sending' })
    expect(next[0]).toEqual({ ...log[0], state: 'sending' })
    expect(next[1]).toBe(log[1])
  })

  it('removes an entry', () => {
    expect(getIds(patchOne([entry(1, 'a', 1), entry(2, 'b', 1)], 1, undefined))).toEqual([2])
  })

  it.each(['waiting', 'saved', 'failed'] as const)(
    'removes an entry that becomes %s while a later change of its setting follows',
    (state) => {
      const log = [entry(1, 'a', 1, 'sending'), entry(2, 'a', 2)]
      expect(getIds(patchOne(log, 1, { state }))).toEqual([2])
    },
  )

  it('keeps the error of a failure', () => {
    const error = new IdentikitError('network', 'No answer.')
    const log = patchOne([entry(1, 'a', 1, 'sending')], 1, { state: 'failed', error })
    expect(findEntry(log, 'a')?.error).toBe(error)
  })
})

describe('findEntry', () => {
  it('returns the newest entry of a setting', () => {
    const log = [entry(1, 'a', 1, 'sending'), entry(2, 'a', 2), entry(3, 'b', 1)]
    expect(findEntry(log, 'a')?.id).toBe(2)
    expect(findEntry(log, 'c')).toBeUndefined()
  })
})

describe('applyPendingChanges', () => {
  it('applies waiting and sending changes in order, and no others', () => {
    const log = [
      entry(1, 'a', 1, 'sending'),
      entry(2, 'a', 2),
      entry(3, 'b', 3, 'failed'),
      entry(4, 'c', 4, 'saved'),
    ]
    expect(applyPendingChanges(freeze({ a: 0, b: 0 }), freeze(log), apply)).toEqual({ a: 2, b: 0 })
  })
})

type Step =
  | { readonly do: 'add'; readonly keys: readonly string[] }
  | { readonly do: 'send' | 'return' | 'save' | 'fail' | 'remove'; readonly pick: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    keys: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    do: fc.constantFrom(
      'send' as const,
      'return' as const,
      'save' as const,
      'fail' as const,
      'remove' as const,
    ),
    pick: fc.nat(5),
  }),
)
const states = { send: 'sending', return: 'waiting', save: 'saved', fail: 'failed' } as const

describe('a change log', () => {
  it('has at most one entry in flight and one after it per setting, after any events', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let log: Log = []
        let lastId = 0
        for (const one of steps) {
          freeze(log)
          if (one.do === 'add') {
            log = addEntries(
              log,
              one.keys.map((key) => entry(++lastId, key, lastId)),
            )
            const added = new Map(
              one.keys.map((key, index) => [key, lastId - one.keys.length + 1 + index]),
            )
            for (const [key, id] of added) expect(findEntry(log, key)?.id).toBe(id)
          } else {
            const from = one.do === 'send' ? 'waiting' : 'sending'
            const all = log.filter(
              ({ state, key }) =>
                state === from &&
                (from === 'sending' ||
                  !log.some((other) => other.key === key && other.state === 'sending')),
            )
            const picked = all[one.pick % Math.max(1, all.length)]
            if (!picked) continue
            const newest = findEntry(log, picked.key)
            log = patchOne(
              log,
              picked.id,
              one.do === 'remove' ? undefined : { state: states[one.do] },
            )
            // The newest choice of a setting is never lost by the end of an older one.
            if (newest && newest.id !== picked.id) expect(findEntry(log, picked.key)).toBe(newest)
          }
          for (const key of ['a', 'b', 'c']) {
            const own = log.filter((other) => other.key === key)
            expect(own.length).toBeLessThanOrEqual(2)
            if (own.length === 2) expect(own.map(isPending)).toContain(true)
            if (own.length === 2) expect(own[0]?.state).toBe('sending')
          }
        }
      }),
    )
  })
})

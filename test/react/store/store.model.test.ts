import { QueryClient } from '@tanstack/react-query'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { expectSame } from '../expectSame.js'
import { findEntry } from '../../../src/core/sync/changeLog.js'
import { preferenceKey } from '../../../src/core/preferences/preferences.js'
import { savePreferences } from '../../../src/react/preferences/savePreferences.js'
import type { SaveResult } from '../../../src/react/store/saveState.js'
import { createAllStores, type AllStores } from './allStores.fixture.js'
import { seedRandom } from '../seedRandom.js'
import { createWorld, faults, type Fault } from '../world.fixture.js'
import { getNextValue, modelSettings as leaves, type ModelSetting } from './modelSetting.fixture.js'

/** `IDENTIKIT_CAMPAIGN=1` runs five times as many. */
const runs = Number(
  process.env['IDENTIKIT_RUNS'] ?? (process.env['IDENTIKIT_CAMPAIGN'] ? 5000 : 1000),
)

type Step =
  | { readonly do: 'click'; readonly leaf: number }
  | { readonly do: 'arrive' | 'answer'; readonly pick: number }
  | { readonly do: 'fail'; readonly pick: number; readonly fault: Fault }
  | {
      readonly do: 'elsewhere'
      readonly leaf: number
      readonly value: number
      /** The page reads it at once. */
      readonly isSeen: boolean
    }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'retry'; readonly leaf: number }
  /** Changes several settings together, e.g. turns them on or off. */
  | { readonly do: 'bulk'; readonly leaves: readonly number[]; readonly value: number }
  /** Undoes the last bulk change of the user. */
  | { readonly do: 'undo' }
  | { readonly do: 'focus' | 'slow read' | 'switch user' | 'unmount' }

const leafIndex = fc.nat(leaves.length - 1)
const pick = fc.nat(3)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('click' as const), leaf: leafIndex }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constantFrom('arrive' as const, 'answer' as const), pick }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      pick,
      fault: fc.constantFrom(...faults),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('elsewhere' as const),
      leaf: leafIndex,
      value: fc.nat(2),
      isSeen: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(10, 400, 2000, 5000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retry' as const), leaf: leafIndex }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('bulk' as const),
      leaves: fc.uniqueArray(leafIndex, { minLength: 2 }),
      value: fc.nat(2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('focus' as const, 'slow read' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('switch user' as const, 'unmount' as const) }),
  },
)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Word {
  readonly state: string
  /** The bulk change or undo that it is a part of, also after a retry. */
  readonly bulk?: Bulk
  result?: Pick<SaveResult, 'status'>
  /** Another page changed the setting after the failure was announced. */
  isOld?: true
  /** The service refused it, which no other try can change. */
  isRefused?: true
}

interface Bulk {
  readonly leaves: readonly number[]
  /** What was shown before it. */
  readonly before: readonly Word['state'][]
  readonly undo: () => Promise<SaveResult>
}

const getLeaf = (index: number) => leaves[index] as ModelSetting

/** Returns one of the values that a user can choose. */
const pickValue = ({ values }: ModelSetting, index: number) =>
  values[index % values.length] ?? values[0]

async function live(steps: readonly Step[]): Promise<void> {
  const users = ['ada', 'bob']
  seedRandom()
  const world = createWorld(users)
  const queryClient = new QueryClient()
  const settings = { client: world.client, catalog: [], onError: undefined, onSaved: undefined }
  const stores = new Map<string, AllStores>(
    users.map((id) => [id, createAllStores(queryClient, id, settings)]),
  )
  const words = new Map<string, Word>()
  const said: number[] = []
  const bulks = new Map<string, Bulk>()
  let userId = 'ada'
  let unsubscribe: (() => void) | undefined = storeOf().subscribe(() => {})

  function leave(): void {
    unsubscribe?.()
    unsubscribe = undefined
  }
  function storeOf(id = userId) {
    return (stores.get(id) as AllStores).preferences
  }
  const shown = (id: string, index: number) => getLeaf(index).read(storeOf(id).getSnapshot().data)
  /** A part of a bulk change ends by itself, so its result is that of its own change. */
  function wordOf(id: string, index: number): Word | undefined {
    const word = words.get(`${id} ${index}`)
    if (!word?.bulk || word.result) return word
    const { log } = storeOf(id).getSnapshot()
    const entry = findEntry(log, getLeaf(index).key)
    // A saved change is removed from the log after a while.
    const state = entry?.state ?? 'saved'
    if (state === 'failed' || state === 'saved') word.result = { status: state }
    return word
  }
  const tick = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)
  const pendingOne = (index: number) => world.pending()[index % Math.max(1, world.pending().length)]

  const newestRead = () =>
    world
      .pending()
      .filter(({ changes }) => !changes)
      .at(-1)

  async function act(one: Step): Promise<void> {
    switch (one.do) {
      case 'click': {
        if (!storeOf().getSnapshot().data) return
        const leaf = getLeaf(one.leaf)
        const value = getNextValue(leaf, shown(userId, one.leaf))
        say(one.leaf, value, storeOf().update([leaf.toChange(value)]))
        return
      }
      case 'bulk':
        return bulk(one.leaves, one.value)
      case 'undo':
        return undo()
      case 'retry': {
        const failed = [...leaves.keys()].filter(
          (index) => wordOf(userId, index)?.result?.status === 'failed',
        )
        const index = failed[one.leaf % Math.max(1, failed.length)]
        if (index !== undefined) retry(index)
        return
      }
      case 'arrive':
        return pendingOne(one.pick)?.arrive()
      case 'answer':
        return pendingOne(one.pick)?.answer()
      case 'fail': {
        const request = pendingOne(one.pick)
        const wasDone = request && request.isDone()
        request?.fail(one.fault)
        // A refused batch is sent again in parts.
        if (request?.changes?.length !== 1 || one.fault !== 'refused' || wasDone) return
        for (const change of request.changes) markRefused(request.userId, preferenceKey(change))
        return
      }
      case 'elsewhere': {
        const leaf = getLeaf(one.leaf)
        world.change(userId, leaf.toChange(pickValue(leaf, one.value)))
        const word = wordOf(userId, one.leaf)
        if (word) word.isOld = true
        if (!one.isSeen) return
        void storeOf().reload()
        await tick()
        newestRead()?.answer()
        return
      }
      case 'wait':
        return void (await tick(one.milliseconds))
      case 'focus':
        return void storeOf().reload()
      case 'slow read':
        void storeOf().reload()
        await tick()
        // It sees what is there now, and is answered at some later time.
        return newestRead()?.arrive()
      case 'switch user':
        leave()
        userId = userId === 'ada' ? 'bob' : 'ada'
        unsubscribe = storeOf().subscribe(() => {})
        return
      case 'unmount':
        return leave()
    }
  }

  /** Only where no later word on the leaf waits behind the refused one. */
  function markRefused(id: string, key: string): void {
    const about = storeOf(id)
      .getSnapshot()
      .log.filter((one) => one.key === key)
    const word = wordOf(
      id,
      leaves.findIndex((one) => one.key === key),
    )
    if (about.length === 1 && word && !word.result) word.isRefused = true
  }

  function retry(index: number): void {
    world.forgetTimes()
    const word = wordOf(userId, index) as Word
    say(index, word.state, storeOf().retry(getLeaf(index).key), word.bulk)
  }

  function say(
    index: number,
    state: Word['state'],
    ended?: Promise<SaveResult>,
    part?: Bulk,
  ): void {
    said[index] = (said[index] ?? 0) + 1
    const word: Word = { state, ...(part && { bulk: part }) }
    words.set(`${userId} ${index}`, word)
    void ended?.then((result) => (word.result = result))
  }

  const shownNow = (index: number) => shown(userId, index)

  function bulk(indexes: readonly number[], value: number): void {
    if (!storeOf().getSnapshot().data) return
    const before = indexes.map(shownNow)
    const values = indexes.map((index) => pickValue(getLeaf(index), value))
    const changes = indexes.map((index, position) =>
      getLeaf(index).toChange(values[position] ?? ''),
    )
    const { undo: restore } = savePreferences(stores.get(userId) as AllStores, changes, true)
    const made: Bulk = { leaves: indexes, before, undo: restore }
    bulks.set(userId, made)
    for (const [position, index] of indexes.entries())
      say(index, values[position] ?? '', undefined, made)
  }

  /** Restores what is still as the last bulk change set it, and forgets what failed. */
  function undo(): void {
    const undone = bulks.get(userId)
    if (!undone || !storeOf().getSnapshot().data) return
    bulks.delete(userId)
    const shownBefore = [...leaves.keys()].map(shownNow)
    const parts = undone.leaves.map((index) => wordOf(userId, index))
    void undone.undo()
    const restored = new Set<number>()
    for (const [position, index] of undone.leaves.entries()) {
      const part = parts[position]
      const state = undone.before[position]
      if (part?.bulk !== undone || state === undefined) continue
      const hasFailed = part.result?.status === 'failed'
      if (hasFailed) words.delete(`${userId} ${index}`)
      if (hasFailed || shownBefore[index] !== part.state) continue
      restored.add(index)
      say(index, state, undefined, { ...undone })
    }
    for (const [index, state] of shownBefore.entries())
      expectSame(
        shownNow(index),
        restored.has(index) ? undone.before[undone.leaves.indexOf(index)] : state,
        `leaf ${index} of ${userId} after the undo`,
      )
  }

  function checkNow(): void {
    expectSame(world.mostWrites() <= 1, true, 'writes in flight')
    expectSame(world.tooEarly(), 0, 'tries before the time the service asked for')
    for (const id of users) {
      for (const index of leaves.keys()) {
        const word = wordOf(id, index)
        // What was accepted is shown until it has ended, whatever happens around it.
        if (word && !word.result)
          expectSame(shown(id, index), word.state, `leaf ${index} of ${id}, on its way`)
        if (word?.result?.status === 'saved' && !word.isOld) {
          expectSame(shown(id, index), word.state, `leaf ${index} of ${id}, saved`)
        }
      }
    }
  }

  await tick()
  for (const request of world.pending()) request.answer()
  await tick()
  /** From here on the service is well: everything comes to rest. */
  async function rest(): Promise<void> {
    for (let round = 0; round < 60; round++) {
      for (const request of world.pending()) request.answer()
      await tick(2500)
      checkNow()
      if (world.pending().length === 0 && round > 20) return
    }
  }

  for (const one of steps) {
    await act(one)
    await tick()
    checkNow()
  }
  await rest()
  for (const id of users) {
    const { data, log, query } = storeOf(id).getSnapshot()
    if (!data) continue
    expect(
      log.filter(({ state }) => state === 'waiting' || state === 'sending'),
      `${id} is at rest`,
    ).toEqual([])
    for (const index of leaves.keys()) {
      const word = wordOf(id, index)
      const about = `leaf ${index} of ${id}`
      const state = getLeaf(index).read(world.getSaved(id))
      const entry = findEntry(log, getLeaf(index).key)
      expect(word?.result?.status, about).not.toBe('replaced')
      if (word?.isRefused) expectSame(word.result?.status, 'failed', `${about} was refused`)
      if (word?.result?.status === 'saved' && !word.isOld) expectSame(state, word.state, about)
      expectSame(
        entry?.state === 'failed',
        word?.result?.status === 'failed',
        `${about} shows its error`,
      )
      // A change of another page is visible after the next read. Everything else is visible at once, unless the last read failed
      // or waits for a subscriber.
      if (!world.isUnread(id) && query?.status !== 'error' && !query?.isInvalidated)
        expectSame(shown(id, index), state, `${about}: screen and server`)
    }
    await Promise.all([
      storeOf(id).reload(),
      tick(10).then(() => [...world.pending()].forEach((request) => request.answer())),
    ])
    await tick(10)
    for (const index of leaves.keys()) {
      expectSame(
        shown(id, index),
        getLeaf(index).read(world.getSaved(id)),
        `leaf ${index} of ${id}: screen and server, read again`,
      )
    }
  }
  const failed = [...leaves.keys()].filter(
    (index) => wordOf(userId, index)?.result?.status === 'failed',
  )
  for (const index of failed) retry(index)
  await rest()
  for (const index of failed) {
    const word = wordOf(userId, index)
    expectSame(word?.result?.status, 'saved', `leaf ${index}: Retry under a service that is well`)
    expect(getLeaf(index).read(world.getSaved(userId))).toBe(word?.state)
  }
  const elsewhere = new Set(steps.flatMap((one) => (one.do === 'elsewhere' ? [one.leaf] : [])))
  for (const [index, { key }] of leaves.entries()) {
    const most = elsewhere.has(index) ? Infinity : (said[index] ?? 0)
    expect(world.done(key), `leaf ${index} was done twice`).toBeLessThanOrEqual(most)
  }
  leave()
  queryClient.clear()
}

test(
  `what is shown is what is saved, in ${runs} lives of a page`,
  { timeout: 1_800_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), live), {
      numRuns: runs,
    })
  },
)

import { describe, expect, test } from 'vitest'
import type { Recording, TrialEvent } from '../../bench/clicks/events.js'
import { measure } from '../../bench/clicks/measure.js'
import { switchIds, type SwitchId } from '../../bench/clicks/plan.js'
import { findFaults, toMarkdown } from '../../bench/clicks/table.js'

type FinalState = Recording['final'][SwitchId]

const click = (number: number, wanted: boolean): TrialEvent => ({
  type: 'click',
  click: number,
  id: 'news',
  wanted,
  at: number * 100,
})
const shown = (isOn: boolean, at = 0): TrialEvent => ({ type: 'shown', id: 'news', isOn, at })
const attempt = (number: number): TrialEvent => ({ type: 'attempt', click: number })
const failed = (number: number): TrialEvent => ({ type: 'failed', click: number })

/** Creates a trial with clicks on the switch `news` only, which was off. */
function record(events: readonly TrialEvent[], news: Partial<FinalState> = {}): Recording {
  const untouched: FinalState = { shown: false, saved: false, hasError: false }
  const final = Object.fromEntries(switchIds.map((id) => [id, untouched]))
  return {
    events: [shown(false), ...events],
    final: { ...final, news: { shown: true, saved: true, hasError: false, ...news } } as never,
    requests: 1,
    mostWrites: 1,
  }
}

const saved = [click(1, true), shown(true, 101), attempt(1)]
const clean = { disagreeing: 0, lost: 0, flipped: 0, silent: 0, falseErrors: 0 }

describe('measure', () => {
  test('counts nothing if the click was shown and saved', () => {
    expect(measure(record(saved))).toEqual({ ...clean, mostWrites: 1, requests: 1, waits: [1] })
  })

  test('distinguishes a disagreement from a lost click', () => {
    expect(measure(record(saved, { saved: false }))).toMatchObject({
      ...clean,
      disagreeing: 1,
      lost: 1,
    })
    expect(measure(record([click(1, true)], { shown: false, saved: false }))).toMatchObject({
      ...clean,
      lost: 1,
      waits: [Infinity],
    })
  })

  test('counts a shown failure neither as lost, silent nor flipped', () => {
    const events = [...saved, failed(1), shown(false)]
    const off = { shown: false, saved: false }
    expect(measure(record(events, { ...off, hasError: true }))).toMatchObject(clean)
    expect(measure(record(events, off))).toMatchObject({ ...clean, lost: 1, silent: 1 })
  })

  test('ignores a failure before a successful retry', () => {
    expect(measure(record([...saved, failed(1), attempt(1)]))).toMatchObject(clean)
  })

  test('counts a revert without a failure, or with a failure of an earlier click', () => {
    const back = [shown(false), shown(true)]
    expect(measure(record([...saved, ...back]))).toMatchObject({ ...clean, flipped: 1 })
    const again = [click(2, false), shown(false), click(3, true), shown(true)]
    expect(measure(record([...saved, ...again, failed(1), ...back]))).toMatchObject({
      ...clean,
      flipped: 1,
    })
    expect(measure(record([...saved, ...again, failed(3), ...back]))).toMatchObject(clean)
  })

  test('counts an error of a saved click', () => {
    expect(measure(record(saved, { hasError: true }))).toMatchObject({ ...clean, falseErrors: 1 })
  })
})

test('findFaults: lists the figures of ours that must be 0', () => {
  const good = measure(record(saved))
  const bad = { ...good, lost: 2, mostWrites: 3 }
  const rows = [
    { name: 'Ours', isOurs: true, trials: [good, bad] },
    { name: 'Theirs', isOurs: false, trials: [bad] },
  ]
  expect(findFaults(rows)).toEqual([
    'Ours: clicks lost: 2, must be 0',
    'Ours: most writes in flight: 3',
  ])
  expect(findFaults([{ name: 'Ours', isOurs: true, trials: [good] }])).toEqual([])
  expect(toMarkdown(rows).split('\n').slice(2)).toEqual([
    '| Ours | 0 | 1 (2) | 0 | 0 | 0 | 3 | 1.0 | 1.0 |',
    '| Theirs | 0 | 1 (2) | 0 | 0 | 0 | 3 | 1.0 | 1.0 |',
  ])
})

import type { Recording, TrialEvent } from './events.js'
import { switchIds, type SwitchId } from './plan.js'

/** The figures of one trial. All but the last three count switches in their final state. */
export interface Figures {
  /** Switches that show another value than the service holds. */
  readonly disagreeing: number
  /** Switches whose last click isn't saved and that show no error. */
  readonly lost: number
  /** Reverts to the opposite of a click, without another click and without a failed write of that click. */
  readonly flipped: number
  /** Lost switches all of whose writes of the last click failed. */
  readonly silent: number
  /** Switches that show an error although their last click is saved. */
  readonly falseErrors: number
  readonly mostWrites: number
  readonly requests: number
  /** Milliseconds from each click until its switch showed it; `Infinity` if it didn't before the next click. */
  readonly waits: readonly number[]
}

/** Computes the figures of a trial. */
export function measure({ events, final, requests, mostWrites }: Recording): Figures {
  const results = switchIds.map((id) => {
    const last = findLastClick(events, id)
    const { shown, saved, hasError } = final[id]
    const isMissing = last !== undefined && saved !== last.wanted
    const isLost = isMissing && !hasError
    return {
      disagreeing: shown !== saved,
      lost: isLost,
      silent: isLost && endedInFailure(events, last.click),
      falseErrors: hasError && !isMissing,
    }
  })
  const count = (name: keyof (typeof results)[number]) =>
    results.filter((result) => result[name]).length
  return {
    disagreeing: count('disagreeing'),
    lost: count('lost'),
    flipped: switchIds.reduce((sum, id) => sum + countFlips(events, id), 0),
    silent: count('silent'),
    falseErrors: count('falseErrors'),
    mostWrites,
    requests,
    waits: switchIds.flatMap((id) => findWaits(events, id)),
  }
}

function findClicks(events: readonly TrialEvent[], id: SwitchId) {
  return events.filter((event) => event.type === 'click').filter((event) => event.id === id)
}

const findLastClick = (events: readonly TrialEvent[], id: SwitchId) => findClicks(events, id).at(-1)

function endedInFailure(events: readonly TrialEvent[], click: number): boolean {
  const attempts = events.filter((event) => event.type === 'attempt')
  const failures = events.filter((event) => event.type === 'failed')
  const sent = attempts.filter((event) => event.click === click).length
  const failed = failures.filter((event) => event.click === click).length
  return failed > 0 && failed === sent
}

function countFlips(events: readonly TrialEvent[], id: SwitchId): number {
  let click: number | undefined
  let wanted: boolean | undefined
  let shown: boolean | undefined
  let hasFailed = false
  let count = 0
  for (const event of events) {
    if (event.type === 'click' && event.id === id) {
      ;({ click, wanted } = event)
      hasFailed = false
    }
    if (event.type === 'failed') hasFailed ||= event.click === click
    if (event.type === 'shown' && event.id === id) {
      if (wanted !== undefined && shown === wanted && event.isOn !== wanted && !hasFailed) count++
      shown = event.isOn
    }
  }
  return count
}

function findWaits(events: readonly TrialEvent[], id: SwitchId): number[] {
  const clicks = findClicks(events, id)
  return clicks.map(({ at, wanted }, index) => {
    const until = clicks[index + 1]?.at ?? Infinity
    const shown = events
      .filter((event) => event.type === 'shown')
      .find((event) => event.id === id && event.isOn === wanted && event.at >= at)
    return shown && shown.at <= until ? shown.at - at : Infinity
  })
}

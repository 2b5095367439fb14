import type { Recording, TrialEvent } from './events.js'
import { switchIds, type SwitchId } from './plan.js'

/** The figures of one trial; all but the last three count switches. */
export interface Figures {
  /** At rest it shows one value, and the service holds the other. */
  readonly disagreeing: number
  /** At rest its last click is not on the service, and it shows no error. */
  readonly lost: number
  /** It showed what was clicked, then without a click the opposite, although no write about that click had failed. */
  readonly flipped: number
  /** Of the lost ones, those whose last write failed: somebody knew, and did not say. */
  readonly silent: number
  /** At rest it shows an error, and its last click is on the service. */
  readonly falseErrors: number
  readonly mostWrites: number
  readonly requests: number
  /** Milliseconds from each click until its switch showed it; `Infinity` where it never did before the next. */
  readonly waits: readonly number[]
}

export function measure({ events, rest, requests, mostWrites }: Recording): Figures {
  const ends = switchIds.map((id) => {
    const last = lastClick(events, id)
    const { shown, saved, hasError } = rest[id]
    const isMissing = last !== undefined && saved !== last.wanted
    const isLost = isMissing && !hasError
    return {
      disagreeing: shown !== saved,
      lost: isLost,
      silent: isLost && endedInFailure(events, last.click),
      falseErrors: hasError && !isMissing,
    }
  })
  const count = (name: keyof (typeof ends)[number]) => ends.filter((end) => end[name]).length
  return {
    disagreeing: count('disagreeing'),
    lost: count('lost'),
    flipped: switchIds.reduce((sum, id) => sum + flips(events, id), 0),
    silent: count('silent'),
    falseErrors: count('falseErrors'),
    mostWrites,
    requests,
    waits: switchIds.flatMap((id) => waits(events, id)),
  }
}

function clicksOn(events: readonly TrialEvent[], id: SwitchId) {
  return events.filter((event) => event.type === 'click').filter((event) => event.id === id)
}

const lastClick = (events: readonly TrialEvent[], id: SwitchId) => clicksOn(events, id).at(-1)

function endedInFailure(events: readonly TrialEvent[], click: number): boolean {
  const attempts = events.filter((event) => event.type === 'attempt')
  const ends = events.filter((event) => event.type === 'failed')
  const sent = attempts.filter((event) => event.click === click).length
  const failed = ends.filter((event) => event.click === click).length
  return failed > 0 && failed === sent
}

function flips(events: readonly TrialEvent[], id: SwitchId): number {
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

function waits(events: readonly TrialEvent[], id: SwitchId): number[] {
  const clicks = clicksOn(events, id)
  return clicks.map(({ at, wanted }, index) => {
    const until = clicks[index + 1]?.at ?? Infinity
    const shown = events
      .filter((event) => event.type === 'shown')
      .find((event) => event.id === id && event.isOn === wanted && event.at >= at)
    return shown && shown.at <= until ? shown.at - at : Infinity
  })
}

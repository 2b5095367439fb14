import { setTimeout as sleep } from 'node:timers/promises'
import type { Mode } from './modes.js'
import { between, createRandom } from './random.js'

/** The result of a request: an answer, a refusal with a status, or a lost answer. */
export type Outcome<Answer> =
  | { readonly status: 200; readonly answer: Answer }
  | { readonly status: 422 | 503 | 'lost' }

/** Figures of a link. */
export interface LinkStats {
  readonly requests: number
  readonly mostWrites: number
}

/** A simulated network between a page and its service. */
export interface Link {
  /** Starts delays, faults and counts. */
  arm(): void
  read<Answer>(act: () => Answer | Promise<Answer>): Promise<Outcome<Answer>>
  /** Sends a write that saves these clicks. */
  write<Answer>(
    clicks: readonly number[],
    act: () => Answer | Promise<Answer>,
  ): Promise<Outcome<Answer>>
  readonly stats: LinkStats
  /** Returns the milliseconds since the last answer; 0 while a request is in flight. */
  idleFor(): number
}

interface LinkOptions {
  readonly mode: Mode
  readonly seed: number
  readonly onFailed: (click: number) => void
  readonly onAttempt: (click: number) => void
}

/** Creates a link with random delays and faults, drawn from the seed in the order of the requests. */
export function createLink({ mode, seed, onFailed, onAttempt }: LinkOptions): Link {
  const times = createRandom(seed, 'times')
  const faults = createRandom(seed, 'faults')
  let isArmed = false
  let requests = 0
  let open = 0
  let openWrites = 0
  let mostWrites = 0
  let lastEvent = performance.now()

  function drawFault(): 422 | 503 | 'lost' | undefined {
    const draw = faults()
    if (draw < mode.failing) return draw < mode.failing / 2 ? 422 : 503
    return draw < mode.failing + mode.losing ? 'lost' : undefined
  }

  async function send<Answer>(
    act: () => Answer | Promise<Answer>,
    fault?: 422 | 503 | 'lost',
  ): Promise<Outcome<Answer>> {
    requests += 1
    open += 1
    const arrival = between(times, mode.arrival)
    const answerTime = between(times, mode.answer)
    try {
      if (arrival > 0) await sleep(arrival)
      const refused = fault === 422 || fault === 503
      const [answer] = await Promise.all([refused ? undefined : act(), sleep(answerTime)])
      return fault ? { status: fault } : { status: 200, answer: answer as Answer }
    } finally {
      open -= 1
      lastEvent = performance.now()
    }
  }

  return {
    arm() {
      isArmed = true
    },
    async read(act) {
      return isArmed ? send(act) : { status: 200, answer: await act() }
    },
    async write(clicks, act) {
      if (!isArmed) return { status: 200, answer: await act() }
      openWrites += 1
      mostWrites = Math.max(mostWrites, openWrites)
      for (const click of clicks) onAttempt(click)
      try {
        const outcome = await send(act, drawFault())
        if (outcome.status !== 200) for (const click of clicks) onFailed(click)
        return outcome
      } finally {
        openWrites -= 1
      }
    },
    get stats() {
      return { requests, mostWrites }
    },
    idleFor: () => (open > 0 ? 0 : performance.now() - lastEvent),
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Mode } from './modes.js'
import { between, createRandom } from './random.js'

/** How a request ended: with an answer, refused with a status, or without any answer. */
export type Outcome<Answer> =
  | { readonly status: 200; readonly answer: Answer }
  | { readonly status: 422 | 503 | 'lost' }

export interface LinkStats {
  readonly requests: number
  readonly mostWrites: number
}

export interface Link {
  /** Delays and faults begin; what was sent before is not counted. */
  arm(): void
  read<Answer>(act: () => Answer | Promise<Answer>): Promise<Outcome<Answer>>
  /** `clicks` are those that the write is about. */
  write<Answer>(
    clicks: readonly number[],
    act: () => Answer | Promise<Answer>,
  ): Promise<Outcome<Answer>>
  readonly stats: LinkStats
  /** Milliseconds since anything was sent or answered; 0 while something is under way. */
  quietFor(): number
}

interface LinkOptions {
  readonly mode: Mode
  readonly seed: number
  readonly onFailed: (click: number) => void
  readonly onAttempt: (click: number) => void
}

/** The way between one page and its service: random times and faults, drawn by seed in the order of the requests. */
export function createLink({ mode, seed, onFailed, onAttempt }: LinkOptions): Link {
  const times = createRandom(seed, 'times')
  const faults = createRandom(seed, 'faults')
  let armed = false
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
      armed = true
    },
    async read(act) {
      return armed ? send(act) : { status: 200, answer: await act() }
    },
    async write(clicks, act) {
      if (!armed) return { status: 200, answer: await act() }
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
    quietFor: () => (open > 0 ? 0 : performance.now() - lastEvent),
  }
}

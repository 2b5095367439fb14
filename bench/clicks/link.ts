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

/** The requests of one page over a link. */
export interface Connection {
  readonly read: <Answer>(act: () => Answer | Promise<Answer>) => Promise<Outcome<Answer>>
  /** Sends a write that saves these clicks. */
  readonly write: <Answer>(
    sent: { readonly clicks: readonly number[]; readonly keepalive: boolean },
    act: () => Answer | Promise<Answer>,
  ) => Promise<Outcome<Answer>>
}

/** A connection that ends with its page. */
export interface PageConnection extends Connection {
  /** Marks the start of leaving: the connection breaks for what is in flight, and what is sent from now on may be sent beside it. */
  readonly leave: () => void
  /** Ends the page: it gets no answers, and of its requests in flight only those with `keepalive` arrive. */
  readonly close: () => void
}

/** A simulated network between the pages of a trial and their service. */
export interface Link {
  /** Connects a page. */
  readonly connect: () => PageConnection
  /** Starts delays, faults and counts. */
  readonly arm: () => void
  readonly stats: LinkStats
  /** Returns the milliseconds since the last answer or arrival; 0 while a request is in flight. */
  readonly idleFor: () => number
}

interface LinkOptions {
  readonly mode: Mode
  readonly seed: number
  readonly onFailed: (click: number) => void
  readonly onAttempt: (click: number) => void
}

/** What happens to one request, in milliseconds. */
interface Delivery {
  /** From sending until it arrives. */
  readonly arrival: number
  /** From sending until its answer, or until the connection breaks. */
  readonly answer: number
  readonly fault?: 422 | 503 | 'lost' | undefined
}

/** Creates a link with random delays and faults, drawn from the seed in the order of the requests. */
export function createLink({ mode, seed, onFailed, onAttempt }: LinkOptions): Link {
  const times = createRandom(seed, 'times')
  const faults = createRandom(seed, 'faults')
  let isArmed = false
  let requests = 0
  let open = 0
  let mostWrites = 0
  let wasLate = false
  let lastEvent = performance.now()

  function drawRead(): Delivery {
    const arrival = between(times, mode.arrival)
    return { arrival, answer: arrival + between(times, mode.answer) }
  }

  function drawWrite(): Delivery {
    const { arrival, answer } = drawRead()
    const draw = faults()
    const { failing, refusing, losing, late } = mode
    if (draw < failing) return { arrival, answer, fault: draw < failing / 2 ? 422 : 503 }
    if (draw < failing + refusing) return { arrival, answer, fault: 503 }
    if (draw < failing + refusing + losing) return { arrival, answer, fault: 'lost' }
    const isLate = !wasLate && draw < failing + refusing + losing + late.share
    wasLate = isLate
    if (!isLate) return { arrival, answer }
    const delayed = between(times, late.arrival)
    // In half of the late writes, the page has given up by then.
    const isGivenUp = draw < failing + refusing + losing + late.share / 2
    return isGivenUp
      ? { arrival: delayed, answer, fault: 'lost' }
      : { arrival: delayed, answer: delayed + answer }
  }

  const pass = async <Answer>(act: () => Answer | Promise<Answer>): Promise<Outcome<Answer>> => ({
    status: 200,
    answer: await act(),
  })

  /** Counts what is in flight until the request has arrived and is answered. */
  async function track<Result>(run: () => Promise<Result>): Promise<Result> {
    open += 1
    try {
      return await run()
    } finally {
      open -= 1
      lastEvent = performance.now()
    }
  }

  function connect(): PageConnection {
    let isLeaving = false
    let isClosed = false
    let openWrites = 0
    let startLeaving = () => {}
    const left = new Promise<void>((resolve) => (startLeaving = resolve))

    async function send<Answer>(
      { arrival, answer, fault }: Delivery,
      keepalive: boolean,
      act: () => Answer | Promise<Answer>,
    ): Promise<Outcome<Answer>> {
      requests += 1
      const isRefused = fault === 422 || fault === 503
      const arrived = track(async () => {
        // A delay of 0 is none, so that requests arrive in the order in which they are sent.
        if (arrival > 0) await sleep(arrival)
        return isRefused || (isClosed && !keepalive) ? undefined : act()
      })
      const answered = track(() => sleep(answer))
      await answered
      return fault ? { status: fault } : { status: 200, answer: (await arrived) as Answer }
    }

    /** Returns an outcome to the page. At the start of leaving, browsers report what is in flight as failed. */
    async function receive<Answer>(pending: Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
      const isLast = isLeaving
      await Promise.race([Promise.allSettled([pending]), ...(isLast ? [] : [left])])
      if (isLeaving && !isLast) return { status: 'lost' }
      return isClosed ? new Promise(() => {}) : pending
    }

    return {
      read: (act) => (isArmed ? receive(send(drawRead(), false, act)) : pass(act)),
      write({ clicks, keepalive }, act) {
        if (isClosed) return new Promise(() => {})
        if (!isArmed) return pass(act)
        openWrites += 1
        if (!isLeaving) mostWrites = Math.max(mostWrites, openWrites)
        for (const click of clicks) onAttempt(click)
        const sent = send(drawWrite(), keepalive, act).then((outcome) => {
          openWrites -= 1
          if (outcome.status !== 200) for (const click of clicks) onFailed(click)
          return outcome
        })
        return receive(sent)
      },
      leave() {
        isLeaving = true
        startLeaving()
      },
      close: () => void (isClosed = true),
    }
  }

  return {
    connect,
    arm: () => void (isArmed = true),
    get stats() {
      return { requests, mostWrites }
    },
    idleFor: () => (open > 0 ? 0 : performance.now() - lastEvent),
  }
}

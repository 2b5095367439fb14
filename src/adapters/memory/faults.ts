import { IdentikitError } from '../../core/errors.js'

/** One call of the adapter, as the switches see it. */
export interface AdapterCall {
  /** E.g. `preferences.update`. */
  readonly member: string
  /** Whom it is about; absent where it is about nobody in particular. */
  readonly id?: string | undefined
  /** The patch, the change, the device, the event. */
  readonly input?: unknown
  readonly source?: string | undefined
}

/** What may go wrong between a page and its service. Set at any time, for the calls that follow. */
export interface Faults {
  /**
   * Milliseconds until an answer comes, or the least and the most; `Infinity` never answers. What is asked is done at once.
   * @default 0
   */
  latency: number | readonly [least: number, most: number]
  /**
   * Rejects with `network`, and nothing is done.
   * @default false
   */
  offline: boolean
  /** Rejects with the error that it returns, and nothing is done. */
  fail: ((call: AdapterCall) => IdentikitError | undefined) | undefined
  /** Does what is asked, but where this returns true the answer is lost: it rejects with `network`. */
  lose: ((call: AdapterCall) => boolean) | undefined
  /** Seeds the random times; answers then come in random order, up to 50 ms later, to what is done in order. */
  reorder: number | undefined
  /**
   * Does what is asked and keeps the answers back until `release()`.
   * @default false
   */
  pause: boolean
  /** The calls whose answers are kept back, oldest first. */
  readonly pending: readonly AdapterCall[]
  /** Lets answers go that are kept back: all, or those that are picked. */
  release(pick?: (call: AdapterCall) => boolean): void
}

/** Sends one call through the switches; `act` does what was asked, at once. */
export type Send = <Answer>(
  call: AdapterCall,
  act: () => Answer,
  signal?: AbortSignal,
) => Promise<Answer>

/** The switches, and the way through them. */
export function createFaults(): { faults: Faults; send: Send } {
  let waiting: { readonly call: AdapterCall; readonly arrive: () => void }[] = []
  let seed: number | undefined
  let random = seeded(1)

  const faults: Faults = {
    latency: 0,
    offline: false,
    fail: undefined,
    lose: undefined,
    reorder: undefined,
    pause: false,
    get pending() {
      return waiting.map(({ call }) => call)
    },
    release(pick = () => true) {
      const going = waiting.filter(({ call }) => pick(call))
      waiting = waiting.filter((one) => !going.includes(one))
      for (const { arrive } of going) arrive()
    },
  }

  function delay(): number {
    if (faults.reorder !== seed) {
      seed = faults.reorder
      random = seeded(seed ?? 1)
    }
    const { latency } = faults
    const [least, most] = typeof latency === 'number' ? [latency, latency] : latency
    const base = least === most ? least : least + random() * (most - least)
    return seed === undefined ? base : base + random() * 50
  }

  function answerTo(call: AdapterCall, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const answer = () => {
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      const one = { call, arrive: answer }
      const arrive = () => {
        if (!faults.pause) answer()
        else if (!signal?.aborted) waiting.push(one)
      }
      const abort = () => {
        waiting = waiting.filter((other) => other !== one)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', abort, { once: true })
      const wait = delay()
      if (wait === 0) arrive()
      else if (wait < Infinity) setTimeout(arrive, wait)
    })
  }

  async function send<Answer>(call: AdapterCall, act: () => Answer, signal?: AbortSignal) {
    signal?.throwIfAborted()
    if (faults.offline) throw cut('The memory adapter is switched offline.')
    const result = attempt(() => {
      const failure = faults.fail?.(call)
      if (failure) throw failure
      return act()
    })
    const lost = 'answer' in result && faults.lose?.(call) === true
    await answerTo(call, signal)
    if (lost) throw cut('The memory adapter was told to lose this answer.')
    if ('answer' in result) return result.answer
    throw result.error
  }

  return { faults, send }
}

function attempt<Answer>(act: () => Answer): { answer: Answer } | { error: unknown } {
  try {
    return { answer: act() }
  } catch (error) {
    return { error }
  }
}

function cut(what: string): IdentikitError {
  return new IdentikitError('network', what)
}

/** Mulberry32: the same numbers for the same seed everywhere. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

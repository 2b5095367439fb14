import { IdentikitError } from '../../core/errors.js'
import type { ChangeRefusal } from '../../core/preferences/acceptChanges.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'

/** A call of a memory adapter, as its fault switches receive it. */
export interface AdapterCall {
  /** The called member, e.g. `preferences.update`. */
  readonly member: string
  /** The id of the user; absent for calls that concern no single user. */
  readonly id?: string | undefined
  /** The patch, change, device or event. */
  readonly input?: unknown
  /** The `source` option. */
  readonly source?: string | undefined
}

/** The fault switches of a memory adapter. Each can be set at any time and applies to later calls. */
export interface Faults {
  /**
   * Milliseconds until a response, or a random number between a minimum and a maximum; `Infinity` never responds. Writes take
   * effect immediately.
   * @default 0
   */
  latency: number | readonly [min: number, max: number]
  /**
   * Rejects every call with `network` and changes nothing.
   * @default false
   */
  offline: boolean
  /** Rejects with the error that it returns, and changes nothing. */
  fail: ((call: AdapterCall) => IdentikitError | undefined) | undefined
  /** Refuses single changes of preferences with the reason that it returns, e.g. `{ code: 'locked', problem: 'is locked' }`. */
  refuse: ((change: PreferenceChange) => ChangeRefusal | undefined) | undefined
  /** Runs the call, and rejects with `network` where it returns true. */
  loseResponse: ((call: AdapterCall) => boolean) | undefined
  /** The seed of random numbers. With a seed, each response is delayed by up to 50 ms, so that responses arrive out of order. */
  reorder: number | undefined
  /**
   * Runs calls and holds their responses until `release()`.
   * @default false
   */
  pause: boolean
  /** The calls whose responses are pending, oldest first. */
  readonly pending: readonly AdapterCall[]
  /** Sends pending responses: all of them, or those for which `filter` returns true. */
  release(filter?: (call: AdapterCall) => boolean): void
}

/** Runs one call with the current faults; `act` takes effect immediately. */
export type Simulate = <Result>(
  call: AdapterCall,
  act: () => Result,
  signal?: AbortSignal,
) => Promise<Result>

/** Creates the fault switches, and the function that applies them to a call. */
export function createFaults(): { faults: Faults; simulate: Simulate } {
  let pending: { readonly call: AdapterCall; readonly respond: () => void }[] = []
  let seed: number | undefined
  let random = createRandom(1)

  const faults: Faults = {
    latency: 0,
    offline: false,
    fail: undefined,
    refuse: undefined,
    loseResponse: undefined,
    reorder: undefined,
    pause: false,
    get pending() {
      return pending.map(({ call }) => call)
    },
    release(filter = () => true) {
      const released = pending.filter(({ call }) => filter(call))
      pending = pending.filter((response) => !released.includes(response))
      for (const { respond } of released) respond()
    },
  }

  function getDelay(): number {
    if (faults.reorder !== seed) {
      seed = faults.reorder
      random = createRandom(seed ?? 1)
    }
    const { latency } = faults
    const [min, max] = typeof latency === 'number' ? [latency, latency] : latency
    const delay = min === max ? min : min + random() * (max - min)
    return seed === undefined ? delay : delay + random() * 50
  }

  function waitForResponse(call: AdapterCall, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const respond = () => {
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      const response = { call, respond }
      const arrive = () => {
        if (!faults.pause) respond()
        else if (!signal?.aborted) pending.push(response)
      }
      const abort = () => {
        pending = pending.filter((other) => other !== response)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', abort, { once: true })
      const delay = getDelay()
      if (delay === 0) arrive()
      else if (delay < Infinity) setTimeout(arrive, delay)
    })
  }

  async function simulate<Result>(call: AdapterCall, act: () => Result, signal?: AbortSignal) {
    signal?.throwIfAborted()
    if (faults.offline) throw networkError('The memory adapter is offline.')
    const result = attempt(() => {
      const failure = faults.fail?.(call)
      if (failure) throw failure
      return act()
    })
    const isLost = 'value' in result && faults.loseResponse?.(call) === true
    await waitForResponse(call, signal)
    if (isLost) throw networkError('The memory adapter lost this response.')
    if ('value' in result) return result.value
    throw result.error
  }

  return { faults, simulate }
}

function attempt<Result>(act: () => Result): { value: Result } | { error: unknown } {
  try {
    return { value: act() }
  } catch (error) {
    return { error }
  }
}

function networkError(message: string): IdentikitError {
  return new IdentikitError('network', message)
}

/** Creates a Mulberry32 generator, which returns the same numbers for the same seed on every platform. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

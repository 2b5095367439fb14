type Handle = (request: Request) => Promise<Response>

/** The faults that the end-to-end tests inject. */
interface FaultSettings {
  /** How many of the next writes are answered with 500 and not applied. */
  readonly failSaves?: number
  /** How many of the next reads are answered with 500. */
  readonly failReads?: number
  /** The range of the delay of each answer, in milliseconds. */
  readonly randomDelay?: readonly [min: number, max: number]
  /** The seed of the random delays. */
  readonly seed?: number
}

const noDelay = (): number => 0

export interface Faults {
  /** Reads the faults from a request. */
  readonly set: Handle
  /** Answers a request with the faults applied. */
  readonly handle: Handle
}

/** Injects faults in front of the handler, for the end-to-end tests only. */
export function createFaults(handler: Handle): Faults {
  let failSaves = 0
  let failReads = 0
  let delay = noDelay

  function fails(method: string): boolean {
    if (method === 'GET') return failReads > 0 && failReads-- > 0
    return failSaves > 0 && failSaves-- > 0
  }

  return {
    async set(request) {
      const settings = (await request.json()) as FaultSettings
      const { randomDelay: [min, max] = [0, 0], seed = 1 } = settings
      ;({ failSaves = 0, failReads = 0 } = settings)
      const random = createRandom(seed)
      delay = () => min + random() * (max - min)
      return new Response(null, { status: 204 })
    },
    async handle(request) {
      const wait = delay()
      const response = fails(request.method)
        ? new Response('Injected by a test.', { status: 500 })
        : await handler(request)
      await new Promise((resolve) => setTimeout(resolve, wait))
      return response
    },
  }
}

/** Returns a seeded random number generator from 0 to 1 (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

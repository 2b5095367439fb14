type Handle = (request: Request) => Promise<Response>

/** What the tests ask to go wrong from now on; what is left out goes well. */
interface FaultSettings {
  /** So many writes are answered with 500, and not made. */
  readonly failSaves?: number
  /** So many reads are answered with 500. */
  readonly failReads?: number
  /** Each answer waits for a while between these, in milliseconds. */
  readonly randomDelay?: readonly [min: number, max: number]
  /** Which random numbers. */
  readonly seed?: number
}

const noDelay = (): number => 0

export interface Faults {
  /** Takes the settings that a request brings. */
  readonly set: Handle
  /** Answers in the place of the handler. */
  readonly handle: Handle
}

/** Stands between the kit and its handler and spoils answers, for the end-to-end tests only. */
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
        ? new Response('The test asked for this.', { status: 500 })
        : await handler(request)
      await new Promise((resolve) => setTimeout(resolve, wait))
      return response
    },
  }
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

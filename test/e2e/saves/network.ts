/** What happens to one write on its way to the handler. */
export type Delivery =
  /** The handler never receives it, and a proxy answers. */
  | { readonly type: 'refuse'; readonly status: number; readonly retryAfter?: number }
  /** The connection breaks before the handler receives it. */
  | { readonly type: 'drop' }
  /** The handler receives it, and the connection breaks before the answer. */
  | { readonly type: 'lose' }
  /** The handler never receives it, and nobody answers. */
  | { readonly type: 'hang' }
  /** The handler receives it later, even if the page has given it up. */
  | { readonly type: 'hold'; readonly until: Promise<void> }

/** A write that a page sent. */
export interface SentWrite {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** The status of the answer; `undefined` if there is none yet, or never. */
  status: number | undefined
}

/** A write that waits for `release()`, which resolves with the handler's status. */
export interface HeldWrite {
  readonly isHeld: () => boolean
  readonly release: () => Promise<number | undefined>
}

/** The network between the pages and the handler, which delivers each write as planned. */
export interface Network {
  /** Plans the next writes, in the order in which they arrive. All others are delivered. */
  readonly plan: (...deliveries: readonly Delivery[]) => void
  /** Plans that the next write is held. */
  readonly hold: () => HeldWrite
  /** All writes so far. */
  readonly writes: readonly SentWrite[]
  /** The number of reads so far. */
  readonly reads: () => number
  /** The headers that are removed from each request, as if an older page had sent it. */
  readonly removeHeaders: (names: readonly string[]) => void
  /** Ends all plans. */
  readonly reset: () => void
  /** Delivers a request. Returns `undefined` where the connection breaks, and never settles where nobody answers. */
  readonly deliver: (request: Request) => Promise<Response | undefined>
}

/** Creates a network to a handler. */
export function createNetwork(serve: (request: Request) => Promise<Response>): Network {
  const planned: Delivery[] = []
  const writes: SentWrite[] = []
  let reads = 0
  let removed: readonly string[] = []

  return {
    writes,
    reads: () => reads,
    plan: (...deliveries) => void planned.push(...deliveries),
    hold() {
      let open = () => {}
      const until = new Promise<void>((resolve) => (open = resolve))
      const delivery: Delivery = { type: 'hold', until }
      planned.push(delivery)
      const count = writes.length + planned.length
      const find = () => (planned.includes(delivery) ? undefined : writes[count - 1])
      return {
        isHeld: () => find() !== undefined,
        async release() {
          open()
          while (find()?.status === undefined)
            await new Promise((resolve) => setTimeout(resolve, 5))
          return find()?.status
        },
      }
    },
    removeHeaders: (names) => (removed = names),
    reset() {
      planned.length = 0
      writes.length = 0
      reads = 0
      removed = []
    },
    async deliver(request) {
      for (const name of removed) request.headers.delete(name)
      if (request.method === 'GET') {
        reads += 1
        return serve(request)
      }
      const write = await toSentWrite(request.clone())
      const delivery = planned.shift()
      writes.push(write)
      const response = await deliverWrite(() => serve(request), delivery)
      write.status = response?.status
      return delivery?.type === 'lose' ? undefined : response
    },
  }
}

async function deliverWrite(
  serve: () => Promise<Response>,
  delivery: Delivery | undefined,
): Promise<Response | undefined> {
  if (delivery?.type === 'drop') return undefined
  if (delivery?.type === 'hang') await new Promise(() => {})
  if (delivery?.type === 'hold') await delivery.until
  if (delivery?.type !== 'refuse') return serve()
  const { status, retryAfter } = delivery
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return new Response(null, { status, headers })
}

async function toSentWrite(request: Request): Promise<SentWrite> {
  const text = await request.text()
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    headers: Object.fromEntries(request.headers),
    body: text === '' ? undefined : JSON.parse(text),
    status: undefined,
  }
}

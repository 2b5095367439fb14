/** A sent request. */
export interface RecordedCall {
  readonly method: string
  /** The full URL with its query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The parsed JSON; `undefined` if there is none. */
  readonly body: unknown
}

/** Records the requests that are sent through a fetch, to compare them with those of a vendor's SDK. */
export function record(send: typeof fetch): {
  readonly fetch: typeof fetch
  readonly calls: RecordedCall[]
} {
  const calls: RecordedCall[] = []
  return {
    calls,
    async fetch(input, init) {
      const request = new Request(input, init)
      const text = await request.clone().text()
      calls.push({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      })
      return send(request)
    },
  }
}

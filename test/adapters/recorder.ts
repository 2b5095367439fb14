/** One request as it went over the wire. */
export interface RecordedCall {
  readonly method: string
  /** With its query, as it was sent. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON; `undefined` where there was none. */
  readonly body: unknown
}

/** Writes down what is sent through a fetch: ours and a vendor's SDK can be compared request by request. */
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

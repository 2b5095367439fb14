import type { Connection } from './link.js'

/** Creates a `fetch` that sends over a connection to a server. `findClicks` returns the clicks that a write's body saves. */
export function linkedFetch(
  connection: Connection,
  serve: (request: Request) => Response | Promise<Response>,
  findClicks: (body: Readonly<Record<string, unknown>>) => number[],
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const act = () => serve(request)
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : {}
    const clicks = findClicks(body as Readonly<Record<string, unknown>>)
    const { keepalive } = request
    const outcome =
      request.method === 'GET'
        ? await connection.read(act)
        : await connection.write({ clicks, keepalive }, act)
    if (outcome.status === 200) return outcome.answer
    // fetch throws this when the connection breaks.
    if (outcome.status === 'lost') throw new TypeError('fetch failed')
    return new Response(null, { status: outcome.status })
  }
}

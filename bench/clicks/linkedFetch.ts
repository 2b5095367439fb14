import type { Link } from './link.js'

/** Creates a `fetch` that sends over the link to a server. `findClicks` returns the clicks that a write's body saves. */
export function linkedFetch(
  link: Link,
  serve: (request: Request) => Response | Promise<Response>,
  findClicks: (body: Readonly<Record<string, unknown>>) => number[],
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const act = () => serve(request)
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : {}
    const outcome =
      request.method === 'GET'
        ? await link.read(act)
        : await link.write(findClicks(body as Readonly<Record<string, unknown>>), act)
    if (outcome.status === 200) return outcome.answer
    // fetch throws this when the connection breaks.
    if (outcome.status === 'lost') throw new TypeError('fetch failed')
    return new Response(null, { status: outcome.status })
  }
}

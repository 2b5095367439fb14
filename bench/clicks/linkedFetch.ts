import type { Link } from './link.js'

/** A `fetch` that goes over the link to a server; `clicksOf` says which clicks a write's body is about. */
export function linkedFetch(
  link: Link,
  serve: (request: Request) => Response | Promise<Response>,
  clicksOf: (body: Readonly<Record<string, unknown>>) => number[],
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const act = () => serve(request)
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : {}
    const outcome =
      request.method === 'GET'
        ? await link.read(act)
        : await link.write(clicksOf(body as Readonly<Record<string, unknown>>), act)
    if (outcome.status === 200) return outcome.answer
    // What a browser's fetch does where the connection breaks.
    if (outcome.status === 'lost') throw new TypeError('fetch failed')
    return new Response(null, { status: outcome.status })
  }
}

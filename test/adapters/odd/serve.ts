/** Creates a fetch that answers the requests whose method and URL contain a text; other requests are answered 404. */
export const serve =
  (answers: Readonly<Record<string, unknown>>): typeof fetch =>
  async (input, init) => {
    const { method, url } = new Request(input, init)
    const found = Object.entries(answers).find(([place]) => `${method} ${url}`.match(place))
    return found
      ? new Response(JSON.stringify(found[1]), { status: 200 })
      : Response.json({ error: {} }, { status: 404 })
  }

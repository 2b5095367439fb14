/** The accounts API of docs/adapters.md, in memory. */

type JsonMap = Readonly<Record<string, unknown>>
type Choices = Readonly<Record<string, boolean | null>>

interface Account {
  readonly values: JsonMap
  readonly choices: ReadonlyMap<string, Choices>
  readonly settings: JsonMap
}

const topics = [
  { key: 'news', title: 'News', channels: ['email', 'push'] },
  { key: 'invoices', title: 'Invoices', channels: ['email'] },
]

/** Merges a patch by key; `null` removes one, and JSON has no `undefined`. */
function merge(before: JsonMap, patch: JsonMap): JsonMap {
  const merged = new Map([...Object.entries(before), ...Object.entries(patch)])
  return Object.fromEntries([...merged].filter(([, value]) => value !== null))
}

/** Creates the API with accounts of these ids. */
export function createAccountsApi(secretKey: string, ids: readonly string[]): typeof fetch {
  const accounts = new Map<string, Account>()
  for (const id of ids) accounts.set(id, { values: {}, choices: new Map(), settings: {} })

  const show = (id: string): JsonMap => ({ id, ...accounts.get(id)?.values })

  const showTopics = (id: string) => ({
    topics: topics.map(({ key, title, channels }) => ({
      key,
      title,
      channels: Object.fromEntries(
        channels.map((channel) => [channel, accounts.get(id)?.choices.get(key)?.[channel] ?? null]),
      ),
    })),
  })

  function put(id: string, body: JsonMap): Response {
    const { values = {}, ...kept } = accounts.get(id) ?? { choices: new Map(), settings: {} }
    const { attributes = {}, ...others } = body
    const merged = merge((values['attributes'] ?? {}) as JsonMap, attributes as JsonMap)
    accounts.set(id, { values: { ...merge(values, others), attributes: merged }, ...kept })
    return Response.json(show(id))
  }

  function patchTopics(id: string, account: Account, body: JsonMap): Response {
    const changes = body['choices'] as { key: string; channel: string; enabled: boolean | null }[]
    const isKnown = ({ key, channel }: (typeof changes)[number]) =>
      topics.some((topic) => topic.key === key && topic.channels.includes(channel))
    if (!changes.every(isKnown)) return new Response(null, { status: 422 })
    const choices = new Map(account.choices)
    for (const { key, channel, enabled } of changes)
      choices.set(key, { ...choices.get(key), [channel]: enabled })
    accounts.set(id, { ...account, choices })
    return Response.json(showTopics(id))
  }

  return async (input, init) => {
    const request = new Request(input, init)
    const isAllowed = request.headers.get('authorization') === `Bearer ${secretKey}`
    if (!isAllowed) return new Response(null, { status: 401 })
    const [, , , encoded = '', part] = new URL(request.url).pathname.split('/')
    const id = decodeURIComponent(encoded)
    const text = await request.text()
    const account = accounts.get(id)
    const body = (text === '' ? {} : JSON.parse(text)) as JsonMap
    if (request.method === 'PUT' && part === undefined) return put(id, body)
    if (!account) return new Response(null, { status: 404 })
    if (request.method === 'PUT') {
      accounts.set(id, { ...account, settings: body })
      return new Response(null, { status: 204 })
    }
    if (request.method === 'DELETE') {
      accounts.delete(id)
      return new Response(null, { status: 204 })
    }
    if (part === undefined) return Response.json(show(id))
    if (part === 'settings') return Response.json(account.settings)
    return request.method === 'PATCH'
      ? patchTopics(id, account, body)
      : Response.json(showTopics(id))
  }
}

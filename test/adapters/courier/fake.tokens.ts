import { CourierRefusal, readObject, type JsonObject } from './fake.json.js'

const providers = ['firebase-fcm', 'apn', 'expo', 'onesignal']

/**
 * Creates the push tokens of the fake.
 * @param isList whether the tokens of a user are a list of its own, as in api-reference/device-tokens/get-all-tokens, and not in an object
 */
export function createFakeTokens(isList: boolean) {
  const stored = new Map<string, ReadonlyMap<string, JsonObject>>()

  /**
   * "Adds a single token to a user and overwrites a matching existing token." provider_key is required; "token: (Optional) Full body of
   * the token. Must match token in URL." "expiry_date: Defaults to 2 months." (reference/token-management/put-token)
   */
  function put(id: string, token: string, body: unknown): Response {
    const entry = readObject(body, 'body')
    const { provider_key, expiry_date = '2026-12-01T00:00:00.000Z' } = entry
    if (!providers.includes(String(provider_key))) throw new CourierRefusal(400)
    if ((entry['token'] ?? token) !== token) throw new CourierRefusal(400)
    const tokens = new Map(stored.get(id))
    tokens.set(token, { ...entry, token, expiry_date, status: 'active' })
    stored.set(id, tokens)
    return new Response(null, { status: 204 })
  }

  return {
    stored,
    serve(method: string, id: string, token: string | undefined, body: unknown): Response {
      const tokens = new Map(stored.get(id))
      if (token === undefined) {
        if (method !== 'GET') throw new CourierRefusal(405)
        const list = [...tokens.values()]
        return Response.json(isList ? list : { tokens: list })
      }
      if (method === 'PUT') return put(id, token, body)
      const entry = tokens.get(token)
      if (!entry) throw new CourierRefusal(404)
      if (method === 'GET') return Response.json(entry)
      if (method !== 'DELETE') throw new CourierRefusal(405)
      tokens.delete(token)
      stored.set(id, tokens)
      return new Response(null, { status: 204 })
    },
  }
}

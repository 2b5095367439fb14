import * as fc from 'fast-check'
import * as z from 'zod/mini'
import type { HeaderFunction } from '../../src/adapters/http/credentials.js'
import { createHttpClient, toPathSegment } from '../../src/adapters/http/httpClient.js'
import type { UserAdapter } from '../../src/core/adapter.js'
import { userFields } from '../../src/core/user/fields.js'
import type { User } from '../../src/core/user/user.js'
import { userSchema } from '../../src/core/user/userSchema.js'
import { streakSchema } from '../../src/core/streak/streakSchema.js'
import { preferencesSchema } from '../core/wireSchemas.js'

/** The key of the service, which no response may contain. */
export const secret = 'sk_test_51-sentinel'

const origin = 'https://api.vendor.example'
const names = ['accept', 'authorization', 'content-type']

/** Returns the service's response to one request. */
export type Behavior = () => Response | Promise<Response>

// JSON has no `undefined`, so absent keys stay absent.
const vendorUserSchema = userSchema as z.ZodMiniType<unknown> as z.ZodMiniType<User>

/** The part of the service's JSON that the adapter reads. */
const { channels } = preferencesSchema.shape
const wirePreferences = z.object({
  types: z.array(z.object({ id: z.string(), channels })),
  channels,
  rest: preferencesSchema.shape.rest,
})

const person = { id: 'ada', name: 'Ada', traits: { plan: secret }, rest: { key: secret } }
const preferences = {
  types: [{ id: 'news', channels: { email: { state: 'on' } }, note: secret }],
  channels: {},
}
const streak = { enabled: true, evaluationMode: 'or', metrics: [], daysOff: [] }
/** A response that matches every schema. */
const validBody = { ...person, ...preferences, ...streak }

const text = `no: ${secret} is not ${origin}'s ada@sentinel.example`

export const behaviors: fc.Arbitrary<Behavior> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(() => Response.json(validBody)) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        status: fc.constantFrom(400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503, 504),
        wait: fc.constantFrom('1', '1e9', 'soon', secret, 'Sun, 06 Nov 1994 08:49:37 GMT'),
        body: fc.constantFrom(
          text,
          JSON.stringify({ error: { code: 'invalid', fields: { [text]: text } } }),
        ),
      })
      .map(({ status, wait, body }) => () => {
        const headers = { 'retry-after': wait, 'x-request-id': secret, 'x-debug': secret }
        return new Response(body, { status, headers })
      }),
  },
  fc.constantFrom<Behavior>(
    () =>
      new Response(null, { status: 302, headers: { location: `https://evil.example/?${secret}` } }),
    () => new Response(`<html>${text}`),
    () => new Response(`"${secret.repeat(60_000)}"`),
    () => new Response('{"id":7,"name":["sentinel"],"types":"sentinel","enabled":"sentinel"}'),
    () => Response.json({ [secret]: secret, types: [{ id: 1, channels: { [secret]: text } }] }),
    () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.error(new Error(text)) }),
      ),
    () => Promise.reject(new TypeError(`bad header ${secret}`)),
    () => Promise.reject(Object.assign(new Error('failed'), { config: { headers: [secret] } })),
    () => Promise.reject(new Error('failed', { cause: new Error(secret) })),
    () => Promise.reject(secret),
  ),
)

/** Creates an adapter over `createHttpClient` whose service records requests that break its rules. */
export function createVendor() {
  const violations: string[] = []
  const queue: Behavior[] = []
  let requests = 0

  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { url, headers, redirect } = new Request(input, init)
    requests += 1
    if (!url.startsWith(`${origin}/v1/users/`)) violations.push(`address ${url}`)
    if (redirect !== 'manual') violations.push(`redirect ${redirect}`)
    for (const [name, value] of headers) {
      if (!names.includes(name) || value.includes('cookie'))
        violations.push(`header ${name}: ${value}`)
    }
    return (queue.shift() ?? (() => Response.json(validBody)))()
  }
  const headers: HeaderFunction = ({ refresh }) => ({
    authorization: `Bearer ${secret}${refresh ? '-new' : ''}`,
  })
  const http = createHttpClient('Vendor', { baseUrl: `${origin}/v1`, fetch, headers })
  const at = (id: string, rest = '') => `/users/${toPathSegment(id)}${rest}`
  const can = { read: true, write: true, clear: true }

  const adapter: UserAdapter = {
    id: 'vendor',
    fields: Object.fromEntries(userFields.map((field) => [field, can])),
    traits: { values: 'json', merge: 'deep', clear: true },
    users: {
      get: async (id, { signal } = {}) => http(vendorUserSchema, 'GET', at(id), { signal }),
      identify: async (id, patch) => http(vendorUserSchema, 'PUT', at(id), { body: patch }),
      update: async (id, patch) => http(vendorUserSchema, 'PATCH', at(id), { body: patch }),
      delete: async (id) => void (await http(z.unknown(), 'DELETE', at(id))),
    },
    preferences: {
      rules: { write: 'setting', parents: 'unknown' },
      get: async (id) => http(wirePreferences, 'GET', at(id, '/preferences')),
      update: async (id, body) => http(wirePreferences, 'PUT', at(id, '/preferences'), { body }),
      reset: async (id) => http(wirePreferences, 'DELETE', at(id, '/preferences')),
    },
    streak: {
      get: async (id) => http(streakSchema, 'GET', at(id, '/streak')),
      update: async (id, body) => http(streakSchema, 'PATCH', at(id, '/streak'), { body }),
    },
    devices: {
      add: async (id, body) => void (await http(z.unknown(), 'PUT', at(id, '/devices'), { body })),
      remove: async (id, token) =>
        void (await http(z.unknown(), 'DELETE', at(id, `/devices/${toPathSegment(token)}`))),
    },
    events: {
      track: async (id, body) =>
        void (await http(z.unknown(), 'POST', at(id, '/events'), { body })),
    },
  }
  return {
    adapter,
    violations,
    countRequests: () => requests,
    behave: (next: readonly Behavior[]) => queue.splice(0, Infinity, ...next),
  }
}

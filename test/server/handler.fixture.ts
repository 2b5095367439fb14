import { createMemoryAdapter, type MemoryAdapter } from '../../src/adapters/memory/memory.js'
import {
  createUserHandler,
  type UserHandler,
  type UserHandlerErrorEvent,
  type UserHandlerOptions,
} from '../../src/server.js'

export const origin = 'https://app.example.com'
export const base = `${origin}/api/identikit`

/** Every value of `allow`. */
export const everything = ['devices', 'events', 'history', 'users.delete'] as const

export const change = { type: 'news', channel: 'push', enabled: true }

/** One request of each kind. */
export const requests: readonly { method: string; path: string; body?: unknown }[] = [
  { method: 'GET', path: '?read=user,preferences,streak' },
  { method: 'GET', path: '/history?limit=5' },
  { method: 'PUT', path: '/user', body: { patch: { name: 'Countess' } } },
  { method: 'PATCH', path: '/user', body: { patch: { name: 'Countess' } } },
  { method: 'DELETE', path: '/user' },
  { method: 'PATCH', path: '/preferences', body: { changes: [change] } },
  { method: 'DELETE', path: '/preferences' },
  { method: 'PATCH', path: '/streak', body: { patch: { enabled: false } } },
  { method: 'PATCH', path: '/schedule', body: { patch: { enabled: true } } },
  { method: 'PUT', path: '/devices', body: { device: { token: 'token' } } },
  { method: 'POST', path: '/devices/remove', body: { token: 'token' } },
  { method: 'POST', path: '/events', body: { event: { name: 'ran' } } },
]

/** A device whose token no other user may read. */
export const device = { token: 'sentinel-of-ada' }

export const people = [
  {
    id: 'ada',
    name: 'Ada',
    email: 'ada@example.com',
    traits: { plan: 'free', theme: 'dark' },
    devices: [device],
  },
  { id: 'grace', name: 'Grace' },
  { id: 'guest_1', locale: 'ja-JP', devices: [{ token: 'sentinel-of-guest' }] },
]

const preferences = {
  types: [
    { id: 'news', channels: { email: { state: 'on' }, push: { state: 'unset' } } },
    { id: 'security', channels: { email: { state: 'on' }, push: { state: 'on' } } },
  ],
  channels: { email: { state: 'on' } },
} as const

export const memory = (options = {}): MemoryAdapter =>
  createMemoryAdapter({ users: people, preferences, ...options })

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: any
}

/** Headers that every request of `openHandler` has. */
export const extraHeaders: Record<string, string> = {}

/** Creates a handler that signs in the user of the cookie, and a function that sends requests to it from its own origin. */
export function openHandler(
  options: Partial<UserHandlerOptions> = {},
  create: (options: UserHandlerOptions) => UserHandler = createUserHandler,
) {
  const adapter = memory()
  const faults: UserHandlerErrorEvent[] = []
  const handler = create({
    adapter,
    authenticate: (request) => request.headers.get('cookie'),
    onError: (fault) => faults.push(fault),
    ...options,
  })

  async function send(
    method: string,
    path: string,
    body?: unknown,
    overrides: Record<string, string | undefined> = {},
  ): Promise<Answer> {
    const headers = new Headers({ cookie: 'ada', origin, 'content-type': 'application/json' })
    for (const [name, value] of Object.entries({ ...extraHeaders, ...overrides })) {
      if (value === undefined) headers.delete(name)
      else headers.set(name, value)
    }
    const request = new Request(base + path, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const response = await handler(request)
    const text = await response.text()
    const { status } = response
    return { status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  /** Returns the calls of the service, except reads. */
  const getWrites = () => adapter.calls.filter(({ member }) => !member.endsWith('.get'))

  return { adapter, faults, handler, send, getWrites }
}

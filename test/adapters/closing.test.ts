import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCourierAdapter } from '../../src/adapters/courier/courier.js'
import { createEngageAdapter } from '../../src/adapters/engage/engage.js'
import { createKnockAdapter } from '../../src/adapters/knock/knock.js'
import { createNotiflowsAdapter } from '../../src/adapters/notiflows/notiflows.js'
import { createNovuAdapter } from '../../src/adapters/novu/novu.js'
import { createOneSignalAdapter } from '../../src/adapters/onesignal/onesignal.js'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createTrophyAdapter } from '../../src/adapters/trophy/trophy.js'
import type { UserAdapter } from '../../src/core/adapter.js'
import { createUserClient, type UserClient } from '../../src/core/client.js'

afterEach(() => {
  vi.useRealTimers()
})

/** Returns a token once, and then never again, like a function that waits for the network of a closing page. */
function createToken() {
  let calls = 0
  const token = (): string | Promise<string> => {
    calls += 1
    return calls === 1 ? 'the token' : new Promise<never>(() => {})
  }
  return { token, getCalls: () => calls }
}

const appId = '6f2f5fd1-1f6a-4b0e-9d4c-1a2b3c4d5e6f'
const news = { id: 'workflow:news', channels: ['email'] }

type Open = (fetch: typeof globalThis.fetch, token: () => string | Promise<string>) => UserAdapter

const adapters: Readonly<Record<string, Open>> = {
  knock: (fetch, userToken) => createKnockAdapter({ apiKey: 'pk_test', userToken, fetch }),
  notiflows: (fetch, userToken) =>
    createNotiflowsAdapter({ publicKey: 'pk_test', userToken, fetch }),
  remote: (fetch, token) =>
    createRemoteAdapter({
      url: 'https://app.example.com/api/identikit',
      fetch,
      headers: async () => ({ authorization: `Bearer ${await token()}` }),
    }),
  novu: (fetch) => createNovuAdapter({ secretKey: 'key', fetch }),
  onesignal: (fetch) => createOneSignalAdapter({ appId, apiKey: 'key', types: [news], fetch }),
  trophy: (fetch) => createTrophyAdapter({ apiKey: 'app_test.secret', fetch }),
  courier: (fetch) => createCourierAdapter({ apiKey: 'key', fetch }),
  engage: (fetch) =>
    createEngageAdapter({ publicKey: 'PUBLIC', secretKey: 'SECRET', lists: 'all', fetch }),
}

const writes: Readonly<Record<string, (client: UserClient) => Promise<unknown>>> = {
  preferences: ({ preferences }) =>
    preferences.update('ada', { type: 'workflow:news', channel: 'email', enabled: false }, closing),
  identify: ({ users }) => users.identify('ada', {}, closing),
  streak: ({ streak }) => streak.update('ada', { enabled: false }, closing),
}
const closing = { closing: true, keepalive: true }

describe('a write of a closing page', () => {
  for (const [name, open] of Object.entries(adapters)) {
    it.each(Object.entries(writes))(`is sent at once by ${name}: %s`, async (_, write) => {
      const sent: RequestInit[] = []
      const fetch = async (_url: unknown, init: RequestInit = {}) => {
        sent.push(init)
        return new Response('', { status: 404 })
      }
      const { token, getCalls } = createToken()
      const client = createUserClient(open(fetch, token))
      await client.preferences.get('ada').catch(() => undefined)
      const calls = getCalls()
      sent.length = 0
      vi.useFakeTimers()
      const result = write(client).then(
        () => 'saved',
        (error: { readonly code: string }) => error.code,
      )
      let code: string | undefined
      void result.then((value) => (code = value))
      for (let turn = 0; turn < 100; turn += 1) await Promise.resolve()
      expect(getCalls()).toBe(calls)
      // A member that the adapter lacks rejects with `unsupported` and sends nothing.
      expect(sent.length > 0 || code === 'unsupported').toBe(true)
      expect(sent.every(({ keepalive }) => keepalive)).toBe(true)
    })
  }
})

describe('a service that is called from a browser', () => {
  it.each(Object.entries(adapters))('keeps no order of writes: %s', (_, open) => {
    const adapter = open(globalThis.fetch, () => 'token')
    expect(adapter.order ?? false).toBe(false)
    expect(adapter.preferences?.rules.order ?? false).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createRemoteClient } from '../../../src/adapters/remote/remoteClient.js'
import { scopeHeader } from '../../../src/core/protocol.js'
import type { Preferences } from '../../../src/core.js'
import {
  createUserHandler,
  type AuthenticatedUser,
  type UserHandlerOptions,
} from '../../../src/server.js'
import { change, memory, openHandler, requests } from '../handler.fixture.js'

const session: AuthenticatedUser = { userId: 'ada', scopes: ['acme', 'globex ümlaut'] }
const scopes = ['acme', 'globex ümlaut'] as const

function open(options: Partial<UserHandlerOptions> = {}) {
  const adapter = memory()
  const served = openHandler({ adapter, authenticate: () => session, ...options })
  const ask = (
    scope: string | undefined,
    method = 'GET',
    path = '?read=preferences',
    body?: unknown,
  ) =>
    served.send(method, path, body, {
      [scopeHeader]: scope === undefined ? undefined : encodeURIComponent(scope),
    })
  return { ...served, adapter, ask }
}

const getState = ({ types }: Preferences) =>
  types.find(({ id }) => id === 'news')?.channels['push']?.state

describe('the scope of a request', () => {
  it.each(requests)(
    'that is not one of the user is 403 before anything else: $method $path',
    async (one) => {
      const asked: string[] = []
      const rateLimit = {
        store: { hit: async (key: string) => (asked.push(key), { count: 1, wait: 0 }) },
      }
      for (const scope of ['other', '', 'ACME', 'acme ', '%', '*', 'acme,other']) {
        const { ask, adapter } = open({ rateLimit })
        const answer = await ask(scope, one.method, one.path, one.body)
        expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } })
        expect(answer.body.error.fields).toEqual({ [scopeHeader]: 'is not a scope of this user' })
        expect(adapter.calls).toEqual([])
      }
      expect(asked).toEqual([])
    },
  )

  it.each([undefined, null, []])('is refused for a user with the scopes %j', async (none) => {
    // Plain JavaScript may return null, which the type doesn't allow.
    const user = { userId: 'ada', scopes: none } as AuthenticatedUser
    const { ask, adapter } = open({ authenticate: () => user })
    expect((await ask('acme')).status).toBe(403)
    expect(adapter.calls).toEqual([])
    expect((await ask(undefined)).status).toBe(200)
  })

  it('that is broken UTF-8 is refused', async () => {
    const { send } = open()
    const answer = await send('GET', '?read=preferences', undefined, { [scopeHeader]: '%ff' })
    expect(answer.status).toBe(403)
  })

  it.each([['acme'], 'acme', { acme: true }, [1]].map((wrong) => [wrong]))(
    'is refused where authenticate returns the scopes %j as another type',
    async (wrong) => {
      const isList = Array.isArray(wrong) && wrong.every((one) => typeof one === 'string')
      const { ask } = open({ authenticate: () => ({ userId: 'ada', scopes: wrong as never }) })
      expect((await ask('acme')).status).toBe(isList ? 200 : 401)
    },
  )

  it('keeps the preferences of each tenant apart from the others and from those without one', async () => {
    const { ask } = open()
    const spaces = [undefined, ...scopes]
    for (const changed of spaces) {
      const before = await Promise.all(
        spaces.map(async (scope) => (await ask(scope)).body.preferences.data),
      )
      const enabled = getState(before[spaces.indexOf(changed)]) !== 'on'
      const body = { changes: [{ ...change, enabled }] }
      const saved = await ask(changed, 'PATCH', '/preferences', body)
      expect(getState(saved.body.data)).toBe(enabled ? 'on' : 'off')
      const after = await Promise.all(
        spaces.map(async (scope) => (await ask(scope)).body.preferences.data),
      )
      const index = spaces.indexOf(changed)
      expect(getState(after[index])).toBe(enabled ? 'on' : 'off')
      const others = (list: readonly unknown[]) => list.filter((_, at) => at !== index)
      expect(others(after)).toEqual(others(before))
    }
    await ask('acme', 'DELETE', '/preferences')
    expect(getState((await ask('acme')).body.preferences.data)).toBe('unset')
    expect(getState((await ask('globex ümlaut')).body.preferences.data)).toBe('on')
    expect(getState((await ask(undefined)).body.preferences.data)).toBe('on')
  })

  it('keeps the schedule of each tenant apart from the others and from that without one', async () => {
    const { ask } = open()
    const isOn = async (scope: string | undefined) =>
      (await ask(scope, 'GET', '?read=schedule')).body.schedule.data.enabled
    await ask('acme', 'PATCH', '/schedule', { patch: { enabled: true } })
    expect([await isOn('acme'), await isOn(scopes[1]), await isOn(undefined)]).toEqual([
      true,
      false,
      false,
    ])
    await ask(undefined, 'PATCH', '/schedule', { patch: { enabled: true } })
    await ask('acme', 'PATCH', '/schedule', { patch: { enabled: false } })
    expect([await isOn('acme'), await isOn(scopes[1]), await isOn(undefined)]).toEqual([
      false,
      false,
      true,
    ])
  })

  it('is that of the preferences of an identify, too', async () => {
    const { ask } = open()
    await ask('acme', 'PUT', '/user', { patch: {}, preferences: [change] })
    expect(getState((await ask('acme')).body.preferences.data)).toBe('on')
    expect(getState((await ask(undefined)).body.preferences.data)).toBe('unset')
  })

  it('counts its requests apart', async () => {
    const { ask } = open({ rateLimit: { limit: { reads: 1 } } })
    expect((await ask('acme')).status).toBe(200)
    expect((await ask('acme')).status).toBe(429)
    expect((await ask('globex ümlaut')).status).toBe(200)
    expect((await ask(undefined)).status).toBe(200)
  })

  it('shares the profile of the person', async () => {
    const { ask } = open()
    await ask('acme', 'PATCH', '/user', { patch: { name: 'Countess' } })
    expect((await ask('globex ümlaut', 'GET', '?read=user')).body.user.data.name).toBe('Countess')
  })

  it('is a misuse for an adapter that keeps no preferences by scope', async () => {
    const { ask, faults } = open({ adapter: memory({ rules: { scope: false } }) })
    expect((await ask('acme')).status).toBe(500)
    expect(faults).toMatchObject([{ error: { code: 'misuse' } }])
    expect(faults[0]?.error.message).toContain('Pass a function as adapter')
  })
})

describe('adapter as a function', () => {
  it('receives the user and the scope, and returns the adapter of a tenant', async () => {
    const tenants = new Map(
      [...scopes, ''].map((scope) => [scope, memory({ id: scope, rules: { scope: false } })]),
    )
    const asked: unknown[] = []
    const { ask } = open({
      adapter: (request, user) => {
        asked.push([request.method, user])
        return tenants.get(user.scope ?? '') ?? memory()
      },
    })
    await ask('acme', 'PATCH', '/preferences', { changes: [change] })
    expect(getState((await ask('acme')).body.preferences.data)).toBe('on')
    expect(getState((await ask('globex ümlaut')).body.preferences.data)).toBe('unset')
    expect(getState((await ask(undefined)).body.preferences.data)).toBe('unset')
    expect(asked.slice(0, 1)).toEqual([['PATCH', { userId: 'ada', scope: 'acme' }]])
  })

  it('that throws is reported and answered 500', async () => {
    const { ask, faults } = open({
      adapter: () => {
        throw new Error('sentinel')
      },
    })
    const answer = await ask('acme')
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.body)).not.toContain('sentinel')
    expect(faults).toHaveLength(1)
  })
})

describe('createRemoteClient: scope', () => {
  const url = 'https://app.example.com/api/identikit'

  it('reads and writes the preferences of its tenant only', async () => {
    const adapter = createMemoryAdapter({ users: [{ id: 'ada' }] })
    const handler = createUserHandler({ adapter, authenticate: () => session })
    const fetch = (input: RequestInfo | URL, init?: RequestInit) =>
      handler(new Request(input, init))
    const acme = createRemoteClient({ url, fetch, scope: 'acme' })
    const globex = createRemoteClient({ url, fetch, scope: 'globex ümlaut' })
    const none = createRemoteClient({ url, fetch })
    expect(new Set([acme.id, globex.id, none.id]).size).toBe(3)
    await acme.preferences.update('ada', change)
    expect(getState(await acme.preferences.get('ada'))).toBe('on')
    expect(getState(await globex.preferences.get('ada'))).toBeUndefined()
    expect(getState(await none.preferences.get('ada'))).toBeUndefined()
  })

  it('refuses an empty scope', () => {
    expect(() => createRemoteClient({ url, scope: '' })).toThrow('scope must not be empty')
  })
})

import { describe, expect, it } from 'vitest'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import type { WriteReport } from '../../../src/core/requestOptions.js'
import { createUserHandler, type UserHandlerOptions } from '../../../src/server.js'
import { everything, memory, openHandler, requests, type Answer } from '../handler.fixture.js'
import { createOlderHandler } from '../olderHandler.fixture.js'
import { at, withoutOrder } from './order.fixture.js'

const catalog = [{ id: 'billing', default: true, locked: {} }, { id: 'news' }]
const news = (channel: string, enabled: unknown) => ({ type: 'news', channel, enabled })
const locked = { type: 'billing', channel: 'email', enabled: false }

/** Returns the parts of an answer that may not differ between the versions. */
const compare = ({ status, body }: Answer) => {
  const { refused: _r, superseded: _s, ...rest } = body ?? {}
  const text = JSON.stringify(rest, (key, value: unknown) =>
    ['requestId', 'order', 'clear', 'frequency', 'scope', 'schedule', 'history'].includes(key)
      ? undefined
      : value,
  )
  return { status, body: JSON.parse(text) as unknown }
}

const open = (create: (options: UserHandlerOptions) => ReturnType<typeof createUserHandler>) =>
  openHandler({ adapter: withoutOrder(memory()), allow: everything, catalog }, create)

const sends = [
  ...requests.filter(({ path }) => !/^\/(?:history|schedule)/.test(path)),
  {
    method: 'PATCH',
    path: '/preferences',
    body: { changes: [news('email', false), news('push', true)] },
  },
  { method: 'PATCH', path: '/preferences', body: { changes: [locked, locked] } },
  { method: 'PATCH', path: '/preferences', body: { changes: [{ ...locked, since: 1 }] } },
  { method: 'PATCH', path: '/preferences', body: { changes: [] } },
  { method: 'PUT', path: '/user', body: { patch: {}, preferences: [locked] } },
  { method: 'PUT', path: '/user', body: { patch: {}, preferences: [news('email', false)] } },
  { method: 'PATCH', path: '/user', body: { patch: { email: 'a@example.com' } } },
  { method: 'PATCH', path: '/user', body: '{' },
]

describe('an older browser', () => {
  it.each(sends)('gets the same answer to $method $path $body', async ({ method, path, body }) => {
    const older = await open(createOlderHandler).send(method, path, body)
    const newer = await open(createUserHandler).send(method, path, body)
    expect(compare(newer)).toEqual(compare(older))
    expect(newer.body).not.toHaveProperty('superseded')
  })

  it('gets the saved changes of a batch of which one is locked', async () => {
    const changes = [news('email', false), locked]
    const { status, body } = await open(createUserHandler).send('PATCH', '/preferences', {
      changes,
    })
    expect([status, body.data.types[0].channels.email.state]).toEqual([200, 'off'])
    expect(body.data.types.some(({ id }: { id: string }) => id === 'billing')).toBe(false)
  })
})

/** Opens an adapter over an older handler, and lists the queries of its reads. */
function openRemote() {
  const { handler, getWrites } = open(createOlderHandler)
  const queries: string[] = []
  const remote = createRemoteAdapter({
    url: 'https://app.example.com/api/identikit',
    fetch: (input, init) => {
      const request = new Request(input, init)
      if (request.method === 'GET') queries.push(decodeURIComponent(new URL(request.url).search))
      request.headers.set('cookie', 'ada')
      request.headers.set('origin', 'https://app.example.com')
      return handler(request)
    },
  })
  return { remote, getWrites, queries }
}

describe('a browser of this version before an older handler', () => {
  it.each(sends)('gets the same answer to $method $path $body', async ({ method, path, body }) => {
    const older = await open(createOlderHandler).send(method, path, body, at(1))
    const same = await open(createOlderHandler).send(method, path, body)
    expect(compare(older)).toEqual(compare(same))
    expect(Object.keys(older.body)).not.toContain('refused')
  })

  it('reads no order, and its writes are refused whole', async () => {
    const { remote, getWrites } = openRemote()
    await remote.users?.get?.('ada')
    expect(remote.preferences?.rules).toEqual({ write: 'setting', parents: 'and' })
    const reports: WriteReport[] = []
    const options = {
      order: { writer: 'browser', seq: 1 },
      onReport: (report: WriteReport) => reports.push(report),
    }
    const changes = [{ type: 'news', channel: 'email', enabled: false }, locked]
    await expect(remote.preferences?.update('ada', changes, options)).rejects.toMatchObject({
      code: 'locked',
      fields: { 'changes[1]': 'is locked' },
    })
    for (const newer of [
      { type: 'news', channel: 'push', enabled: null },
      { type: 'news', frequency: 'daily' as const },
    ]) {
      const update = remote.preferences?.update('ada', [changes[0]!, newer], options)
      await expect(update).rejects.toMatchObject({ code: 'invalid', status: 400 })
    }
    expect(getWrites()).toEqual([])
    const saved = await remote.preferences?.update('ada', changes.slice(0, 1), options)
    expect(saved?.types[0]?.channels['email']?.state).toBe('off')
    expect(reports).toEqual([])
  })

  it('reads the other resources beside one that the handler does not know', async () => {
    const { remote, queries } = openRemote()
    const [user, preferences, schedule] = await Promise.allSettled([
      remote.users?.get?.('ada'),
      remote.preferences?.get('ada'),
      remote.schedule?.get('ada'),
    ])
    expect(user).toMatchObject({ status: 'fulfilled', value: { name: 'Ada' } })
    expect(preferences).toMatchObject({ value: { types: [{ id: 'news' }] } })
    expect(schedule).toMatchObject({ status: 'rejected', reason: { code: 'unsupported' } })
    expect(queries).toEqual(['?read=user,preferences,schedule', '?read=user,preferences'])
    expect([remote.pending, remote.schedule, remote.history]).toEqual([false, undefined, undefined])
  })

  it('has no schedule and no history where it reads nothing else', async () => {
    const { remote } = openRemote()
    await expect(remote.history?.get('ada')).rejects.toMatchObject({ code: 'unsupported' })
    await expect(remote.schedule?.get('ada')).rejects.toMatchObject({ code: 'unsupported' })
    expect([remote.schedule, remote.history]).toEqual([undefined, undefined])
  })

  it('fails the whole read where the handler refuses it for another reason', async () => {
    const answers = [
      { error: { code: 'invalid' } },
      { error: { code: 'invalid', fields: { limit: 'must be an integer' } } },
    ]
    for (const answer of answers) {
      let count = 0
      const remote = createRemoteAdapter({
        url: 'https://app.example.com/api/identikit',
        fetch: async () => {
          count += 1
          return Response.json(answer, { status: 400 })
        },
      })
      await expect(remote.users?.get?.('ada')).rejects.toMatchObject({ code: answer.error.code })
      expect(count).toBe(1)
    }
  })
})

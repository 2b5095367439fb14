import { describe, expect, it, vi } from 'vitest'
import { createEngageAdapter } from '../../src/adapters/engage/engage.js'
import { createKnockAdapter } from '../../src/adapters/knock/knock.js'
import { createTrophyAdapter } from '../../src/adapters/trophy/trophy.js'
import type { UserAdapter, UserEvent } from '../../src/core/adapter.js'
import type { UserPatch } from '../../src/core/user/user.js'
import { createUserHandler } from '../../src/server/handler.js'
import type { OnError } from '../../src/server/reportError.js'
import { record } from '../adapters/recorder.js'

const url = 'https://app.example.com/api/identikit'

const send = (method: string, path: string, body?: object) =>
  new Request(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: 'https://app.example.com' },
    ...(body && { body: JSON.stringify(body) }),
  })

describe('an answer that is unreadable in part', () => {
  const answer = { id: 'ada', name: 'Ada', timezone: 5, phone_number: ['sentinel'] }
  const fetch: typeof globalThis.fetch = async () => Response.json(answer)
  const adapter = createKnockAdapter({ apiKey: 'sk_test', fetch })

  it.each<[string, Request]>([
    ['read', send('GET', '?read=user')],
    ['write', send('PUT', '/user', { patch: { name: 'Ada' } })],
  ])('is served without the part and reported to onError: %s', async (_, request) => {
    const onError = vi.fn<OnError>()
    const handler = createUserHandler({ adapter, authenticate: () => 'ada', onError })
    const response = await handler(request)
    expect(response.status).toBe(200)
    const { data, user } = (await response.json()) as { data?: object; user?: { data: object } }
    expect(data ?? user?.data).toEqual({ id: 'ada', name: 'Ada', traits: {}, rest: {} })
    const [[event]] = onError.mock.calls as [[Parameters<OnError>[0]]]
    expect(event.error).toMatchObject({ code: 'bad-answer' })
    expect(event.error.message).toMatch(/phone_number is not string; timezone is not string/)
    expect(event.error.message).not.toContain('sentinel')
  })
})

describe('trusted fields of an event', () => {
  async function track(
    create: (fetch: typeof globalThis.fetch) => UserAdapter,
    event: UserEvent,
    trusted: UserPatch,
  ) {
    const { fetch, calls } = record(async (input) =>
      Response.json(
        new URL(new Request(input).url).pathname.endsWith('ada') ? { id: 'ada', uid: 'ada' } : {},
      ),
    )
    const handler = createUserHandler({
      adapter: create(fetch),
      authenticate: () => 'ada',
      allow: ['events'],
      trusted: () => trusted,
    })
    expect((await handler(send('POST', '/events', { event }))).status).toBe(200)
    return calls
  }
  const openTrophy = (fetch: typeof globalThis.fetch) =>
    createTrophyAdapter({ apiKey: 'a.b', fetch })
  const openEngage = (fetch: typeof globalThis.fetch) =>
    createEngageAdapter({ publicKey: 'PUBLIC', secretKey: 'secret', fetch })

  it('are in the request of the event where it identifies', async () => {
    const calls = await track(openTrophy, { name: 'words' }, { email: 'ada@example.com' })
    expect(calls.map(({ body }) => body)).toEqual([
      { user: { id: 'ada', email: 'ada@example.com' }, value: 1 },
    ])
  })

  it('override those of the browser', async () => {
    const event = { name: 'words', user: { name: 'Eve', timezone: 'Asia/Kolkata' } }
    const [call] = await track(openTrophy, event, { name: 'Ada' })
    expect(call?.body).toMatchObject({ user: { id: 'ada', name: 'Ada', tz: 'Asia/Kolkata' } })
    const [saved] = await track(openEngage, event, { firstName: 'Ada' })
    expect(saved).toMatchObject({ method: 'PUT', body: { first_name: 'Ada' } })
  })

  it('cost no request of their own', async () => {
    const calls = await track(openEngage, { name: 'words' }, { email: 'ada@example.com' })
    expect(calls.map(({ method, url: to }) => `${method} ${new URL(to).pathname}`)).toEqual([
      'POST /v1/users/ada/events',
    ])
  })
})

describe('the value of an event', () => {
  it.each([['pro'], [true], [false], [0], [12.5], ['']])('%j reaches Engage', async (value) => {
    const { fetch, calls } = record(async () => Response.json({ status: 'ok' }))
    const handler = createUserHandler({
      adapter: createEngageAdapter({ publicKey: 'PUBLIC', secretKey: 'secret', fetch }),
      authenticate: () => 'ada',
      allow: ['events'],
    })
    const response = await handler(send('POST', '/events', { event: { name: 'plan', value } }))
    expect(response.status).toBe(200)
    expect(calls).toMatchObject([{ body: { event: 'plan', value } }])
  })

  it.each([['pro'], [true]])('%j is refused by name at Trophy', async (value) => {
    const adapter = createTrophyAdapter({ apiKey: 'a.b', fetch: () => Promise.reject(new Error()) })
    await expect(adapter.events?.track('ada', { name: 'words', value })).rejects.toMatchObject({
      code: 'invalid',
      fields: { value: expect.stringContaining('must be a number') },
    })
  })
})

import { renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { PreferencesMember } from '../../src/core.js'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { useIdentify, usePreferences, useStreak } from '../../src/index.js'
import { createUserHandler } from '../../src/server/handler.js'
import { ada, createMemoryAdapter, createWrapper } from '../../src/testing.js'

interface Sent {
  readonly method: string
  readonly keepalive: boolean
  readonly body: unknown
  readonly url: string
  readonly release: () => void
}

/** A page over HTTP whose answers are kept back until they are released. */
function setUp() {
  const service = createMemoryAdapter({ users: [ada] })
  const { rules, ...preferences } = service.preferences ?? {}
  const handler = createUserHandler({
    adapter: {
      ...service,
      order: true,
      preferences: { ...preferences, rules: { ...rules, order: true } } as PreferencesMember,
    },
    authenticate: () => ada.id,
    writable: { fields: ['name', 'email', 'timezone', 'locale'] },
  })
  const sent: Sent[] = []
  let isHeld = false
  let isBusy = false
  const adapter = createRemoteAdapter({
    url: '/api/identikit',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const body = request.method === 'GET' ? undefined : await request.clone().json()
      const { method, url, keepalive } = request
      const released = new Promise<void>((release) => {
        sent.push({ method, url, body, keepalive, release })
      })
      if (isBusy) {
        isBusy = false
        return new Response('Busy.', { status: 503, headers: { 'retry-after': '20' } })
      }
      const answer = await handler(request)
      if (isHeld) await released
      return answer
    },
  })
  return { adapter, sent, hold: () => (isHeld = true), failNext: () => (isBusy = true) }
}

const leave = () => window.dispatchEvent(new PageTransitionEvent('pagehide'))

test('createStore: sends pending changes in one request when the page closes', async () => {
  const { adapter, sent, hold } = setUp()
  const { result } = renderHook(() => usePreferences(), { wrapper: createWrapper({ adapter }) })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  hold()
  const ended = ['email', 'push', 'in_app'].map((channel) =>
    result.current.update({ type: 'comments', channel, enabled: false }),
  )
  await waitFor(() => expect(sent).toHaveLength(2))
  leave()
  leave()
  await waitFor(() => expect(sent).toHaveLength(3))
  expect(sent.at(-1)).toMatchObject({
    method: 'PATCH',
    keepalive: true,
    body: {
      changes: [
        { type: 'comments', channel: 'email', enabled: false },
        { type: 'comments', channel: 'push', enabled: false },
        { type: 'comments', channel: 'in_app', enabled: false },
      ],
    },
  })
  for (const { release } of sent) release()
  expect(await Promise.all(ended)).toMatchObject(
    Array.from({ length: 3 }, () => ({ status: 'saved' })),
  )
  const off = { state: 'off' }
  await waitFor(() =>
    expect(result.current.preferences?.types[0]?.channels).toMatchObject({
      email: off,
      push: off,
      in_app: off,
    }),
  )
})

test('useIdentify: sends the patch without device data when the page closes', async () => {
  const { adapter, sent, hold } = setUp()
  hold()
  renderHook(() => useIdentify({ email: 'ada@example.com' }, { detect: 'if-empty' }), {
    wrapper: createWrapper({ adapter }),
  })
  await waitFor(() => expect(sent).toHaveLength(1))
  leave()
  await waitFor(() => expect(sent).toHaveLength(2))
  expect(sent[1]).toMatchObject({
    method: 'PUT',
    keepalive: true,
    body: { patch: { email: 'ada@example.com' } },
  })
  expect(sent.map(({ url }) => url).join(' ')).not.toMatch(/ada|example\.com/)
  for (const { release } of sent) release()
})

test('useIdentify: sends name and consent when the page closes after a 503', async () => {
  const { adapter, sent, failNext } = setUp()
  const { result } = renderHook(() => useIdentify(), { wrapper: createWrapper({ adapter }) })
  const preferences = [{ type: 'news', channel: 'email', enabled: true }]
  failNext()
  const ended = result.current.identify(ada.id, { name: 'Ada King' }, { preferences })
  const second = result.current.identify(ada.id, { email: 'king@example.com' })
  await waitFor(() => expect(sent).toHaveLength(1))
  // Nothing is sent before the 503 is read, since whether the service has an order is unknown.
  await waitFor(() => {
    leave()
    expect(sent).toHaveLength(2)
  })
  expect(sent[1]).toMatchObject({
    method: 'PUT',
    keepalive: true,
    body: { patch: { name: 'Ada King', email: 'king@example.com' }, preferences },
  })
  expect(await Promise.all([ended, second])).toEqual([{ status: 'saved' }, { status: 'saved' }])
})

test('useStreak: lists that are sent when the page closes contain changes in flight', async () => {
  const { adapter, sent, hold } = setUp()
  const { result } = renderHook(() => useStreak(), { wrapper: createWrapper({ adapter }) })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  hold()
  const before = sent.length
  const off = (day: number) =>
    result.current.update(({ daysOff }) => ({ daysOff: [...daysOff, day] }))
  const words = { key: 'words', threshold: 200 }
  const ended = [off(1), off(2), result.current.update({ metrics: [words] })]
  await waitFor(() => expect(sent).toHaveLength(before + 1))
  leave()
  await waitFor(() => expect(sent).toHaveLength(before + 2))
  expect(sent.at(-1)?.body).toEqual({ patch: { daysOff: [1, 2], metrics: [words] } })
  for (const { release } of sent) release()
  expect(await Promise.all(ended)).toEqual(Array.from({ length: 3 }, () => ({ status: 'saved' })))
  await waitFor(() => expect(result.current.streak?.daysOff).toEqual([1, 2]))
})

import { render, renderHook, waitFor } from '@testing-library/react'
import { useState, type ReactNode } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createUserClient, IdentikitError, messages, type UserAdapter } from '../../src/core.js'
import {
  IdentikitProvider,
  PreferenceCenter,
  StreakSettings,
  useIdentify,
  usePreference,
  usePreferences,
  useUser,
} from '../../src/index.js'
import { createUserHandler } from '../../src/server/handler.js'
import { ada, createMemoryAdapter, createWrapper, preferences } from '../../src/testing.js'

const recap = { type: 'weekly-recap', channel: 'email' }

test('usePreference: fails with a conflict when the service answers without applying the change', async () => {
  const memory = createMemoryAdapter({ users: [ada], preferences })
  const { get, rules } = memory.preferences as NonNullable<UserAdapter['preferences']>
  const adapter = { ...memory, preferences: { rules, get, update: (id: string) => get(id) } }
  const { result } = renderHook(() => usePreference(recap), {
    wrapper: createWrapper({ adapter }),
  })
  await waitFor(() => expect(result.current.isOn).toBe(true))
  expect(await result.current.set(false)).toMatchObject({
    status: 'failed',
    error: { code: 'conflict' },
  })
  await waitFor(() => expect(result.current).toMatchObject({ isOn: true, saveStatus: 'failed' }))
})

test('IdentikitProvider: shares pending changes with providers that mount later', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const client = createUserClient(adapter)
  const wrapper = ({ children }: { children: ReactNode }) => (
    <IdentikitProvider client={client} userId={ada.id}>
      {children}
    </IdentikitProvider>
  )
  const cell = { type: 'comments', channel: 'email' }
  const first = renderHook(() => usePreference(cell), { wrapper })
  await waitFor(() => expect(first.result.current.isOn).toBe(true))
  adapter.faults.pause = true
  void first.result.current.set(false)
  first.unmount()
  const again = renderHook(() => usePreference(cell), { wrapper })
  const beside = renderHook(() => usePreference(cell), { wrapper })
  expect(again.result.current).toMatchObject({ isOn: false, saveStatus: 'saving' })
  const last = again.result.current.set(true)
  adapter.faults.pause = false
  adapter.faults.release()
  expect(await last).toMatchObject({ status: 'saved' })
  await waitFor(() =>
    expect(beside.result.current).toMatchObject({ isOn: true, saveStatus: 'saved' }),
  )
  expect((await client.preferences.get(ada.id)).types[0]?.channels['email']?.state).toBe('on')
})

test('update and identify: refuse values that JSON cannot store, by field name', async () => {
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  for (const score of [Number.NaN, 1n, cyclic]) {
    const adapter = createMemoryAdapter({ users: [{ ...ada, traits: { score: 5 } }] })
    const patch = { traits: { score } } as never
    const { result } = renderHook(() => useIdentify(patch), { wrapper: createWrapper({ adapter }) })
    await waitFor(() =>
      expect(result.current).toMatchObject({
        saveStatus: 'failed',
        saveError: { code: 'invalid' },
      }),
    )
    expect(await result.current.identify(ada.id, patch)).toMatchObject({ status: 'failed' })
    expect((await createUserClient(adapter).users.get(ada.id)).traits['score']).toBe(5)
  }
})

test('update: returns errors for invalid input instead of throwing', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const useBoth = () => ({ user: useUser(), preferences: usePreferences() })
  const { result } = renderHook(useBoth, { wrapper: createWrapper({ adapter }) })
  await waitFor(() => expect(result.current.user.status).toBe('ready'))
  const refused = { status: 'failed', error: { code: 'invalid' } }
  expect(await result.current.user.update(null as never)).toMatchObject(refused)
  expect(await result.current.preferences.update(null as never)).toMatchObject(refused)
})

test('IdentikitProvider: keeps capabilities and uses the newest credentials when each render creates a client', async () => {
  const handler = createUserHandler({
    adapter: createMemoryAdapter({
      users: [ada],
      preferences: { ...preferences, channels: { email: { state: 'off' } } },
    }),
    authenticate: () => ada.id,
  })
  const tokens: (string | null)[] = []
  function Host(): ReactNode {
    const [token, setToken] = useState(1)
    const adapter = createRemoteAdapter({
      url: '/api/identikit',
      headers: { authorization: `Bearer ${token}` },
      fetch: async (input, init) => {
        const request = new Request(input, init)
        tokens.push(request.headers.get('authorization'))
        return handler(request)
      },
    })
    return (
      <IdentikitProvider client={createUserClient(adapter)} userId={ada.id}>
        <button type="button" onClick={() => setToken(token + 1)}>
          renew
        </button>
        <Cell />
      </IdentikitProvider>
    )
  }
  function Cell(): ReactNode {
    const { reload } = usePreferences()
    const { overriddenBy } = usePreference({ type: 'comments', channel: 'email' })
    return (
      <button type="button" onClick={() => void reload()}>
        {`muted by ${overriddenBy}`}
      </button>
    )
  }
  render(<Host />)
  await expect.element(page.getByText('muted by channel')).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'renew' }))
  await expect.element(page.getByText('muted by channel')).toBeVisible()
  await userEvent.click(page.getByText('muted by channel'))
  await expect.poll(() => tokens).toEqual(['Bearer 1', 'Bearer 2'])
})

test('useIdentify: identifies a new user before the first read', async () => {
  const adapter = createMemoryAdapter({ users: [], preferences })
  adapter.faults.latency = 20
  const seen: string[] = []
  function Settings(): ReactNode {
    useIdentify({ name: 'Ada' })
    const { status } = usePreferences()
    seen.push(status)
    return <PreferenceCenter />
  }
  render(<Settings />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByRole('switch').first()).toBeVisible()
  expect(new Set(seen)).toEqual(new Set(['loading', 'ready']))
})

test('IdentikitProvider: hides the data of a former user and reports user-changed', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  function Page(): ReactNode {
    const { reload } = usePreferences()
    return (
      <>
        <button type="button" onClick={() => void reload()}>
          read again
        </button>
        <PreferenceCenter />
      </>
    )
  }
  render(<Page />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByRole('switch').first()).toBeVisible()
  adapter.faults.fail = () => new IdentikitError('user-changed', 'Somebody else.')
  await userEvent.click(page.getByRole('button', { name: 'read again' }))
  await expect.element(page.getByText(messages.errors['user-changed'])).toBeVisible()
  expect(page.getByRole('switch').all()).toHaveLength(0)
})

test('IdentikitProvider: clears all resources of a former user after a save reports user-changed', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  render(<PreferenceCenter streak={<StreakSettings />} />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByRole('switch', { name: messages.streak.enabled })).toBeVisible()
  adapter.faults.fail = () => new IdentikitError('user-changed', 'Somebody else.')
  await userEvent.click(page.getByRole('switch', { name: 'Weekly recap, Email' }))
  await expect.poll(() => page.getByRole('switch').all()).toHaveLength(0)
})

test('usePreferences: keeps a channel named like a member of Object.prototype', async () => {
  const channels = JSON.parse(
    '{"email":{"state":"on"},"__proto__":{"state":"on"},"constructor":{"state":"off"}}',
  ) as object
  const adapter = createMemoryAdapter({
    users: [ada],
    preferences: { types: [{ id: 'odd', channels: { ...channels } }] },
  })
  const { result } = renderHook(() => usePreferences(), {
    wrapper: createWrapper({ adapter, catalog: [] }),
  })
  const names = () => Object.keys(result.current.preferences?.types[0]?.channels ?? {})
  await waitFor(() => expect(names()).toHaveLength(3))
  await result.current.update({ type: 'odd', channel: 'email', enabled: false })
  await waitFor(() => expect(names().sort()).toEqual(['__proto__', 'constructor', 'email']))
})

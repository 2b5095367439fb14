import { render, renderHook, waitFor } from '@testing-library/react'
import { QueryClient } from '@tanstack/react-query'
import { StrictMode, useState, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createUserClient, getCapabilities, type NotificationCatalog } from '../../src/core.js'
import {
  IdentikitProvider,
  PreferenceCenter,
  useDeleteUser,
  useDevices,
  usePreference,
  usePreferenceName,
  usePreferenceStatus,
  usePreferences,
  useProfile,
  useStreak,
  useTimezone,
  useUser,
} from '../../src/index.js'
import { createUserHandler } from '../../src/server/handler.js'
import { ada, createMemoryAdapter, createWrapper, preferences, catalog } from '../../src/testing.js'

const recap = { type: 'weekly-recap', channel: 'email' }

function Widget(): ReactNode {
  const { user } = useUser()
  const { isOn } = usePreference(recap)
  return <li>{`${user?.name} ${isOn}`}</li>
}

test('useStores: throws an error that names the hook outside a provider', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => renderHook(() => usePreferences())).toThrow(
    '[identikit] usePreferences() needs <IdentikitProvider> around it.',
  )
  expect(() => renderHook(() => usePreferenceName({ type: 'news' }))).toThrow(
    'usePreferenceName() needs <IdentikitProvider> around it.',
  )
})

test('IdentikitProvider: requests nothing in render, and once after it in StrictMode', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const inner = createWrapper({ adapter })
  const calledInRender: number[] = []
  const { result } = renderHook(
    () => {
      calledInRender.push(adapter.calls.length)
      return usePreferences()
    },
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <StrictMode>{inner({ children })}</StrictMode>
      ),
    },
  )
  // StrictMode renders twice before the first effect.
  expect(calledInRender.slice(0, 2)).toEqual([0, 0])
  await waitFor(() => expect(result.current.status).toBe('ready'))
  expect(adapter.calls.map(({ member }) => member)).toEqual(['preferences.get'])
})

test('IdentikitProvider: sends one request per resource for fifty widgets', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  render(
    <ul>
      {Array.from({ length: 50 }, (_, index) => (
        <Widget key={index} />
      ))}
    </ul>,
    { wrapper: createWrapper({ adapter }) },
  )
  await waitFor(() => expect(page.getByText('Ada Lovelace true').all()).toHaveLength(50))
  expect(adapter.calls.map(({ member }) => member).sort()).toEqual(['preferences.get', 'users.get'])
})

test('IdentikitProvider: sends one GET over HTTP for a page with fifty widgets', async () => {
  const handler = createUserHandler({
    adapter: createMemoryAdapter({ users: [ada], preferences }),
    authenticate: () => ada.id,
  })
  const asked: string[] = []
  const adapter = createRemoteAdapter({
    url: '/api/identikit',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      asked.push(`${request.method} ${new URL(request.url).search}`)
      return handler(request)
    },
  })
  render(
    <>
      {Array.from({ length: 50 }, (_, index) => (
        <Widget key={index} />
      ))}
      <PreferenceCenter />
    </>,
    { wrapper: createWrapper({ adapter }) },
  )
  await waitFor(() => expect(page.getByText('Ada Lovelace true').all()).toHaveLength(50))
  expect(asked).toEqual(['GET ?read=user%2Cpreferences'])
})

test('IdentikitProvider: shows initial data at once and requests nothing', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const initial = {
    capabilities: getCapabilities(adapter),
    preferences: { ...preferences, rest: { from: 'server' } },
  }
  const { result } = renderHook(() => usePreferences(), {
    wrapper: createWrapper({ adapter, initial }),
  })
  expect(result.current.status).toBe('ready')
  expect(result.current.preferences?.rest).toEqual({ from: 'server' })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(adapter.calls).toEqual([])
})

test.each([
  ['undefined', undefined, 'loading'],
  ['empty', '', 'signed-out'],
  ['null', null, 'signed-out'],
] as const)(
  'IdentikitProvider: while userId is %s, hooks request nothing',
  async (_, id, status) => {
    const adapter = createMemoryAdapter({ users: [ada], preferences })
    const onDelete = vi.fn()
    const useAll = () => [
      useUser(),
      usePreferences(),
      usePreferenceStatus(),
      useStreak(),
      useProfile(),
      useDevices(),
      useTimezone(),
      useDeleteUser({ onDelete }),
    ]
    const { result } = renderHook(useAll, {
      wrapper: createWrapper({ adapter, userId: id }),
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(result.current.map((hook) => hook.status)).toEqual(result.current.map(() => status))
    expect(adapter.calls).toEqual([])
  },
)

test('IdentikitProvider: hooks load after the session did, and are signed out after it ended', async () => {
  const client = createUserClient(createMemoryAdapter({ users: [ada], preferences }))
  let userId: string | null | undefined
  const { result, rerender } = renderHook(() => useUser(), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <IdentikitProvider client={client} userId={userId}>
        {children}
      </IdentikitProvider>
    ),
  })
  expect(result.current).toMatchObject({ status: 'loading', user: undefined })
  userId = ada.id
  rerender()
  await waitFor(() => expect(result.current.user?.name).toBe('Ada Lovelace'))
  userId = null
  rerender()
  expect(result.current).toMatchObject({ status: 'signed-out', user: undefined })
})

test('IdentikitProvider: shows no data of the former user, initial data included', async () => {
  const bob = { id: 'user_bob', name: 'Bob' }
  const adapter = createMemoryAdapter({ users: [ada, bob] })
  const client = createUserClient(adapter)
  await client.preferences.update(ada.id, { ...recap, enabled: true })
  const initial = {
    capabilities: client.capabilities,
    user: await client.users.get(ada.id),
    preferences: await client.preferences.get(ada.id),
  }
  function Screen(): ReactNode {
    const [userId, setUserId] = useState<string>(ada.id)
    return (
      <IdentikitProvider client={client} userId={userId} initial={initial}>
        <button type="button" onClick={() => setUserId(bob.id)}>
          switch
        </button>
        <Facts />
      </IdentikitProvider>
    )
  }
  const shown: string[] = []
  function Facts(): ReactNode {
    const { user } = useUser()
    const { setting } = usePreference(recap)
    shown.push(`${user?.name} ${setting?.state}`)
    return <p>{`${user?.name} ${setting?.state}`}</p>
  }
  render(<Screen />)
  await expect.element(page.getByText('Ada Lovelace on')).toBeVisible()
  await userEvent.click(page.getByRole('button'))
  await expect.element(page.getByText('Bob undefined')).toBeVisible()
  const after = shown.slice(shown.lastIndexOf('Ada Lovelace on') + 1)
  expect(after.some((text) => text.includes('Ada') || text.includes(' on'))).toBe(false)
})

test('IdentikitProvider: saves a change in flight when the user changes, without showing it to the next one', async () => {
  const bob = { id: 'user_bob' }
  const adapter = createMemoryAdapter({ users: [ada, bob] })
  const client = createUserClient(adapter)
  let userId: string = ada.id
  const { result, rerender } = renderHook(() => usePreference(recap), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <IdentikitProvider client={client} userId={userId} catalog={catalog}>
        {children}
      </IdentikitProvider>
    ),
  })
  await waitFor(() => expect(result.current.setting?.state).toBe('unset'))
  adapter.faults.pause = true
  void result.current.set(false)
  void result.current.set(true)
  void result.current.set(false)
  userId = bob.id
  rerender()
  expect(result.current.setting).toBeUndefined()
  adapter.faults.pause = false
  adapter.faults.release()
  await waitFor(() => expect(result.current.setting?.state).toBe('unset'))
  await waitFor(async () => {
    const saved = await client.preferences.get(ada.id)
    expect(saved.types[0]?.channels['email']?.state).toBe('off')
  })
  expect((await client.preferences.get(bob.id)).types).toEqual([])
})

test('IdentikitProvider: stores data in the QueryClient of the host', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const queryClient = new QueryClient()
  const wrapper = createWrapper({ adapter, queryClient })
  const { result } = renderHook(() => useUser(), { wrapper })
  await waitFor(() => expect(result.current.user?.name).toBe('Ada Lovelace'))
  expect(queryClient.getQueryData(['identikit', 'memory', ada.id, 'user'])).toMatchObject({
    name: 'Ada Lovelace',
  })
})

test('IdentikitProvider: applies a changed catalog and changed messages', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences: {} })
  const client = createUserClient(adapter)
  function Host(): ReactNode {
    const [label, setLabel] = useState('Digest')
    const renamed: NotificationCatalog = [{ id: 'digest', label, channels: ['email'] }]
    return (
      <IdentikitProvider
        client={client}
        userId={ada.id}
        catalog={renamed}
        messages={{ preferences: { title: `${label}!` } }}
      >
        <button type="button" onClick={() => setLabel('Letter')}>
          rename
        </button>
        <PreferenceCenter />
      </IdentikitProvider>
    )
  }
  render(<Host />)
  await expect.element(page.getByRole('switch', { name: 'Digest, Email' })).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'rename' }))
  await expect.element(page.getByRole('switch', { name: 'Letter, Email' })).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'Letter!' })).toBeVisible()
  expect(adapter.calls).toHaveLength(1)
})

test('IdentikitProvider: calls onError and onSaved, whose errors revert no save', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const reported = vi.fn((event: ErrorEvent) => event.preventDefault())
  window.addEventListener('error', reported)
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const onError = vi.fn()
  const onSaved = vi.fn(() => {
    throw new Error('of the host')
  })
  const { result } = renderHook(() => usePreferences(), {
    wrapper: createWrapper({ adapter, onError, onSaved }),
  })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  await expect(result.current.update({ ...recap, enabled: false })).resolves.toMatchObject({
    status: 'saved',
  })
  expect(onSaved).toHaveBeenCalledWith({
    resource: 'preferences',
    changes: [{ ...recap, enabled: false }],
  })
  adapter.faults.offline = true
  const lost = await result.current.update({ ...recap, enabled: true })
  expect(lost).toMatchObject({ status: 'failed', error: { code: 'network' } })
  expect(onError.mock.calls[0]?.[0]).toMatchObject({ error: { code: 'network' } })
  window.removeEventListener('error', reported)
  expect(reported).toHaveBeenCalledOnce()
})

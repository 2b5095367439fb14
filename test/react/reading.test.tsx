import { render, renderHook } from '@testing-library/react'
import { QueryClient } from '@tanstack/react-query'
import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createUserClient } from '../../src/core.js'
import { IdentikitProvider, usePreferences, useStreak, useUser } from '../../src/index.js'
import { createUserHandler } from '../../src/server/handler.js'
import { ada, createMemoryAdapter, createWrapper, preferences } from '../../src/testing.js'

/** A page whose GETs are counted and can fail. */
function setUp() {
  const service = createMemoryAdapter({
    users: [ada],
    preferences,
    streak: { enabled: true, evaluationMode: 'and', metrics: [], daysOff: [] },
  })
  const handler = createUserHandler({ adapter: service, authenticate: () => ada.id })
  const gets: string[] = []
  let isDown = false
  const adapter = createRemoteAdapter({
    url: '/api/identikit',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const read = new URL(request.url).searchParams.get('read') ?? ''
      gets.push(read.split(',').sort().join())
      return isDown ? new Response('', { status: 503 }) : handler(request)
    },
  })
  return { service, adapter, gets, setDown: (value: boolean) => void (isDown = value) }
}

function Widget() {
  const { user } = useUser()
  usePreferences()
  useStreak()
  return <li>{user?.name ?? 'nothing'}</li>
}

const setOnline = (isOnline: boolean) => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

test('IdentikitProvider: fifty components load all resources with one request when the connection returns', async () => {
  const { adapter, gets, setDown } = setUp()
  setDown(true)
  setOnline(false)
  render(
    <ul>
      {Array.from({ length: 50 }, (_, index) => (
        <Widget key={index} />
      ))}
    </ul>,
    { wrapper: createWrapper({ adapter }) },
  )
  await vi.waitFor(() => expect(gets).toHaveLength(1))
  setDown(false)
  setOnline(true)
  await vi.waitFor(() => expect(page.getByText('Ada Lovelace').all()).toHaveLength(50))
  expect(gets).toEqual(Array.from({ length: 2 }, () => 'preferences,streak,streakInfo,user'))
})

test('IdentikitProvider: reads again what another tab saved', async () => {
  const { adapter, gets, service } = setUp()
  const { result } = renderHook(() => useUser(), { wrapper: createWrapper({ adapter }) })
  await vi.waitFor(() => expect(result.current.status).toBe('ready'))
  await createUserClient(service).users.update(ada.id, { name: 'Ada King' })

  // The stores of the other tab have their own cache, and in this test the same window.
  const channel = new BroadcastChannel('identikit')
  onTestFinished(() => channel.close())
  const post = channel.postMessage.bind(channel)
  const scope = [adapter.id, ada.id].map(encodeURIComponent).join(':')
  post({ v: 1, scope: 'another', resource: 'user' })
  post({ v: 1, scope, resource: 'user' })
  await vi.waitFor(() => expect(result.current.user?.name).toBe('Ada King'))
  expect(gets).toEqual(['user', 'user'])
})

test('IdentikitProvider: reads again when the page is restored from the back/forward cache', async () => {
  const { adapter, gets } = setUp()
  const { result } = renderHook(() => useUser(), { wrapper: createWrapper({ adapter }) })
  await vi.waitFor(() => expect(result.current.status).toBe('ready'))
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await vi.waitFor(() => expect(gets).toEqual(['user', 'user']))
})

test('IdentikitProvider: leaves the defaults of a host cache in place', async () => {
  const { adapter, gets } = setUp()
  const queryClient = new QueryClient({ defaultOptions: { queries: { refetchOnMount: false } } })
  const client = createUserClient(adapter)
  const show = () =>
    render(
      <IdentikitProvider client={client} userId={ada.id} queryClient={queryClient}>
        <Widget />
      </IdentikitProvider>,
    )
  const first = show()
  await vi.waitFor(() => expect(page.getByText('Ada Lovelace').all()).toHaveLength(1))
  first.unmount()
  await queryClient.invalidateQueries()
  show()
  await vi.waitFor(() => expect(page.getByText('Ada Lovelace').all()).toHaveLength(1))
  expect(gets).toHaveLength(1)
})

import { render, renderHook, waitFor } from '@testing-library/react'
import { QueryClient } from '@tanstack/react-query'
import { Component, StrictMode, useMemo, type ReactNode } from 'react'
import { beforeEach, expect, test, vi, type MockInstance } from 'vitest'
import { createRemoteClient } from '../../src/adapters/remote/remoteClient.js'
import { createUserClient, IdentikitError } from '../../src/core.js'
import {
  IdentikitProvider,
  PreferenceCenter,
  usePreference,
  usePreferences,
  useUser,
} from '../../src/index.js'
import type { IdentikitProviderProps } from '../../src/index.js'
import { ada, catalog, createMemoryAdapter, createWrapper, preferences } from '../../src/testing.js'

let warn: MockInstance<typeof console.warn>
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
})
const warnings = () => warn.mock.calls.map(([text]) => String(text))

class Boundary extends Component<{ children: ReactNode }> {
  override state: { message?: string } = {}
  static getDerivedStateFromError = (error: Error) => ({ message: error.message })
  override render() {
    return this.state.message ?? this.props.children
  }
}

test('IdentikitProvider: names the missing client', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  for (const client of [undefined, null, {}, 'client']) {
    const { container, unmount } = render(
      <Boundary>
        <IdentikitProvider client={client as never}>text</IdentikitProvider>
      </Boundary>,
    )
    expect(container.textContent).toContain('<IdentikitProvider> needs a client.')
    unmount()
  }
})

test('onError: receives the first of the failed loads, once for each request', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  adapter.faults.fail = () => new IdentikitError('forbidden', 'Down.')
  const errors: IdentikitError[] = []
  const onError: IdentikitProviderProps['onError'] = ({ error }) => errors.push(error)
  const { result } = renderHook(() => useUser(), { wrapper: createWrapper({ adapter, onError }) })
  await waitFor(() => expect(result.current.status).toBe('failed'))
  expect(errors.map(({ code }) => code)).toEqual(['forbidden'])
  await result.current.reload()
  expect(errors).toHaveLength(1)
  adapter.faults.fail = undefined
  await result.current.reload()
  await waitFor(() => expect(result.current.status).toBe('ready'))
  adapter.faults.fail = () => new IdentikitError('forbidden', 'Down.')
  await result.current.reload()
  await waitFor(() => expect(errors).toHaveLength(2))
  expect(warnings().filter((text) => text.includes('Down'))).toEqual([])
})

test('errors: are printed once where there is no onError', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No entry.')
  const { result } = renderHook(() => useUser(), { wrapper: createWrapper({ adapter }) })
  await waitFor(() => expect(result.current.status).toBe('failed'))
  await result.current.reload()
  const printed = warnings().filter((text) => text.includes('No entry.'))
  expect(printed).toHaveLength(1)
  expect(printed[0]).toContain('Pass onError to <IdentikitProvider>')
})

test('usePreference: names a misspelt type and channel, and the known ones', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const wrapper = createWrapper({ adapter, catalog })
  const { result } = renderHook(
    () => [
      usePreference({ type: 'weekly-recap', channel: 'email' }),
      usePreference({ type: 'weeky-recap', channel: 'email' }),
      usePreference({ type: 'weekly-recap', channel: 'emial' }),
      usePreference({ channel: 'email' }),
      usePreference({}),
    ],
    { wrapper },
  )
  await waitFor(() => expect(result.current[0]?.setting).toBeDefined())
  const printed = warnings().filter((text) => text.includes('recap'))
  expect(printed).toHaveLength(2)
  expect(printed[0]).toMatch(/no notification type "weeky-recap".* the types are .*"weekly-recap"/)
  expect(printed[1]).toMatch(/"weekly-recap" has no channel "emial".* its channels are .*"email"/)
})

const commentsByEmail = {
  types: [{ id: 'comments', channels: { email: { state: 'unset' as const } } }],
}

test('PreferenceCenter: shows no setting of the catalog that a service with complete preferences lacks, and names it', async () => {
  const { getByRole, queryAllByRole } = render(<PreferenceCenter />, {
    wrapper: createWrapper({
      adapter: createMemoryAdapter({
        users: [ada],
        preferences: commentsByEmail,
        rules: { complete: true },
      }),
      catalog: [
        { id: 'comments', label: 'Comments', channels: ['email', 'sms'] },
        { id: 'no-such-type', label: 'Offers', channels: ['email'] },
      ],
    }),
  })
  await waitFor(() => expect(getByRole('switch', { name: /Comments/ })).toBeDefined())
  expect(queryAllByRole('switch', { name: /Offers|SMS/ })).toEqual([])
  const printed = warnings().filter((text) => text.includes('service does not have'))
  expect(printed).toHaveLength(2)
  expect(printed[0]).toContain('the channel "sms" of "comments"')
  expect(printed[1]).toContain('the type "no-such-type"')
})

test('PreferenceCenter: names a setting of the catalog whose change the service refuses', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences: commentsByEmail })
  adapter.faults.refuse = ({ channel }) =>
    channel === 'fax' ? { code: 'invalid', problem: 'is not a channel', key: 'channel' } : undefined
  const target = { type: 'comments', channel: 'fax' }
  const { result } = renderHook(() => usePreference(target), {
    wrapper: createWrapper({ adapter, catalog: [{ id: 'comments', channels: ['email', 'fax'] }] }),
  })
  await waitFor(() => expect(result.current.setting).toBeDefined())
  for (const _ of ['first', 'second']) {
    const { status } = await result.current.toggle()
    expect(status).toBe('failed')
  }
  const printed = warnings().filter((text) => text.includes('was refused as invalid'))
  expect(printed).toHaveLength(1)
  expect(printed[0]).toContain('the type "comments" and the channel "fax"')
})

test('PreferenceCenter: names only the refused settings of a batch', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences: commentsByEmail })
  adapter.faults.refuse = ({ channel }) =>
    channel === 'telex'
      ? { code: 'invalid', problem: 'is not a channel', key: 'channel' }
      : undefined
  const { result } = renderHook(() => usePreferences(), {
    wrapper: createWrapper({
      adapter,
      catalog: [{ id: 'comments', channels: ['email', 'telex'] }],
    }),
  })
  await waitFor(() => expect(result.current.status).toBe('ready'))
  const off = { type: 'comments', enabled: false }
  await result.current.update([
    { ...off, channel: 'email' },
    { ...off, channel: 'telex' },
  ])
  const printed = warnings().filter((text) => text.includes('was refused as invalid'))
  expect(printed).toHaveLength(1)
  expect(printed[0]).toContain('the channel "telex"')
})

test('IdentikitProvider: does not warn of the client of a page that is opened again', () => {
  const queryClient = new QueryClient()
  function Page() {
    const client = useMemo(() => createRemoteClient({ url: 'https://again.example.com/api' }), [])
    return <IdentikitProvider client={client} userId="ada" queryClient={queryClient} />
  }
  const page = (
    <StrictMode>
      <Page />
    </StrictMode>
  )
  render(page).unmount()
  render(page)
  expect(warnings().filter((text) => text.includes('same id'))).toEqual([])
})

test('IdentikitProvider: warns of a second client with the same id', () => {
  const create = () => createRemoteClient({ url: 'https://app.example.com/api/identikit' })
  const { rerender } = render(<IdentikitProvider client={create()} userId={undefined} />)
  rerender(<IdentikitProvider client={create()} userId={undefined} />)
  expect(warnings().filter((text) => text.includes('same id'))).toHaveLength(1)
})

test('components: warn if the style sheet is missing', async () => {
  const client = createUserClient(createMemoryAdapter({ users: [ada], preferences }))
  render(
    <IdentikitProvider client={client} userId={ada.id} catalog={catalog}>
      <PreferenceCenter />
    </IdentikitProvider>,
  )
  await expect
    .poll(() => warnings().filter((text) => text.includes("Import 'identikit/styles.css'")), {
      timeout: 5000,
    })
    .toHaveLength(1)
})

test('IdentikitProvider: warns of a second copy of the kit', () => {
  const copies = globalThis as { [key: symbol]: Set<object> | undefined }
  const key = Symbol.for('identikit.copies')
  const before = copies[key]
  copies[key] = new Set([{}])
  const client = createUserClient(createMemoryAdapter())
  render(<IdentikitProvider client={client} userId={null} />)
  copies[key] = before
  expect(warnings().filter((text) => text.includes('npm ls identikit'))).toHaveLength(1)
})

import { act, render, renderHook } from '@testing-library/react'
import type { JSX, ReactNode } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core/messages/messages.js'
import { scheduleMessages } from '../../../src/core/messages/scheduleMessages.js'
import {
  DeleteAccount,
  DeviceList,
  IdentikitProvider,
  NotificationSchedule,
  PauseAll,
  PreferenceCenter,
  ProfileEditor,
  ReadOnlyNotice,
  SignUpForm,
  StreakSettings,
  useDeleteUser,
  useDevices,
  useIdentify,
  useIsReadOnly,
  usePreferences,
  useProfile,
  useSchedule,
  useStreak,
  useTimezone,
  useUser,
} from '../../../src/index.js'
import { createUserClient } from '../../../src/core.js'
import { createRemoteClient } from '../../../src/remote.js'
import { createUserHandler, type UserHandlerOptions } from '../../../src/server.js'
import {
  ada,
  catalog,
  createMemoryAdapter,
  createWrapper,
  preferences,
} from '../../../src/testing.js'

const streak = {
  enabled: true,
  evaluationMode: 'and' as const,
  metrics: [{ key: 'words', threshold: 500 }],
  daysOff: [0],
}

const user = {
  ...ada,
  devices: [{ token: 'token', platform: 'web' }],
  traits: { plan: 'pro' },
}

const createAdapter = () =>
  createMemoryAdapter({
    users: [user],
    preferences: {
      ...preferences,
      types: preferences.types.map((type) => ({ ...type })),
      channels: { email: { state: 'off' } },
      subscribed: { state: 'on' },
    },
    streak,
    schedule: {
      enabled: true,
      hours: [{ day: 1, from: 540, to: 1020 }],
      pausedUntil: '2100-01-01T09:00:00.000Z',
    },
  })

type Adapter = ReturnType<typeof createAdapter>

const getWrites = ({ calls }: Adapter) => calls.filter(({ member }) => !member.endsWith('.get'))

/** Serves an adapter through a handler in the same page. */
function createHandlerWrapper(adapter: Adapter, options: Partial<UserHandlerOptions> = {}) {
  const handler = createUserHandler({
    adapter,
    authenticate: () => ada.id,
    allow: ['devices', 'users.delete'],
    rateLimit: false,
    readable: { traits: ['plan'] },
    ...options,
  })
  const requests: string[] = []
  const client = createRemoteClient({
    url: '/api/identikit',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      requests.push(request.method)
      return handler(request)
    },
  })
  const Wrapper = ({ children }: { readonly children?: ReactNode }): JSX.Element => (
    <IdentikitProvider client={client} userId={ada.id}>
      {children}
    </IdentikitProvider>
  )
  return { Wrapper, requests }
}

beforeEach(() => localStorage.clear())

const setUps = [
  [
    'a read-only provider',
    () => {
      const adapter = createAdapter()
      return { adapter, Wrapper: createWrapper({ adapter, readOnly: true }), requests: [] }
    },
  ],
  [
    'a read-only handler',
    () => {
      const adapter = createAdapter()
      return { adapter, ...createHandlerWrapper(adapter, { readOnly: true }) }
    },
  ],
] as const

test.each(setUps)('Hooks under %s: refuse each change with forbidden', async (_, setUp) => {
  const { adapter, Wrapper, requests } = setUp()
  const onDelete = vi.fn()
  const { result } = renderHook(
    () => ({
      user: useUser(),
      preferences: usePreferences(),
      streak: useStreak(),
      schedule: useSchedule(),
      devices: useDevices(),
      timezone: useTimezone(),
      profile: useProfile(),
      deletion: useDeleteUser({ onDelete }),
      identify: useIdentify(),
      isReadOnly: useIsReadOnly(),
    }),
    { wrapper: Wrapper },
  )
  const get = () => result.current
  await vi.waitFor(() => {
    const all = get()
    for (const { status } of [all.user, all.preferences, all.streak, all.schedule])
      expect(status).toBe('ready')
  })
  expect(get().isReadOnly).toBe(true)
  expect(get().streak.isReadOnly).toBe(true)
  expect(get().devices.isReadOnly).toBe(true)
  const before = JSON.stringify([get().user.user, get().preferences.preferences])
  await act(async () => {
    const results = await Promise.all([
      get().user.update({ name: 'Countess' }),
      get().preferences.update({ type: 'comments', channel: 'email', enabled: false }),
      get().streak.update({ enabled: false }),
      get().schedule.update({ enabled: false }),
      get().devices.add({ token: 'another' }),
      get().devices.remove('token'),
      get().timezone.update('Asia/Seoul'),
      get().identify.identify(ada.id, { name: 'Countess' }),
    ])
    for (const outcome of results)
      expect(outcome).toMatchObject({ status: 'failed', error: { code: 'forbidden' } })
    const deletion = await get().deletion.remove()
    expect(deletion).toMatchObject({ status: 'failed', error: { code: 'forbidden' } })
  })
  expect(onDelete).not.toHaveBeenCalled()
  expect(JSON.stringify([get().user.user, get().preferences.preferences])).toBe(before)
  expect(getWrites(adapter)).toEqual([])
  expect(new Set(requests)).toEqual(new Set(requests.length > 0 ? ['GET'] : []))
  expect(localStorage).toHaveLength(0)
})

test('useIdentify under a read-only provider: declares nobody', async () => {
  const adapter = createAdapter()
  const { result } = renderHook(
    () => ({ ...useIdentify({ name: 'Countess' }), user: useUser().user }),
    { wrapper: createWrapper({ adapter, readOnly: true }) },
  )
  await vi.waitFor(() => expect(result.current.user?.name).toBe(ada.name))
  expect(result.current.saveStatus).toBe('idle')
  expect(getWrites(adapter)).toEqual([])
})

/** Stores a change of a tab that was closed before it was answered. */
function storeChange(clientId: string): void {
  const change = { type: 'comments', channel: 'email', enabled: false }
  const at = Date.now()
  const order = { writer: 'closed', seq: at * 1000, turn: at * 1000 }
  const entries = { preferences: [{ change, order, at, seen: ['on', 'on'] }] }
  const key = ['identikit:queue', encodeURIComponent(clientId), ada.id, 'closed'].join(':')
  localStorage.setItem(key, JSON.stringify({ v: 1, isClosed: true, openAt: at, entries }))
}

test.each([
  [
    'a provider',
    'memory',
    (adapter: Adapter, readOnly: boolean) => createWrapper({ adapter, readOnly }),
  ],
  [
    'a handler',
    'remote:/api/identikit',
    (adapter: Adapter, readOnly: boolean) => createHandlerWrapper(adapter, { readOnly }).Wrapper,
  ],
] as const)(
  'IdentikitProvider: keeps stored changes while %s is read-only',
  async (_, id, wrap) => {
    storeChange(id)
    const stored = JSON.stringify(Object.entries(localStorage))
    const adapter = createAdapter()
    const viewed = renderHook(() => usePreferences(), { wrapper: wrap(adapter, true) })
    await vi.waitFor(() => expect(viewed.result.current.status).toBe('ready'))
    const { types = [] } = viewed.result.current.preferences ?? {}
    expect(types.find((type) => type.id === 'comments')?.channels['email']?.state).toBe('on')
    expect(getWrites(adapter)).toEqual([])
    expect(JSON.stringify(Object.entries(localStorage))).toBe(stored)
    viewed.unmount()
    // The user's own page sends them.
    renderHook(() => usePreferences(), { wrapper: wrap(adapter, false) })
    await vi.waitFor(() => expect(getWrites(adapter)).toHaveLength(1))
  },
)

test.each(setUps)('Components under %s: show values and change nothing', async (_, setUp) => {
  const { adapter, Wrapper } = setUp()
  const onDelete = vi.fn()
  const onRequestEmailChange = vi.fn()
  render(
    <Wrapper>
      <PreferenceCenter
        pause={<PauseAll />}
        schedule={<NotificationSchedule />}
        streak={<StreakSettings />}
      />
      <ProfileEditor
        fields={['name', 'email', 'timezone']}
        traits={[{ key: 'plan', label: 'Plan', type: 'text' }]}
        onRequestEmailChange={onRequestEmailChange}
        pendingEmail="new@example.com"
        onCancelEmailChange={() => {}}
      />
      <DeviceList />
      <DeleteAccount onDelete={onDelete} />
    </Wrapper>,
  )
  const center = page.getByRole('region', { name: messages.preferences.title })
  await expect.element(center.getByText(messages.viewOnly, { exact: true })).toBeVisible()
  await expect.element(page.getByRole('switch').first()).toBeVisible()
  const switches = page.getByRole('switch').elements()
  expect(switches.length).toBeGreaterThan(5)
  for (const control of switches) {
    const state = control.getAttribute('aria-checked')
    expect([control.getAttribute('aria-label'), control.getAttribute('aria-disabled')]).toEqual([
      control.getAttribute('aria-label'),
      'true',
    ])
    if (control instanceof HTMLElement) control.click()
    expect(control.getAttribute('aria-checked')).toBe(state)
  }
  const paused = page.getByRole('group', { name: scheduleMessages.pauseTitle })
  await expect.element(paused).toHaveAccessibleDescription(/2100/)
  const inputs = center.element().querySelectorAll<HTMLInputElement>('input, select, fieldset')
  expect(inputs.length).toBeGreaterThan(7)
  for (const input of inputs) expect(input.matches(':disabled')).toBe(true)
  // Nothing offers a change.
  const buttons = page
    .getByRole('button')
    .elements()
    .filter((button) => !button.hasAttribute('aria-expanded') && !button.matches(':disabled'))
  expect(buttons.map(({ textContent }) => textContent)).toEqual([])
  const form = page.getByRole('form')
  await expect.element(form.getByText(ada.name, { exact: true })).toBeVisible()
  await expect.element(form.getByText('pro', { exact: true })).toBeVisible()
  await expect.element(form.getByText(messages.viewOnly, { exact: true })).toBeVisible()
  expect(form.getByRole('textbox').elements()).toEqual([])
  const account = page.getByRole('region', { name: messages.account.deleteTitle })
  await expect.element(account.getByText(messages.viewOnly, { exact: true })).toBeVisible()
  expect(getWrites(adapter)).toEqual([])
})

test('SignUpForm under a read-only provider: creates no account', async () => {
  const onSubmit = vi.fn(() => ({ id: 'new' }))
  render(<SignUpForm onSubmit={onSubmit} />, { wrapper: createWrapper({ readOnly: true }) })
  await userEvent.fill(page.getByRole('textbox', { name: messages.profile.name }), 'Eve')
  await userEvent.fill(page.getByRole('textbox', { name: messages.profile.email }), 'e@example.com')
  await page.getByRole('button', { name: messages.signUp.submit }).click()
  await expect.element(page.getByRole('alert')).toBeVisible()
  expect(onSubmit).not.toHaveBeenCalled()
})

test('IdentikitProvider: makes components editable when readOnly is removed', async () => {
  const adapter = createAdapter()
  const client = createUserClient(adapter)
  const show = (readOnly: boolean) => (
    <IdentikitProvider client={client} userId={ada.id} catalog={catalog} readOnly={readOnly}>
      <ReadOnlyNotice />
      <PreferenceCenter />
    </IdentikitProvider>
  )
  const { rerender } = render(show(true))
  const control = page.getByRole('switch', {
    name: messages.preferences.cell('Comments and mentions', 'Email'),
  })
  await expect.element(control).toHaveAttribute('aria-disabled', 'true')
  expect(page.getByText(messages.viewOnly).elements()).toHaveLength(2)
  rerender(show(false))
  await expect.element(control).not.toHaveAttribute('aria-disabled')
  expect(page.getByText(messages.viewOnly).elements()).toEqual([])
  const isOn = control.element().getAttribute('aria-checked')
  await control.click()
  await expect.element(control).not.toHaveAttribute('aria-checked', isOn)
})

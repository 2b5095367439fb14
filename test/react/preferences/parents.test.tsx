import { render, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  getSetting,
  IdentikitError,
  messages,
  type PreferenceChange,
  type PreferenceSetting,
  type PreferenceTarget,
  type Preferences,
} from '../../../src/core.js'
import {
  IdentikitProvider,
  PreferenceCenter,
  PreferenceSwitch,
  useIdentify,
  usePreference,
} from '../../../src/index.js'
import { createRemoteClient } from '../../../src/remote.js'
import { createUserHandler } from '../../../src/server/handler.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter } from '../../../src/testing.js'

const { preferences: t } = messages
const off: PreferenceSetting = { state: 'off' }
const recap = { type: 'recap', channel: 'push' }
const targets: readonly PreferenceTarget[] = [
  recap,
  { type: 'recap', channel: 'email' },
  { type: 'comments', channel: 'push' },
  { type: 'recap' },
  { channel: 'push' },
  { channel: 'email' },
  {},
]

interface Parents {
  readonly type?: PreferenceSetting
  readonly push?: PreferenceSetting
  readonly subscribed?: PreferenceSetting
}

/** Opens a handler and a remote client over a user whose settings have these parents. */
function open({ type, push, subscribed }: Parents, onError?: () => void) {
  const preferences: Partial<Preferences> = {
    types: [
      {
        id: 'recap',
        label: 'Weekly recap',
        ...(type && { setting: type }),
        channels: { email: { state: 'on' }, push: off },
      },
      { id: 'comments', label: 'Comments', channels: { push: { state: 'on' } } },
    ],
    channels: { email: { state: 'on' }, push: push ?? { state: 'on' } },
    ...(subscribed && { subscribed }),
  }
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const handler = createUserHandler({ adapter, authenticate: () => ada.id, onError })
  const client = createRemoteClient({
    url: '/api/identikit',
    fetch: (input, init) => handler(new Request(input, init)),
  })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <IdentikitProvider client={client} userId={ada.id}>
      {children}
    </IdentikitProvider>
  )
  const readStates = async () => {
    const saved = await adapter.preferences?.get(ada.id)
    return targets.map((target) => getSetting(saved, target)?.state)
  }
  const listWrites = () =>
    adapter.calls.filter(({ member }) => member === 'preferences.update').map(({ input }) => input)
  return { adapter, wrapper, readStates, listWrites }
}

const parents: readonly (readonly [string, Parents, string])[] = [
  ['its type', { type: off }, 'type'],
  ['its channel', { push: off }, 'channel'],
  ['a channel that is off by default', { push: { state: 'unset', default: false } }, 'channel'],
  ['a channel that is locked', { push: { state: 'off', locked: {} } }, 'channel'],
  ['all news and offers', { subscribed: off }, 'subscribed'],
  ['all of its parents', { type: off, push: off, subscribed: off }, 'type'],
]

test.each(parents)(
  'usePreference: turning on a setting under %s writes one setting',
  async (...row) => {
    const [, given, overriddenBy] = row
    for (const turnOn of ['set', 'toggle'] as const) {
      const { wrapper, readStates, listWrites } = open(given)
      const { result } = renderHook(() => usePreference(recap), { wrapper })
      await waitFor(() => expect(result.current.overriddenBy).toBe(overriddenBy))
      const [, ...others] = await readStates()
      expect(await result.current[turnOn](true)).toMatchObject({ status: 'saved' })
      await waitFor(() => expect(result.current).toMatchObject({ isOn: true, overriddenBy }))
      expect(await readStates()).toEqual(['on', ...others])
      expect(listWrites()).toEqual([[{ ...recap, enabled: true }]])
    }
  },
)

test.each(parents)(
  'PreferenceCenter: a click on a switch under %s writes one setting',
  async (...row) => {
    const [, given] = row
    const { wrapper, readStates, listWrites } = open(given)
    render(<PreferenceCenter />, { wrapper })
    const control = page.getByRole('switch', { name: t.cell('Weekly recap', 'Push') })
    await expect.element(control).not.toBeChecked()
    const [, ...others] = await readStates()
    await userEvent.click(control)
    await expect.poll(readStates).toEqual(['on', ...others])
    await expect.element(control).toBeChecked()
    expect(listWrites()).toEqual([[{ ...recap, enabled: true }]])
  },
)

test('PreferenceCenter: a row says which parent is off, and its button turns on the parent only', async () => {
  const { wrapper, readStates, listWrites } = open({ push: off })
  render(<PreferenceCenter />, { wrapper })
  const row = page.getByRole('row', { name: 'Weekly recap' })
  const control = row.getByRole('switch', { name: t.cell('Weekly recap', 'Push') })
  await expect.element(row.getByText('Push is off for everything')).toBeVisible()
  await expect.element(control).toHaveAccessibleDescription('Push is off for everything.')
  await userEvent.click(row.getByRole('button', { name: 'Turn on push' }))
  await expect.element(page.getByText('Push is off for everything')).not.toBeInTheDocument()
  await expect.element(control).toHaveFocus()
  await expect.poll(readStates).toEqual(['off', 'on', 'on', undefined, 'on', 'on', undefined])
  expect(listWrites()).toEqual([[{ channel: 'push', enabled: true }]])
})

test('PreferenceCenter: a row names each parent that is off, and has no button for a locked one', async () => {
  const { wrapper } = open({ type: off, push: { state: 'off', locked: {} }, subscribed: off })
  render(<PreferenceCenter />, { wrapper })
  const row = page.getByRole('row', { name: 'Weekly recap' })
  for (const text of [
    'This notification is off',
    'Push is off for everything',
    'News and offers are off',
  ])
    await expect.element(row.getByText(text)).toBeVisible()
  const buttons = row.getByRole('button', { name: /^Turn on/ }).elements()
  expect(buttons.map(({ textContent }) => textContent)).toEqual([
    'Turn on Weekly recap',
    'Turn on News and offers',
  ])
  const other = page.getByRole('row', { name: 'Comments' })
  await expect.element(other.getByText('News and offers are off')).toBeVisible()
  expect(other.getByText('This notification is off').elements()).toEqual([])
})

test('PreferenceCenter: a parent that could not be turned on is an error in its rows', async () => {
  const { adapter, wrapper, listWrites } = open({ push: off }, () => undefined)
  render(<PreferenceCenter />, { wrapper })
  const row = page.getByRole('row', { name: 'Weekly recap' })
  adapter.faults.fail = ({ member }) =>
    member === 'preferences.update' ? new IdentikitError('forbidden', 'No.') : undefined
  await userEvent.click(row.getByRole('button', { name: 'Turn on push' }))
  await expect.element(row.getByText("Couldn't turn on push.")).toBeVisible()
  await expect
    .element(row.getByRole('switch', { name: t.cell('Weekly recap', 'Push') }))
    .toHaveFocus()
  adapter.faults.fail = undefined
  await userEvent.click(row.getByRole('button', { name: 'Turn on push' }))
  await expect.element(page.getByText("Couldn't turn on push.").first()).not.toBeInTheDocument()
  expect(listWrites().at(-1)).toEqual([{ channel: 'push', enabled: true }])
})

test('PreferenceCenter: a narrow row leaves an undelivered channel out of its summary', async () => {
  const { wrapper } = open({ type: { state: 'on' }, push: off })
  render(
    <div style={{ inlineSize: 320 }}>
      <PreferenceCenter />
    </div>,
    { wrapper },
  )
  const summary = page.getByRole('button', { name: 'Weekly recap', exact: true })
  await expect.element(summary).toHaveAccessibleDescription('Email')
  await userEvent.click(summary)
  await userEvent.click(page.getByRole('switch', { name: t.cell('Weekly recap', 'Push') }))
  await expect
    .element(page.getByRole('switch', { name: t.cell('Weekly recap', 'Push') }))
    .toBeChecked()
  await expect.element(summary).toHaveAccessibleDescription('Email')
  await userEvent.click(summary)
  const row = page.getByRole('row', { name: 'Weekly recap' })
  await userEvent.click(row.getByRole('button', { name: 'Turn on push' }))
  await expect.element(summary).toHaveFocus()
  await expect.element(summary).toHaveAccessibleDescription('Push, Email')
})

test('PreferenceSwitch: outside of a row it says itself which parent is off, with the button', async () => {
  const { wrapper, listWrites } = open({ push: off })
  render(<PreferenceSwitch {...recap} />, { wrapper })
  const control = page.getByRole('switch')
  await expect.element(control).toHaveAccessibleDescription('Push is off for everything.')
  await expect.element(page.getByText('Push is off for everything')).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Turn on push' }))
  await expect.element(page.getByRole('button')).not.toBeInTheDocument()
  await expect.element(control).toHaveFocus()
  expect(listWrites()).toEqual([[{ channel: 'push', enabled: true }]])
})

test('PreferenceSwitch: a type without channels is overridden by all news and offers', async () => {
  const adapter = createMemoryAdapter({
    users: [ada],
    preferences: {
      types: [{ id: 'letter', label: 'Letter', setting: { state: 'on' }, channels: {} }],
      subscribed: off,
    },
  })
  const handler = createUserHandler({ adapter, authenticate: () => ada.id })
  const client = createRemoteClient({
    url: '/api/identikit',
    fetch: (input, init) => handler(new Request(input, init)),
  })
  render(
    <IdentikitProvider client={client} userId={ada.id}>
      <PreferenceCenter />
    </IdentikitProvider>,
  )
  const row = page.getByRole('row', { name: 'Letter' })
  await expect
    .element(row.getByRole('switch'))
    .toHaveAccessibleDescription('News and offers are off.')
  await expect.element(row.getByRole('button', { name: 'Turn on News and offers' })).toBeVisible()
})

test('useIdentify: a consent under a parent that is off stores only the consent', async () => {
  const { adapter, wrapper, readStates } = open({ type: off, push: off, subscribed: off })
  const { result } = renderHook(() => useIdentify(), { wrapper })
  const [, ...others] = await readStates()
  const consent: PreferenceChange = { ...recap, enabled: true }
  const saved = await result.current.identify(ada.id, {}, { preferences: [consent] })
  expect(saved.status).toBe('saved')
  expect(await readStates()).toEqual(['on', ...others])
  expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toEqual([])
})

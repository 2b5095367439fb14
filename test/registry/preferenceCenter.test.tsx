import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { PreferenceCenter as RegistryCenter } from '../../registry/preference-center.js'
import { PreferenceCenter, type IdentikitProviderProps } from '../../src/index.js'
import { createUserClient, IdentikitError, messages } from '../../src/core.js'
import { de } from '../../src/locales/de.js'
import { ada, catalog, createMemoryAdapter, createWrapper, preferences } from '../../src/testing.js'

afterEach(cleanup)

const { preferences: t } = messages

/** Name, state, and whether it can be changed, of each switch. */
function listSwitches() {
  return screen
    .getAllByRole('switch')
    .map((item) => [item.ariaLabel, item.ariaChecked, item.ariaDisabled])
    .sort(([a = ''], [b = '']) => String(a).localeCompare(String(b)))
}

function open(props: Partial<IdentikitProviderProps> = {}, stored = preferences) {
  const adapter = createMemoryAdapter({ users: [ada], preferences: stored })
  return { adapter, wrapper: createWrapper({ adapter, ...props }) }
}

const off = { state: 'off' } as const

describe('registry/preference-center.tsx', () => {
  it.each<[string, Partial<IdentikitProviderProps>, typeof preferences]>([
    ['sample data', {}, preferences],
    ['a channel that is off', {}, { ...preferences, channels: { email: off, push: off } }],
    ['marketing that is off', {}, { ...preferences, subscribed: off }],
    ['German', { locale: de }, preferences],
    ['a read-only page', { readOnly: true }, preferences],
    ['no catalog', { catalog: undefined }, preferences],
  ])('has the switches of the component: %s', async (_, props, stored) => {
    const original = render(<PreferenceCenter />, { wrapper: open(props, stored).wrapper })
    await screen.findAllByRole('switch')
    const expected = listSwitches()
    original.unmount()

    render(<RegistryCenter />, { wrapper: open(props, stored).wrapper })
    await screen.findAllByRole('switch')
    expect(listSwitches()).toEqual(expected)
    expect(expected.length).toBeGreaterThan(0)
  })

  it.each(catalog)(
    'describes the switches of $label by its help',
    async ({ label, description }) => {
      render(<RegistryCenter />, { wrapper: open().wrapper })
      const [item] = await screen.findAllByRole('switch', { name: new RegExp(`^${label},`) })
      const id = item?.getAttribute('aria-describedby') ?? ''
      expect(document.getElementById(id)?.textContent).toContain(description)
    },
  )

  it('saves a change and says so', async () => {
    const { adapter, wrapper } = open()
    render(<RegistryCenter />, { wrapper })
    const recap = await screen.findByRole('switch', { name: 'Weekly recap, Email' })
    expect(recap.ariaChecked).toBe('true')
    recap.click()
    await screen.findByText(messages.savedOff('Weekly recap, Email'))
    const { types } = await createUserClient(adapter).preferences.get(ada.id)
    expect(types.find(({ id }) => id === 'weekly-recap')?.channels['email']?.state).toBe('off')
  })

  it('restores a setting that could not be saved, and tries again', async () => {
    const { adapter, wrapper } = open()
    let failures = 1
    adapter.faults.fail = ({ member }) =>
      member === 'preferences.update' && failures-- > 0
        ? new IdentikitError('invalid', 'Refused.')
        : undefined
    render(<RegistryCenter />, { wrapper })
    const recap = await screen.findByRole('switch', { name: 'Weekly recap, Email' })
    recap.click()
    const retry = await screen.findByRole('button', {
      name: messages.retrySetting('Weekly recap, Email'),
    })
    expect(recap.ariaChecked).toBe('true')
    expect(screen.queryByText(messages.savedOff('Weekly recap, Email'))).toBeNull()
    retry.click()
    await screen.findByText(messages.savedOff('Weekly recap, Email'))
    expect(document.activeElement).toBe(recap)
  })

  it('does not change a locked setting', async () => {
    const { adapter, wrapper } = open()
    render(<RegistryCenter />, { wrapper })
    await screen.findAllByRole('switch')
    const locked = screen
      .getAllByRole('switch')
      .filter(({ ariaDisabled }) => ariaDisabled === 'true')
    expect(locked.length).toBeGreaterThan(0)
    for (const item of locked) {
      const before = item.ariaChecked
      item.click()
      expect(item.ariaChecked).toBe(before)
    }
    expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toEqual([])
  })

  it('turns on a channel that is off, and keeps the focus', async () => {
    const { wrapper } = open({}, { ...preferences, channels: { email: off } })
    render(<RegistryCenter />, { wrapper })
    const recap = await screen.findByRole('switch', { name: 'Weekly recap, Email' })
    const [button] = screen.getAllByRole('button', { name: t.turnOn('Email') })
    button?.focus()
    button?.click()
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: t.turnOn('Email') })).toBeNull(),
    )
    expect(document.activeElement?.role).toBe('switch')
    expect(recap.ariaChecked).toBe('true')
  })

  it('offers to load again after a failure, and keeps the focus', async () => {
    const { adapter, wrapper } = open()
    adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
    render(<RegistryCenter />, { wrapper })
    const retry = await screen.findByRole('button', { name: messages.retry })
    expect(screen.getByRole('alert').textContent).toContain(messages.errors.forbidden)
    adapter.faults.fail = undefined
    retry.focus()
    retry.click()
    await screen.findByRole('switch', { name: 'Weekly recap, Email' })
    expect(document.activeElement).toBe(screen.getByRole('region', { name: t.title }))
  })

  it('offers to sign in', async () => {
    const { wrapper } = open({ userId: null })
    render(<RegistryCenter signIn={<a href="/login">Sign in</a>} />, { wrapper })
    await screen.findByText(t.signedOut)
    expect(screen.getByRole('link', { name: 'Sign in' })).toBeDefined()
    expect(screen.queryByRole('switch')).toBeNull()
  })
})

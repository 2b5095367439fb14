import { render, renderHook } from '@testing-library/react'
import type { JSX, ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { UserAdapter } from '../../../src/core/adapter.js'
import { IdentikitError, messages, type CatalogEntry } from '../../../src/core.js'
import { PreferenceCenter, PreferenceFrequency, usePreferenceStatus } from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  catalog as plainCatalog,
  createMemoryAdapter,
  createWrapper,
  preferences,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'

const { preferences: t } = messages
const { name: getName, options, savedAs, notChanged } = t.frequency
const name = getName('Weekly recap')
const control = page.getByRole('combobox', { name })
const retry = page.getByRole('button', { name: messages.retrySetting(name) })

const catalog: readonly CatalogEntry[] = plainCatalog.map((entry) =>
  entry.id === 'weekly-recap'
    ? { ...entry, frequency: { options: ['daily', 'weekly', 'monthly'], default: 'weekly' } }
    : entry,
)
const lockedCatalog = catalog.map((entry) => ({ ...entry, locked: { reason: 'By law.' } }))

afterEach(() => page.viewport(1200, 800))

const alone = <PreferenceFrequency type="weekly-recap" />
const center = <PreferenceCenter frequency={<PreferenceFrequency />} />

function show(
  view: JSX.Element,
  given: MemoryAdapterOptions = {},
  entries: readonly CatalogEntry[] = catalog,
) {
  const adapter = createMemoryAdapter({ users: [ada], preferences, ...given })
  const wrapper = createWrapper({ adapter, catalog: entries })
  const getWrites = () =>
    adapter.calls.flatMap(({ member, input }) => (member === 'preferences.update' ? [input] : []))
  return { adapter, getWrites, ...render(view, { wrapper }) }
}

function failSaves({ faults }: ReturnType<typeof show>['adapter']): void {
  faults.fail = ({ member }) =>
    member === 'preferences.update' ? new IdentikitError('service', 'Down.') : undefined
}

test('PreferenceFrequency: is named by its type, shows the default and saves a choice', async () => {
  const { getWrites } = show(alone)
  await expect.element(control).toHaveDisplayValue(options.weekly)
  await expect.element(control).toHaveAccessibleDescription(t.byDefault)
  const offered = [...control.element().querySelectorAll('option')].map(({ label }) => label)
  expect(offered).toEqual([options.daily, options.weekly, options.monthly])
  await userEvent.selectOptions(control, options.daily)
  await expect.element(control).toHaveDisplayValue(options.daily)
  await expect.element(control).not.toHaveAttribute('aria-describedby')
  await expect.poll(getWrites).toEqual([[{ type: 'weekly-recap', frequency: 'daily' }]])
})

test('PreferenceFrequency: is not saved before the service has answered', async () => {
  const { adapter, container } = show(alone)
  await expect.element(control).toBeVisible()
  adapter.faults.pause = true
  await userEvent.selectOptions(control, options.daily)
  const getSave = () => container.querySelector<HTMLElement>('[data-save]')?.dataset['save']
  await expect.poll(getSave).toBe('saving')
  await expect.poll(() => adapter.faults.pending.length).toBe(1)
  expect(getSave()).toBe('saving')
  adapter.faults.release()
  await expect.poll(getSave).toBe('saved')
})

test('PreferenceFrequency: reverts and offers Retry when the save fails, and keeps the focus', async () => {
  const { adapter } = show(alone)
  await expect.element(control).toBeVisible()
  failSaves(adapter)
  await userEvent.click(control)
  await userEvent.selectOptions(control, options.daily)
  await expect
    .element(control)
    .toHaveAccessibleDescription(`${messages.notSaved} ${messages.errors.service} ${t.byDefault}`)
  await expect.element(control).toHaveDisplayValue(options.weekly)
  adapter.faults.fail = undefined
  await userEvent.click(retry)
  await expect.element(control).toHaveDisplayValue(options.daily)
  await expect.element(control).toHaveFocus()
  await expect.element(retry).not.toBeInTheDocument()
})

test('PreferenceFrequency: is in each row of the center whose type has a frequency, and is announced', async () => {
  show(center)
  await expect.element(control).toBeVisible()
  expect(page.getByRole('combobox').all()).toHaveLength(1)
  const row = page.getByRole('row', { name: 'Weekly recap' })
  await expect.element(row.getByRole('combobox')).toBeVisible()
  await userEvent.selectOptions(control, options.monthly)
  await expect.element(page.getByRole('status')).toHaveTextContent(savedAs(name, options.monthly))
})

test('PreferenceFrequency: says in its row what was not saved and why', async () => {
  const { adapter } = show(center)
  await expect.element(control).toBeVisible()
  failSaves(adapter)
  await userEvent.selectOptions(control, options.monthly)
  const row = page.getByRole('row', { name: 'Weekly recap' })
  await expect.element(row.getByText(notChanged)).toBeVisible()
  await expect.element(row.getByText(messages.errors.service)).toBeVisible()
  await expect.element(page.getByRole('status')).toHaveTextContent(messages.notSavedNamed(name))
})

test('PreferenceFrequency: is reset to its default with the other settings', async () => {
  show(center)
  await userEvent.selectOptions(control, options.monthly)
  await expect.element(page.getByText(/^2 of \d+ differ/)).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: t.reset }))
  await expect.element(control).toHaveDisplayValue(options.weekly)
  await expect.element(control).toHaveAccessibleDescription(t.byDefault)
})

test('PreferenceFrequency: explains a locked frequency, which can be focused but not changed', async () => {
  const { getWrites } = show(alone, {}, lockedCatalog)
  await expect.element(control).toHaveAccessibleDescription('By law.')
  await expect.element(control).toHaveAttribute('aria-disabled', 'true')
  await userEvent.tab()
  await expect.element(control).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{ArrowUp}m')
  await expect.element(control).toHaveDisplayValue(options.weekly)
  expect(getWrites()).toEqual([])
})

test('PreferenceFrequency: becomes locked without losing the focus', async () => {
  let locked: { readonly reason: string } | undefined
  const service = createMemoryAdapter({ users: [ada] })
  const frequency = { options: ['weekly', 'daily'] as const }
  const adapter: UserAdapter = {
    ...service,
    preferences: service.preferences && {
      ...service.preferences,
      get: async () => ({
        types: [{ id: 'weekly-recap', channels: {}, frequency: { ...frequency, locked } }],
        channels: {},
        rest: {},
      }),
    },
  }
  const Wrapper = createWrapper({ adapter, catalog: [] })
  const { result } = renderHook(usePreferenceStatus, {
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <Wrapper>
        {children}
        {alone}
      </Wrapper>
    ),
  })
  const select = page.getByRole('combobox')
  await userEvent.click(select)
  locked = { reason: 'By law.' }
  await result.current.reload()
  await expect.element(select).toHaveAccessibleDescription('By law.')
  await expect.element(select).toHaveFocus()
})

test('PreferenceFrequency: renders nothing for a type without one, and where the service has none', async () => {
  const both = (
    <>
      <PreferenceFrequency type="news" />
      <PreferenceFrequency type="weekly-recap" />
      <PreferenceCenter frequency={<PreferenceFrequency />} />
    </>
  )
  show(both, { rules: { frequency: false } })
  await expect.element(page.getByRole('switch').first()).toBeVisible()
  expect(page.getByRole('combobox').all()).toEqual([])
})

test('PreferenceFrequency: throws without a type outside of a row', () => {
  const log = vi.spyOn(console, 'error').mockReturnValue()
  expect(() => show(<PreferenceFrequency />)).toThrow('has no type')
  log.mockRestore()
})

test('PreferenceFrequency: shows a placeholder of the row while it loads', async () => {
  const { adapter, container } = show(center, {})
  adapter.faults.pause = true
  const placeholder = () => container.querySelector('.ik-preference-frequency .ik-skeleton-text')
  await expect.poll(placeholder).toBeTruthy()
  adapter.faults.release()
  adapter.faults.pause = false
  await expect.poll(placeholder).toBeNull()
})

test('PreferenceFrequency: fits a narrow row and leaves it collapsed', async () => {
  const longCatalog = catalog.map((entry) =>
    entry.id === 'weekly-recap'
      ? {
          ...entry,
          label: 'Summary of everything that happened',
          channels: ['email', 'push', 'sms'],
        }
      : entry,
  )
  show(center, {}, longCatalog)
  const select = page.getByRole('combobox')
  for (const width of [320, 440, 560, 1000]) {
    await page.viewport(width, 800)
    await expect.element(select).toBeVisible()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  }
  await page.viewport(320, 800)
  const toggle = page.getByRole('button', { name: 'Summary of everything that happened' })
  await userEvent.selectOptions(select, options.daily)
  await userEvent.click(select)
  await expect.element(toggle).toHaveAttribute('aria-expanded', 'false')
  await expect.element(select).toHaveFocus()
  const { height } = select.element().getBoundingClientRect()
  expect(height).toBeGreaterThanOrEqual(24)
})

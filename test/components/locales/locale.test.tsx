import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient } from '../../../src/core.js'
import {
  DeleteAccount,
  IdentikitProvider,
  PreferenceCenter,
  ProfileEditor,
  SignUpForm,
  StreakSettings,
  TimezonePicker,
} from '../../../src/index.js'
import { ar } from '../../../src/locales/ar.js'
import { de } from '../../../src/locales/de.js'
import '../../../src/styles/index.css'
import {
  ada,
  catalog,
  createMemoryAdapter,
  createWrapper,
  preferences,
} from '../../../src/testing.js'
import { metrics, streak } from '../streak/streak.fixture.js'

function createClient() {
  return createUserClient(
    createMemoryAdapter({
      users: [ada],
      preferences,
      streak,
      streakInfo: { metrics: [], frequency: 'daily' },
    }),
  )
}

test('locale: sets words, numbers, weekdays and the time zone picker at once', async () => {
  const client = createClient()
  render(
    <IdentikitProvider locale={de} userId={ada.id} {...{ client, catalog, metrics }}>
      <PreferenceCenter streak={<StreakSettings />} />
      <TimezonePicker />
    </IdentikitProvider>,
  )
  await expect.element(page.getByRole('heading', { name: 'Benachrichtigungen' })).toBeVisible()
  await expect.element(page.getByRole('checkbox', { name: 'Sonntag' }).first()).toBeVisible()
  await userEvent.fill(page.getByRole('combobox', { name: 'Zeitzone' }), 'Südkorea')
  await expect.element(page.getByRole('option', { name: /Seoul.*Südkorea/ })).toBeVisible()
})

test('locale: sets the language and direction of each component', async () => {
  const client = createClient()
  const { container } = render(
    <IdentikitProvider locale={ar} userId={ada.id} {...{ client, catalog, metrics }}>
      <PreferenceCenter />
      <StreakSettings />
      <ProfileEditor />
      <DeleteAccount onDelete={() => {}} />
      <SignUpForm onSubmit={() => ({ id: 'ada' })} />
      <TimezonePicker dir="ltr" />
    </IdentikitProvider>,
  )
  await expect
    .element(page.getByRole('heading', { name: ar.messages.profile.title, exact: true }))
    .toBeVisible()
  for (const element of container.children) {
    expect(element.getAttribute('lang')).toBe('ar')
    const direction = element.className.includes('timezone-picker') ? 'ltr' : 'rtl'
    expect(getComputedStyle(element).direction).toBe(direction)
  }
})

test('locale: a tag sets neither, so that both are those of the page', async () => {
  render(<PreferenceCenter />, { wrapper: createWrapper({ locale: 'en-GB' }) })
  const center = page.getByRole('region', { name: 'Notifications' })
  await expect.element(center).toBeVisible()
  await expect.element(center).not.toHaveAttribute('lang')
  await expect.element(center).not.toHaveAttribute('dir')
})

test('messages: replace single texts of a language', async () => {
  const messages = { preferences: { title: 'Mitteilungen' }, channels: { email: 'Mail' } }
  render(<PreferenceCenter />, { wrapper: createWrapper({ locale: de, messages }) })
  await expect.element(page.getByRole('heading', { name: 'Mitteilungen' })).toBeVisible()
  await expect.element(page.getByRole('switch', { name: /, Mail$/ }).first()).toBeVisible()
  await expect.element(page.getByText(de.messages.preferences.description)).toBeVisible()
})

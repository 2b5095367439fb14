import { render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { findLayoutFaults } from '../../../scripts/a11y/inPage/findLayoutFaults.js'
import { createUserClient, type Locale } from '../../../src/core.js'
import {
  DeleteAccount,
  DeviceList,
  IdentikitProvider,
  PreferenceCenter,
  ProfileEditor,
  SignUpForm,
  StreakSettings,
  TimezoneMismatch,
} from '../../../src/index.js'
import { ar } from '../../../src/locales/ar.js'
import { de } from '../../../src/locales/de.js'
import { pseudo } from '../../../src/locales/pseudo.js'
import '../../../src/styles/index.css'
import { ada, catalog, createMemoryAdapter, preferences } from '../../../src/testing.js'
import { metrics, streak } from '../streak/streak.fixture.js'
import { setDevice } from '../timezone/timezone.fixture.js'

beforeEach(() => {
  document.body.style.margin = '0 16px'
})
afterEach(async () => {
  document.body.removeAttribute('style')
  await page.viewport(414, 896)
})

/**
 * Returns the faults of the layout. A radio button lies over its text, which is what shows it, and the hint of the time zone picker ends with
 * an ellipsis if a language needs more room than the field has.
 */
function findFaults(): string[] {
  const known = /^<input ik-streak-option-input>|^<bdi ik-timezone-picker-hint>/
  return findLayoutFaults().filter((fault) => !known.test(fault))
}

/** Every component on one page, with data. */
function showAll(locale: Locale) {
  const adapter = createMemoryAdapter({
    users: [{ ...ada, timezone: 'America/New_York', locale: 'en' }],
    preferences,
    streak,
    streakInfo: { metrics: [], frequency: 'daily', length: 12 },
  })
  const client = createUserClient(adapter)
  render(
    <IdentikitProvider userId={ada.id} {...{ locale, client, catalog, metrics }}>
      <TimezoneMismatch />
      <PreferenceCenter streak={<StreakSettings />} />
      <ProfileEditor />
      <DeviceList />
      <SignUpForm onSubmit={() => ({ id: 'ada' })} />
      <DeleteAccount onDelete={() => {}} />
    </IdentikitProvider>,
  )
}

/** Every section in place of its content: signed out, or failed. */
function showMissing(locale: Locale, userId: string | null) {
  const client = createUserClient(createMemoryAdapter({ users: [] }))
  render(
    <IdentikitProvider {...{ locale, client, catalog, metrics, userId }} onError={() => {}}>
      <PreferenceCenter streak={<StreakSettings />} />
      <ProfileEditor />
      <DeviceList />
      <DeleteAccount onDelete={() => {}} />
    </IdentikitProvider>,
  )
}

const languages: readonly (readonly [name: string, locale: Locale])[] = [
  ['German', de],
  ['Arabic', ar],
  ['pseudo', pseudo],
]
const cases = languages.flatMap(([name, locale]) =>
  [320, 1000].map((width) => ({ name, locale, width })),
)

test.each(cases)('$name at $width px: cuts nothing and never scrolls horizontally', async (one) => {
  const { preferences: center, profile, streak: texts } = one.locale.messages
  setDevice('Asia/Seoul')
  await page.viewport(one.width, 800)
  showAll(one.locale)
  await expect.element(page.getByRole('heading', { name: center.title }).first()).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: profile.name }).first()).toBeVisible()
  await expect.element(page.getByRole('switch', { name: texts.enabled }).first()).toBeVisible()
  expect(findFaults()).toEqual([])
})

test.each(cases)('$name at $width px: cuts nothing of empty sections', async (one) => {
  await page.viewport(one.width, 800)
  showMissing(one.locale, null)
  await expect.element(page.getByText(one.locale.messages.preferences.signedOut)).toBeVisible()
  expect(findFaults()).toEqual([])
})

import { render } from '@testing-library/react'
import type { JSX } from 'react'
import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { PreferenceCenter, PreferenceSwitch, StreakSettings } from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  preferences,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'
import { setOnline } from '../online.fixture.js'

const { preferences: t } = messages
const email = t.cell('Weekly recap', 'Email')
const push = t.cell('Weekly recap', 'Push')
const news = t.cell('Product news', 'Email')
const control = (name: string) => page.getByRole('switch', { name })
const status = () => page.getByRole('status')
const retryAll = () => page.getByRole('button', { name: messages.retryAll })
const place = (name: string) => control(name).element().getBoundingClientRect().top

afterEach(() => setOnline(true))

function setUp(view: JSX.Element = <PreferenceCenter />, options: MemoryAdapterOptions = {}) {
  const adapter = createMemoryAdapter({ users: [ada], preferences, ...options })
  const shown = render(view, { wrapper: createWrapper({ adapter }) })
  return { adapter, ...shown }
}

/** Lets each write of the adapter fail. */
function failWrites(
  { faults }: ReturnType<typeof setUp>['adapter'],
  code: 'service' | 'forbidden',
) {
  faults.fail = ({ member }) =>
    member.endsWith('.update') ? new IdentikitError(code, 'Refused.') : undefined
}

/** Clicks without waiting for the effects. */
async function toggle(...names: string[]): Promise<void> {
  await expect.element(control(names[0] ?? '')).toBeVisible()
  for (const name of names) (control(name).element() as HTMLElement).click()
}

test('PreferenceCenter: shows and announces once that it is offline, counts the changes that wait, and announces the saves', async () => {
  const { adapter } = setUp()
  await expect.element(control(email)).toBeVisible()
  const announcements: string[] = []
  new MutationObserver(() => announcements.push(status().element().textContent)).observe(
    status().element(),
    { childList: true, characterData: true, subtree: true },
  )
  adapter.faults.pause = true
  setOnline(false)
  const offline = `${messages.offline} ${messages.offlineChanges(0)}`
  await expect.element(page.getByText(messages.offline).first()).toBeVisible()
  await expect.element(status()).toHaveTextContent(offline)
  await toggle(push)
  await expect.element(page.getByText(messages.offlineChanges(1))).toBeVisible()
  await toggle(news)
  await expect.element(page.getByText(messages.offlineChanges(2))).toBeVisible()
  expect(announcements).toEqual([offline])
  expect(page.getByRole('status').all()).toHaveLength(1)
  setOnline(true)
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(messages.offline)).not.toBeInTheDocument()
  await expect.element(status()).toHaveTextContent(messages.savedMany(2))
})

test('PreferenceCenter: counts one change of a setting that is changed again while it is being sent', async () => {
  const { adapter } = setUp()
  await expect.element(control(email)).toBeVisible()
  adapter.faults.pause = true
  await toggle(push, push, push)
  setOnline(false)
  await expect.element(page.getByText(messages.offlineChanges(1))).toBeVisible()
  expect(messages.offlineChanges(1)).toContain('1 change will')
  expect(messages.offlineChanges(2)).toContain('2 changes will')
})

test('PreferenceSwitch: shows no spinner while its change waits for a connection, and says that it waits', async () => {
  const { adapter } = setUp()
  await expect.element(control(push)).toBeVisible()
  adapter.faults.pause = true
  setOnline(false)
  await toggle(push)
  await expect.element(control(push)).toBeChecked()
  await expect.element(control(push)).toHaveAccessibleDescription(messages.waiting)
  const root = () => control(push).element().closest<HTMLElement>('.ik-preference-switch')
  expect(root()?.dataset['save']).toBe('waiting')
  setOnline(true)
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(control(push)).not.toHaveAttribute('aria-describedby')
  await expect.poll(() => root()?.dataset['save']).toBe('saved')
})

test('PreferenceCenter: sums up three failed changes in one bar, and Retry all saves them', async () => {
  const { adapter } = setUp()
  failWrites(adapter, 'service')
  await toggle(email, push)
  await expect.element(page.getByText(t.notTurned('Email', false), { exact: true })).toBeVisible()
  await expect.element(page.getByText(t.notTurned('Push', true), { exact: true })).toBeVisible()
  expect(retryAll().all()).toHaveLength(0)
  const before = [place(email), place(news)]
  await toggle(news)
  await expect.element(page.getByText(messages.notSavedCount(3))).toBeVisible()
  await expect
    .element(page.getByText(messages.notSavedCount(3)))
    .not.toHaveTextContent(messages.errors.service)
  expect([place(email), place(news)]).toEqual(before)
  await expect.element(control(news)).toHaveAccessibleDescription(/^Couldn't turn on email\. /)
  adapter.faults.fail = undefined
  retryAll().element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(control(email)).not.toBeChecked()
  await expect.element(status()).toHaveTextContent(messages.savedMany(3))
  await expect.element(retryAll()).not.toBeInTheDocument()
  await expect.element(page.getByRole('region', { name: t.title })).toHaveFocus()
  expect(page.getByRole('button', { name: messages.retry }).all()).toHaveLength(0)
})

test('PreferenceCenter: moves no switch when a change fails or the browser goes offline', async () => {
  await page.viewport(1000, 800)
  const { adapter } = setUp()
  await expect.element(control(email)).toBeVisible()
  const names = [...page.getByRole('switch').elements()].map((item) => item.ariaLabel ?? '')
  const places = () => names.map(place)
  const before = places()
  failWrites(adapter, 'service')
  await toggle(push)
  await expect.element(page.getByText(t.notTurned('Push', true), { exact: true })).toBeVisible()
  expect(places()).toEqual(before)
  await toggle(email)
  await expect.element(page.getByText(t.notTurned('Email', false), { exact: true })).toBeVisible()
  expect(places()).toEqual(before)
  setOnline(false)
  await expect.element(page.getByText(messages.offlineChanges(0)).first()).toBeVisible()
  expect(places()).toEqual(before)
  expect(document.querySelector('.ik-notice')?.getBoundingClientRect().height).toBe(40)
  expect(page.getByText(t.description).element()).not.toBeVisible()
})

test('PreferenceCenter: has one bar for the settings and the streak in its slot', async () => {
  const { adapter } = setUp(<PreferenceCenter streak={<StreakSettings />} />, {
    streak: { enabled: true, metrics: [], daysOff: [] },
  })
  await expect.element(control(messages.streak.enabled)).toBeVisible()
  adapter.faults.pause = true
  setOnline(false)
  await toggle(push, messages.streak.enabled)
  await expect.element(page.getByText(messages.offlineChanges(2))).toBeVisible()
  expect(document.querySelectorAll('[data-notice]')).toHaveLength(1)
  expect(document.querySelector('.ik-streak-enabled')?.getAttribute('data-save')).toBe('waiting')
})

test('PreferenceCenter: says that it is offline when the load fails, and keeps the focus when it loads by itself', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  adapter.faults.offline = true
  setOnline(false)
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByText(t.loadFailed).first()).toBeVisible()
  await expect
    .element(page.getByText(`${messages.offline} ${messages.offlineLoad}`, { exact: true }))
    .toBeVisible()
  await expect.element(status()).toHaveTextContent(`${messages.offline} ${messages.offlineLoad}`)
  page.getByRole('button', { name: messages.retry }).element().focus()
  adapter.faults.offline = false
  setOnline(true)
  await expect.element(control(email)).toBeVisible()
  await expect.element(page.getByRole('region', { name: t.title })).toHaveFocus()
})

test('PreferenceSwitch: keeps the focus when a failed load is followed by one that succeeds', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  adapter.faults.fail = () => new IdentikitError('not-found', 'No such user.')
  render(<PreferenceSwitch type="weekly-recap" channel="email" />, {
    wrapper: createWrapper({ adapter }),
  })
  await expect.element(page.getByRole('button', { name: messages.retry })).toBeVisible()
  page.getByRole('button', { name: messages.retry }).element().focus()
  adapter.faults.fail = undefined
  await userEvent.keyboard('{Enter}')
  await expect.element(control(email)).toHaveFocus()
})

test('PreferenceCenter: shows the error of a row without a description and of a collapsed row', async () => {
  await page.viewport(320, 800)
  const { adapter } = setUp()
  const row = page.getByRole('button', { name: /^Comments and mentions/ })
  await userEvent.click(row)
  failWrites(adapter, 'forbidden')
  await toggle(t.cell('Comments and mentions', 'Email'))
  const error = page.getByText(t.notTurned('Email', false), { exact: true })
  await expect.element(error).toBeVisible()
  await userEvent.click(row)
  await expect.element(error).toBeVisible()
  await expect.element(page.getByText(messages.errors.forbidden)).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(page.getByRole('button', { name: messages.retry }))
  await expect.element(error).not.toBeInTheDocument()
})

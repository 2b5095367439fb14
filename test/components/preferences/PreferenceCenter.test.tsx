import { render } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages, type Preferences } from '../../../src/core.js'
import {
  PreferenceCenter,
  PreferenceCenterHeader,
  PreferenceCenterList,
} from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  preferences,
  type WrapperOptions,
} from '../../../src/testing.js'

const { preferences: t } = messages
const email = t.cell('Weekly recap', 'Email')
const push = t.cell('Weekly recap', 'Push')

afterEach(() => page.viewport(1200, 800))

async function setUp(
  options: Parameters<typeof createMemoryAdapter>[0] = {},
  props: WrapperOptions = {},
) {
  await page.viewport(1200, 800)
  const adapter = createMemoryAdapter({ users: [ada], preferences, ...options })
  const view = render(<PreferenceCenter />, { wrapper: createWrapper({ adapter, ...props }) })
  return { adapter, ...view }
}

/** Clicks without the delay of a browser click. */
function clickNow(name: string): void {
  const control = page.getByRole('switch', { name }).element()
  if (control instanceof HTMLElement) control.click()
}

test('PreferenceCenter: gives each switch a unique name, also for two types with one label', async () => {
  const doubled: Preferences = {
    types: ['workflow:news', 'category:news', 'constructor', '__proto__'].map((id) => ({
      id,
      channels: { email: { state: 'on' }, push: { state: 'off' }, pager: { state: 'on' } },
      setting: { state: 'on' },
    })),
    channels: { email: { state: 'on' }, push: { state: 'on' } },
    subscribed: { state: 'on' },
    rest: {},
  }
  await setUp({ preferences: doubled })
  await expect
    .element(page.getByRole('switch', { name: 'News (workflow:news), Email' }))
    .toBeVisible()
  const names = page
    .getByRole('switch')
    .elements()
    .map((element) => element.getAttribute('aria-label'))
  expect(names.every(Boolean)).toBe(true)
  expect(new Set(names).size).toBe(names.length)
})

test('PreferenceCenter: announces saves in one polite live region, several in one sentence', async () => {
  await setUp()
  const status = page.getByRole('status')
  await userEvent.click(page.getByRole('switch', { name: push }))
  await expect.element(status).toHaveTextContent(messages.savedOn(push))
  for (const name of [push, email]) clickNow(name)
  await expect.element(status).toHaveTextContent(messages.savedMany(2))
  expect(page.getByRole('status').all()).toHaveLength(1)
})

test('PreferenceCenter: announces a failed save, shows it at its switch and keeps other saves', async () => {
  const { adapter } = await setUp()
  await expect.element(page.getByRole('switch', { name: email })).toBeVisible()
  adapter.faults.fail = ({ input }) =>
    input !== undefined && JSON.stringify(input).includes('email')
      ? new IdentikitError('service', 'Down.')
      : undefined
  for (const name of [email, push]) clickNow(name)
  await expect.element(page.getByRole('status')).toHaveTextContent(messages.notSavedNamed(email))
  await expect.element(page.getByRole('switch', { name: email })).toBeChecked()
  await expect.element(page.getByRole('switch', { name: push })).toBeChecked()
  expect(page.getByText(t.notTurned('Email', false), { exact: true }).all()).toHaveLength(1)
  expect(page.getByRole('button', { name: messages.retry }).all()).toHaveLength(1)
})

test('PreferenceCenter: matches the service after ten quick clicks with responses in random order', async () => {
  for (const seed of [1, 2, 3]) {
    const { adapter, unmount } = await setUp()
    await expect.element(page.getByRole('switch', { name: email })).toBeVisible()
    adapter.faults.reorder = seed
    const switches = page
      .getByRole('switch')
      .elements()
      .filter((element) => !element.hasAttribute('aria-disabled'))
      .slice(0, 6)
    const shown = () =>
      page
        .getByRole('switch')
        .elements()
        .map((element) => `${element.getAttribute('aria-label')} ${element.ariaChecked}`)
    const before = shown()
    const order = Array.from({ length: 10 }, (_, click) => (click * click + seed) % 6)
    for (const index of order) (switches[index] as HTMLElement).click()
    const wanted = before.map((text) => {
      const index = switches.findIndex((element) =>
        text.startsWith(`${element.getAttribute('aria-label')} `),
      )
      const isOdd = order.filter((clicked) => clicked === index).length % 2 === 1
      return isOdd ? text.replace(/true$|false$/, (state) => String(state === 'false')) : text
    })
    await expect.poll(() => document.querySelector('[data-save=saving]')).toBeNull()
    expect(shown()).toEqual(wanted)
    adapter.faults.reorder = undefined
    unmount()
    render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
    await expect.poll(shown).toEqual(wanted)
    document.body.replaceChildren()
  }
})

test('PreferenceCenter: shows a skeleton of the same layout while it loads', async () => {
  const { adapter, container } = await setUp({}, {})
  const loading = container.querySelector('table')?.getBoundingClientRect().height
  expect(container.querySelector('section')?.getAttribute('aria-busy')).toBe('true')
  expect(page.getByRole('switch').all()).toHaveLength(0)
  await expect.element(page.getByRole('switch', { name: email })).toBeVisible()
  expect(adapter.calls).toHaveLength(1)
  expect(
    Math.abs(
      (container.querySelector('table')?.getBoundingClientRect().height ?? 0) - (loading ?? 0),
    ),
  ).toBeLessThanOrEqual(1)
  expect(container.querySelector('section')?.getAttribute('aria-busy')).toBe('false')
})

test('PreferenceCenter: shows a failed load below the title, and Retry loads and keeps the focus inside', async () => {
  const { adapter, container } = await setUp({ users: [] })
  await expect.element(page.getByText(t.loadFailed).first()).toBeVisible()
  await expect.element(page.getByRole('heading', { name: t.title })).toBeVisible()
  await expect.element(page.getByText(messages.errors['not-found'])).toBeVisible()
  await adapter.users?.create?.(ada.id, {})
  await userEvent.click(page.getByRole('button', { name: messages.retry }))
  await expect.element(page.getByRole('switch', { name: email })).toBeVisible()
  expect(container.contains(document.activeElement)).toBe(true)
})

test('PreferenceCenter: says when there is nothing to set and when the service has no preferences', async () => {
  const { unmount } = await setUp({ preferences: {} }, { catalog: [] })
  await expect.element(page.getByText(t.empty)).toBeVisible()
  unmount()
  const { adapter } = await setUp({ without: ['preferences'] })
  await expect.element(page.getByText(t.unsupported)).toBeVisible()
  expect(adapter.calls).toEqual([])
})

test('PreferenceCenter: expands rows to labeled switches at 320 px without scrolling sideways', async () => {
  await setUp()
  await page.viewport(320, 700)
  const cell = page.getByRole('switch', { name: t.cell('Comments and mentions', 'Email') })
  await expect.element(cell).not.toBeInTheDocument()
  const row = page.getByRole('button', { name: 'Comments and mentions', exact: true })
  await expect.element(row).toHaveAccessibleDescription('Email, In-app')
  await userEvent.click(row)
  await expect.element(cell).toBeVisible()
  await userEvent.click(cell)
  await expect.element(row).toHaveAccessibleDescription('In-app')
  await expect.element(page.getByRole('switch', { name: email })).toBeVisible()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  expect(page.getByRole('table').all()).toHaveLength(1)
  expect(page.getByRole('rowheader', { name: 'Weekly recap', exact: true }).all()).toHaveLength(1)
})

test('PreferenceCenter: replaces the default layout with children; a part outside of it throws', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const Wrapper = createWrapper({ adapter })
  render(
    <StrictMode>
      <Wrapper>
        <PreferenceCenter headingLevel={1}>
          <PreferenceCenterHeader>What we tell you</PreferenceCenterHeader>
          <PreferenceCenterList />
        </PreferenceCenter>
      </Wrapper>
    </StrictMode>,
  )
  await expect.element(page.getByRole('region', { name: 'What we tell you' })).toBeVisible()
  await expect.element(page.getByRole('heading', { level: 2, name: 'Activity' })).toBeVisible()
  expect(adapter.calls).toHaveLength(1)
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => render(<PreferenceCenterList />, { wrapper: Wrapper })).toThrow(
    '[identikit] <PreferenceCenterList> was used outside <PreferenceCenter>. Put it inside <PreferenceCenter>.',
  )
})

test('PreferenceCenter: has no title where the page has one, and keeps its name', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  render(<PreferenceCenter title={false} />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByRole('switch', { name: email })).toBeVisible()
  await expect.element(page.getByRole('region', { name: t.title })).toBeVisible()
  expect(page.getByRole('heading', { name: t.title }).all()).toHaveLength(0)
  expect(page.getByText(t.description).all()).toHaveLength(0)
})

test('PreferenceCenter: shows the English text where a function of the host throws', async () => {
  const fail = () => {
    throw new Error('A bug of the host.')
  }
  await setUp({}, { messages: { otherChannel: fail, preferences: { cell: fail } } })
  await expect.element(page.getByRole('switch', { name: email })).toBeVisible()
})

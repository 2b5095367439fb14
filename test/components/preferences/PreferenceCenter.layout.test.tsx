import { knownChannels } from '../../../src/core/preferences/channels.js'
import { render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { PreferenceCenter, PreferenceSwitch } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper, preferences } from '../../../src/testing.js'

const { preferences: t } = messages
const channels = [...knownChannels, 'pager', 'fax']

afterEach(() => page.viewport(1200, 800))

function box(selector: string): DOMRect {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`There is no ${selector}.`)
  return element.getBoundingClientRect()
}

function isWide(): boolean {
  const table = document.querySelector('.ik-preference-center-table')
  return table !== null && getComputedStyle(table).display === 'table'
}

function setUpColumns(count: number) {
  const settings = channels.slice(0, count).map((channel) => [channel, { state: 'on' }] as const)
  const adapter = createMemoryAdapter({
    users: [ada],
    preferences: {
      types: [{ id: 'release-notes', group: 'News', channels: Object.fromEntries(settings) }],
    },
  })
  return render(<PreferenceCenter />, { wrapper: createWrapper({ adapter, catalog: [] }) })
}

test('PreferenceCenter: keeps room for the labels and never scrolls sideways, with any number of channels at any width', async () => {
  const wideFrom: Record<number, number> = {}
  for (const count of [1, 3, 4, 5, 6, 7, 9]) {
    const { unmount } = setUpColumns(count)
    await expect.element(page.getByRole('table')).toBeInTheDocument()
    for (const width of [320, 439, 440, 559, 560, 700, 1000, 1200]) {
      await page.viewport(width, 800)
      expect(box('.ik-preference-center-type').width, `${count} at ${width}`).toBeGreaterThan(175)
      expect(document.documentElement.scrollWidth, `${count} at ${width}`).toBeLessThanOrEqual(
        width,
      )
      for (const part of ['table', 'group']) {
        const lost = box('.ik-preference-center').width - box(`.ik-preference-center-${part}`).width
        expect(Math.abs(lost), `${part} of ${count} at ${width}`).toBeLessThan(1)
      }
      if (isWide()) wideFrom[count] ??= width
    }
    unmount()
  }
  expect(wideFrom).toEqual({ 1: 440, 3: 440, 4: 560, 5: 560, 6: 560, 7: 560 })
})

test("PreferenceCenter: doesn't make the page scroll from inside a scroll container", async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  adapter.faults.fail = ({ member }) =>
    member === 'preferences.update' ? new IdentikitError('service', 'Down.') : undefined
  render(
    <div style={{ height: '100vh', overflow: 'auto' }}>
      <PreferenceCenter />
      <div style={{ height: 2000 }} />
      <PreferenceSwitch type="weekly-recap" channel="push" />
    </div>,
    { wrapper: createWrapper({ adapter }) },
  )
  const control = page.getByRole('switch', { name: t.cell('Weekly recap', 'Push') }).last()
  await userEvent.click(control)
  await expect.element(page.getByText(messages.notSaved, { exact: true }).last()).toBeVisible()
  for (const width of [320, 1200]) {
    await page.viewport(width, 300)
    expect(document.documentElement.scrollHeight).toBeLessThanOrEqual(300)
  }
})

test('PreferenceCenter: keeps the focus on a switch when the page becomes narrow', async () => {
  render(<PreferenceCenter />, { wrapper: createWrapper() })
  const named = (channel: string) =>
    page.getByRole('switch', { name: t.cell('Comments and mentions', channel) })
  await userEvent.click(named('Email'))
  await page.viewport(320, 800)
  await new Promise((resolve) => setTimeout(resolve, 100))
  await expect.element(named('Email')).toHaveFocus()
  await userEvent.tab()
  await expect.element(named('Push')).toHaveFocus()
  const toggle = page.getByRole('button', { name: /^Comments and mentions/ })
  await expect.element(toggle).toHaveAttribute('aria-expanded', 'true')
  await userEvent.click(toggle)
  await expect.element(named('Email')).not.toBeInTheDocument()
})

test('PreferenceCenter: shows no reachable switch while it loads in a narrow page, and moves nothing afterwards', async () => {
  await page.viewport(320, 800)
  const { container } = render(<PreferenceCenter />, { wrapper: createWrapper() })
  const { height } = box('table')
  expect(container.querySelector('[aria-hidden=true]')).not.toBeNull()
  expect(container.querySelectorAll('button')).toHaveLength(0)
  expect(container.textContent).not.toContain(t.summaryNone)
  const toggle = page.getByRole('button', { name: /^Comments and mentions/ })
  await expect.element(toggle).toHaveAttribute('aria-expanded', 'false')
  expect(Math.abs(box('table').height - height)).toBeLessThanOrEqual(1)
})

test('PreferenceCenter: keeps columns and switches under host styles of tables and buttons', async () => {
  const sheet = document.createElement('style')
  sheet.textContent = `table, thead, tbody, tr, th, td { display: block }
    button { min-width: 96px; min-height: 44px; max-width: 8px; max-height: 8px }`
  document.head.append(sheet)
  render(<PreferenceCenter />, { wrapper: createWrapper() })
  const control = page.getByRole('switch', { name: t.cell('Weekly recap', 'Push') })
  await expect.element(control).toBeVisible()
  const target = control.element().getBoundingClientRect()
  expect([target.width, target.height]).toEqual([50, 44])
  const { width, height } = box('.ik-switch-track')
  expect([width, height]).toEqual([34, 20])
  const heads = page.getByRole('table').first().getByRole('columnheader').elements()
  expect(new Set(heads.map((head) => head.getBoundingClientRect().top)).size).toBe(1)
  expect(new Set(heads.map((head) => head.getBoundingClientRect().left)).size).toBe(heads.length)
  sheet.remove()
})

test('PreferenceSwitch: labels Retry of a failed load with its name and keeps the focus', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  adapter.faults.fail = () => new IdentikitError('not-found', 'No such user.')
  render(
    ['push', 'email'].map((channel) => (
      <PreferenceSwitch key={channel} type="weekly-recap" channel={channel} />
    )),
    { wrapper: createWrapper({ adapter }) },
  )
  const name = t.cell('Weekly recap', 'Email')
  const retry = page.getByRole('button', { name: messages.retrySetting(name) })
  await expect.element(retry).toBeVisible()
  adapter.faults.fail = undefined
  adapter.faults.latency = 100
  await userEvent.tab()
  await userEvent.tab()
  await expect.element(retry).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(document.activeElement).not.toBe(document.body)
  await expect.element(page.getByRole('switch', { name })).toHaveFocus()
})

import { render } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createRemoteAdapter } from '../../../src/adapters/remote/remote.js'
import { IdentikitError, messages } from '../../../src/core.js'
import { StreakDays, StreakMetric, StreakSettings } from '../../../src/index.js'
import { createUserHandler } from '../../../src/server/handler.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { clickNow, metrics, showStreak, streak } from './streak.fixture.js'

const { streak: t } = messages
const keep = () => page.getByRole('switch', { name: t.enabled })
const status = () => page.getByRole('status')

afterEach(() => page.viewport(1200, 800))

test('StreakSettings: gives each control a unique name and labels the section by its title', async () => {
  const { container } = showStreak({
    streakInfo: { metrics: [{ key: 'lessons', name: 'Lessons' }], frequency: 'daily' },
  })
  await expect.element(page.getByRole('region', { name: t.title })).toBeVisible()
  await expect.element(page.getByRole('switch', { name: t.counts('Lessons') })).not.toBeChecked()
  await expect.element(page.getByRole('radiogroup', { name: t.goal('Words') })).toBeVisible()
  await expect.element(page.getByRole('radio', { name: '500 words' })).toBeChecked()
  await expect
    .element(page.getByRole('textbox', { name: 'Reading goal, minutes' }))
    .toHaveValue('10')
  await expect.element(page.getByRole('radio', { name: t.modes.or })).toBeChecked()
  await expect.element(page.getByRole('checkbox', { name: 'Sunday' })).not.toBeChecked()
  await expect
    .element(keep())
    .toHaveAccessibleDescription('500 words or 10 minutes each day. Sundays off.')
  expect(container.querySelectorAll('[style]')).toHaveLength(0)
})

test('StreakSettings: saves quick clicks on several parts and announces them in one sentence', async () => {
  const { adapter } = showStreak()
  await expect.element(keep()).toBeVisible()
  adapter.faults.reorder = 7
  for (const name of ['Monday', 'Sunday', 'Tuesday', 'Monday']) clickNow('checkbox', name)
  clickNow('switch', t.counts('Reading'))
  clickNow('radio', '200 words')
  await expect.element(status()).toHaveTextContent(/^\d changes saved$/)
  await expect.element(page.getByRole('checkbox', { name: 'Monday' })).toBeChecked()
  expect(await adapter.streak?.get(ada.id)).toMatchObject({
    daysOff: [2],
    metrics: [{ key: 'words', threshold: 200 }],
  })
})

test('StreakSettings: reverts, shows and announces a failed save, and keeps the focus on Retry', async () => {
  const { adapter } = showStreak()
  await expect.element(keep()).toBeVisible()
  adapter.faults.fail = ({ member, input }) =>
    member === 'streak.update' && JSON.stringify(input).includes('200')
      ? new IdentikitError('service', 'Down.', { status: 500 })
      : undefined
  clickNow('radio', '200 words')
  clickNow('switch', t.counts('Reading'))
  await expect.element(status()).toHaveTextContent(messages.notSavedNamed(t.goal('Words')))
  await expect.element(page.getByRole('radio', { name: '500 words' })).toBeChecked()
  await expect.element(page.getByRole('switch', { name: t.counts('Reading') })).not.toBeChecked()
  expect(page.getByText(messages.notSaved, { exact: true }).all()).toHaveLength(1)
  adapter.faults.fail = undefined
  await userEvent.click(page.getByRole('button', { name: messages.retrySetting(t.goal('Words')) }))
  await expect.element(page.getByRole('radio', { name: '200 words' })).toBeChecked()
  await expect.element(page.getByRole('switch', { name: t.counts('Words') })).toHaveFocus()
  await expect.element(status()).toHaveTextContent(t.savedAs(t.goal('Words'), '200'))
})

test('StreakSettings: keeps an unknown metric in the settings and in requests', async () => {
  const old = { key: 'pages_turned', threshold: 20 }
  const { patches } = showStreak({ streak: { ...streak, metrics: [old, ...streak.metrics] } })
  await expect
    .element(page.getByRole('switch', { name: t.counts('Pages turned') }))
    .toHaveAccessibleDescription(t.unknownMetric)
  await userEvent.click(page.getByRole('radio', { name: '200 words' }))
  await expect
    .poll(patches)
    .toEqual([
      { metrics: [old, { key: 'words', threshold: 200 }, { key: 'minutes', threshold: 10 }] },
    ])
})

test('StreakSettings: turns an unknown metric off and on again in its place, with the focus', async () => {
  const pages = { key: 'pages_turned', threshold: 20 }
  const songs = { key: 'songs', threshold: 2 }
  const { patches } = showStreak({ streak: { ...streak, metrics: [pages, songs] } })
  const names = () =>
    [...document.querySelectorAll('.ik-streak-metric')].map(
      (row) => row.ariaLabelledByElements?.[0]?.textContent,
    )
  const control = page.getByRole('switch', { name: t.counts('Pages turned') })
  await userEvent.click(control)
  await expect.poll(patches).toEqual([{ metrics: [songs] }])
  await expect.element(control).toHaveFocus()
  await expect.element(control).not.toBeChecked()
  await expect.element(control).not.toHaveAccessibleDescription(t.unknownMetric)
  await userEvent.keyboard(' ')
  await expect.poll(patches).toEqual([{ metrics: [songs] }, { metrics: [songs, pages] }])
  await expect.element(control).toHaveFocus()
  expect(names()).toEqual(['Words', 'Reading', 'Pages turned', 'Songs'])
})

test("StreakSettings: shows and explains a rule that can't be changed; the main switch still works", async () => {
  const { adapter, patches } = showStreak()
  await expect.element(keep()).toBeVisible()
  adapter.faults.fail = ({ member, input }) =>
    member === 'streak.update' && !('enabled' in (input as object))
      ? new IdentikitError('forbidden', 'No.', { status: 403 })
      : undefined
  await userEvent.click(page.getByRole('checkbox', { name: 'Monday' }))
  await expect.element(page.getByRole('paragraph').getByText(t.readOnly)).toHaveFocus()
  await expect.element(status()).toHaveTextContent(t.readOnly)
  await expect.element(page.getByRole('checkbox', { name: 'Monday' })).toBeChecked()
  await expect.element(page.getByRole('checkbox', { name: 'Monday' })).toBeDisabled()
  await expect.element(page.getByRole('switch', { name: t.counts('Words') })).toBeDisabled()
  expect(page.getByText(messages.notSaved, { exact: true }).all()).toEqual([])
  await userEvent.click(keep())
  await expect.element(keep()).not.toBeChecked()
  await expect.element(status()).toHaveTextContent(messages.savedOff(t.enabled))
  expect(patches()).toHaveLength(2)
})

test('StreakSettings: explains a streak that is off and keeps its settings', async () => {
  const { patches } = showStreak()
  await userEvent.click(keep())
  await expect.element(keep()).toHaveAccessibleDescription(t.off)
  await expect.element(page.getByRole('radio', { name: '500 words' })).toBeDisabled()
  await expect.element(page.getByRole('radio', { name: '500 words' })).toBeChecked()
  await userEvent.click(keep())
  await expect.element(page.getByRole('radio', { name: '500 words' })).toBeEnabled()
  await expect.poll(patches).toEqual([{ enabled: false }, { enabled: true }])
})

test('StreakSettings: shows when the day ends in the saved time zone, and nothing without one', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-03-10T09:48:30Z'))
  const tokyo = { ...ada, timezone: 'Asia/Tokyo' }
  const { unmount } = showStreak({ users: [tokyo] })
  const sentence = t.dayEnds('Tokyo', t.duration(5, 12))
  await expect.element(page.getByText(sentence)).toBeVisible()
  unmount()
  const { adapter } = showStreak({ without: ['users.get'] })
  await expect.element(keep()).toBeVisible()
  expect(page.getByText('midnight').all()).toEqual([])
  expect(adapter.calls.map(({ member }) => member)).toEqual(['streak.get'])
})

test('StreakSettings: shows a failed load, and Retry loads and keeps the focus inside', async () => {
  const { adapter, container } = showStreak({ users: [] })
  await expect.element(page.getByRole('paragraph').getByText(t.loadFailed)).toBeVisible()
  await adapter.users?.create?.(ada.id, {})
  await userEvent.click(page.getByRole('button', { name: messages.retry }))
  await expect.element(keep()).toBeVisible()
  expect(container.contains(document.activeElement)).toBe(true)
})

test('StreakSettings: shows a skeleton, default goals, or that the service has no streaks', async () => {
  const { container, unmount } = showStreak({ streak: { ...streak, metrics: [], daysOff: [] } })
  expect(container.querySelector('section')?.getAttribute('aria-busy')).toBe('true')
  expect(page.getByRole('switch').all()).toEqual([])
  await expect.element(keep()).toHaveAccessibleDescription(t.noGoal)
  unmount()
  const { adapter } = showStreak({ without: ['streak'] })
  await expect.element(page.getByText(t.unsupported)).toBeVisible()
  expect(adapter.calls).toEqual([])
})

test("StreakSettings: explains errors that a retry can't fix", async () => {
  const { adapter } = showStreak()
  await expect.element(keep()).toBeVisible()
  adapter.faults.fail = ({ member }) =>
    member === 'streak.update' ? new IdentikitError('unauthorized', 'Secret detail.') : undefined
  await userEvent.click(keep())
  await expect.element(page.getByText(messages.errors.unauthorized).first()).toBeVisible()
  await expect.element(keep()).toBeChecked()
})

test('StreakSettings: is about as high while it loads as afterwards', async () => {
  const { container } = showStreak()
  const height = () => container.querySelector('section')?.getBoundingClientRect().height ?? 0
  const before = height()
  await expect.element(keep()).toBeVisible()
  expect(Math.abs(height() - before)).toBeLessThan(120)
})

test('StreakSettings: replaces the parts with children; a part outside of it throws', async () => {
  const adapter = createMemoryAdapter({ users: [ada], streak })
  const wrapper = createWrapper({ adapter, metrics })
  render(
    <StreakSettings headingLevel={4} className="mine">
      <StreakMetric metric="minutes" />
    </StreakSettings>,
    { wrapper },
  )
  await expect.element(page.getByRole('heading', { level: 4, name: t.title })).toBeVisible()
  await expect.element(page.getByRole('switch', { name: t.counts('Reading') })).toBeVisible()
  expect(page.getByRole('checkbox').all()).toEqual([])
  expect(page.getByRole('region').element().className).toBe('ik-streak-settings ik-root mine')
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => render(<StreakDays />, { wrapper })).toThrow(
    '[identikit] <StreakDays> was used outside <StreakSettings>. Put it inside <StreakSettings>.',
  )
})

test("StreakSettings: doesn't scroll sideways at 320 px, and each target is 24 px high", async () => {
  await page.viewport(320, 700)
  const { container } = showStreak(
    {},
    {
      metrics: metrics.map((metric) => ({
        ...metric,
        label: 'Versicherungsgesellschaft'.repeat(3),
      })),
    },
  )
  await expect.element(keep()).toBeVisible()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  const targets = [...container.querySelectorAll('.ik-streak-option, .ik-number-field-button')]
  expect(targets.length).toBeGreaterThan(7)
  for (const target of targets)
    expect(target.getBoundingClientRect().height).toBeGreaterThanOrEqual(24)
})

test('StreakSettings: options fill one line on a small page, with the switch beside the name', async () => {
  await page.viewport(320, 700)
  showStreak()
  await expect.element(keep()).toBeVisible()
  const group = page.getByRole('radiogroup', { name: t.goal('Words') }).element()
  const rect = (element: Element) => element.getBoundingClientRect()
  const options = Array.from(group.querySelectorAll('input'), rect)
  expect(new Set(options.map(({ top }) => top)).size).toBe(1)
  expect(Math.max(...options.map(({ right }) => right))).toBeLessThanOrEqual(rect(group).right)
  const control = page.getByRole('switch', { name: t.counts('Words') }).element()
  expect(rect(control).top).toBeLessThan(rect(group).top)
})

test('StreakSettings: adds and removes nothing when streak info arrives late', async () => {
  const streakInfo = {
    metrics: [{ key: 'lessons', name: 'Lessons' }],
    frequency: 'weekly',
  } as const
  const adapter = createMemoryAdapter({ users: [ada], streak, streakInfo })
  adapter.faults.pause = true
  const { container } = render(<StreakSettings />, { wrapper: createWrapper({ adapter, metrics }) })
  const shown = new Set<number>()
  const watch = new MutationObserver(() => shown.add(container.querySelectorAll('input').length))
  watch.observe(container, { childList: true, subtree: true })
  await expect.poll(() => adapter.faults.pending).toHaveLength(3)
  adapter.faults.release(({ member }) => member !== 'streak.info')
  await expect.poll(() => adapter.faults.pending).toHaveLength(1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByRole('switch', { name: t.counts('Lessons') })).toBeVisible()
  watch.disconnect()
  expect([...shown].filter((count) => count > 0)).toEqual([
    container.querySelectorAll('input').length,
  ])
})

test('StreakSettings: reads all its data in one request before the capabilities are known', async () => {
  const service = createMemoryAdapter({ users: [ada], streak })
  const handler = createUserHandler({ adapter: service, authenticate: () => ada.id })
  const requests: string[] = []
  const adapter = createRemoteAdapter({
    url: '/api/identikit',
    fetch: (input, init) => {
      const request = new Request(input, init)
      requests.push(request.method)
      return handler(request)
    },
  })
  render(<StreakSettings />, { wrapper: createWrapper({ adapter, metrics }) })
  await expect.element(page.getByText('midnight')).toBeVisible()
  expect(requests).toEqual(['GET'])
})

import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { showStreak, streak } from './streak.fixture.js'

const { streak: t } = messages
const names = () =>
  page
    .getByRole('checkbox')
    .elements()
    .map((element) => element.getAttribute('aria-label'))

test('StreakDays: orders and names days by locale', async () => {
  const { unmount } = showStreak()
  await expect.element(page.getByRole('checkbox', { name: 'Sunday' })).not.toBeChecked()
  expect(names()).toHaveLength(7)
  expect(names()[0]).toBe('Sunday')
  unmount()
  showStreak({}, { locale: 'de_DE' })
  await expect.element(page.getByRole('checkbox', { name: 'Sonntag' })).not.toBeChecked()
  expect(names()[0]).toBe('Montag')
})

test.each([
  [['en-GB', 'en'], 'Monday'],
  [['en-US', 'en-GB'], 'Sunday'],
  [['de-DE', 'de'], 'Monday'],
])(
  'StreakDays: in English on a device with %j the week begins with %s',
  async (languages, first) => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)
    showStreak()
    await expect.element(page.getByRole('checkbox', { name: 'Sunday' })).not.toBeChecked()
    await expect.poll(() => names()[0]).toBe(first)
  },
)

test('StreakDays: keeps the last day that counts, and explains it', async () => {
  const { patches } = showStreak({ streak: { ...streak, daysOff: [0, 1, 2, 3, 4] } })
  await userEvent.click(page.getByRole('checkbox', { name: 'Friday' }))
  const last = page.getByRole('checkbox', { name: 'Saturday' })
  await expect.element(last).toHaveAccessibleDescription(t.lastDay)
  await userEvent.tab()
  await expect.element(last).toHaveFocus()
  await userEvent.keyboard(' ')
  await expect.element(last).toBeChecked()
  expect(patches()).toEqual([{ daysOff: [0, 1, 2, 3, 4, 5] }])
})

test('StreakDays: shows each day whose save failed and keeps the others', async () => {
  const { adapter } = showStreak()
  await expect.element(page.getByRole('checkbox', { name: 'Monday' })).toBeVisible()
  adapter.faults.fail = ({ input }) =>
    JSON.stringify(input ?? '').includes('1')
      ? new IdentikitError('service', 'Down.', { status: 500 })
      : undefined
  await userEvent.click(page.getByRole('checkbox', { name: 'Monday' }))
  await userEvent.click(page.getByRole('checkbox', { name: 'Tuesday' }))
  const retry = page.getByRole('button', { name: messages.retrySetting(t.day('Monday')) })
  await expect.element(retry).toBeVisible()
  await expect.element(page.getByRole('checkbox', { name: 'Monday' })).toBeChecked()
  await expect.element(page.getByRole('checkbox', { name: 'Tuesday' })).not.toBeChecked()
  await expect
    .element(page.getByRole('checkbox', { name: 'Monday' }))
    .toHaveAccessibleDescription(`${messages.notSaved} ${messages.errors.service}`)
  adapter.faults.fail = undefined
  await userEvent.click(retry)
  await expect.element(page.getByRole('checkbox', { name: 'Monday' })).not.toBeChecked()
})

test('StreakDays: renders nothing for a weekly streak', async () => {
  showStreak({ streakInfo: { metrics: [], frequency: 'weekly' } })
  await expect
    .element(page.getByRole('switch', { name: t.enabled }))
    .toHaveAccessibleDescription('500 words or 10 minutes each week.')
  expect(names()).toEqual([])
})

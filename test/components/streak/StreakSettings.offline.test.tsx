import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { setOnline } from '../online.fixture.js'
import { clickNow, showStreak } from './streak.fixture.js'

const { streak: t } = messages
const keep = () => page.getByRole('switch', { name: t.enabled })
const status = () => page.getByRole('status')

afterEach(() => setOnline(true))

test('StreakSettings: shows and announces that it is offline, counts the changes that wait and says it at their controls', async () => {
  const { adapter } = showStreak()
  await expect.element(keep()).toBeVisible()
  adapter.faults.pause = true
  setOnline(false)
  await expect
    .element(status())
    .toHaveTextContent(`${messages.offline} ${messages.offlineChanges(0)}`)
  clickNow('switch', t.counts('Reading'))
  clickNow('checkbox', 'Monday')
  await expect.element(page.getByText(messages.offlineChanges(2))).toBeVisible()
  await expect
    .element(page.getByRole('switch', { name: t.counts('Reading') }))
    .toHaveAccessibleDescription(messages.waiting)
  await expect
    .element(page.getByRole('group', { name: t.daysTitle }))
    .toHaveAccessibleDescription(messages.waiting)
  clickNow('radio', '200 words')
  await expect.element(page.getByText(messages.offlineChanges(3))).toBeVisible()
  setOnline(true)
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(messages.offline)).not.toBeInTheDocument()
  await expect.element(status()).toHaveTextContent(messages.savedMany(3))
})

test('StreakSettings: describes the goal mode as waiting while it is offline', async () => {
  const { adapter } = showStreak()
  await expect.element(keep()).toBeVisible()
  adapter.faults.pause = true
  setOnline(false)
  clickNow('radio', t.modes.and)
  await expect
    .element(page.getByRole('radiogroup', { name: t.modeTitle }))
    .toHaveAccessibleDescription(messages.waiting)
})

test('StreakSettings: sums up three failed changes in one bar without moving a control', async () => {
  await page.viewport(1000, 800)
  const { adapter } = showStreak()
  await expect.element(keep()).toBeVisible()
  const top = () => keep().element().getBoundingClientRect().top
  const before = top()
  adapter.faults.fail = ({ member }) =>
    member === 'streak.update' ? new IdentikitError('service', 'Down.') : undefined
  clickNow('checkbox', 'Monday')
  clickNow('checkbox', 'Tuesday')
  clickNow('radio', '200 words')
  await expect.element(page.getByText(messages.notSavedCount(3))).toBeVisible()
  expect(top()).toBe(before)
  adapter.faults.fail = undefined
  ;(page.getByRole('button', { name: messages.retryAll }).element() as HTMLElement).click()
  await expect.element(status()).toHaveTextContent(messages.savedMany(3))
  await expect
    .element(page.getByRole('button', { name: messages.retryAll }))
    .not.toBeInTheDocument()
})

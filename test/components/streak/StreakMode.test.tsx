import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { showStreak, streak } from './streak.fixture.js'

const { streak: t } = messages
const mode = () => page.getByRole('radiogroup', { name: t.modeTitle })

test('StreakMode: selects nothing before the first choice', async () => {
  const { patches } = showStreak({ streak: { ...streak, evaluationMode: undefined } })
  await expect.element(mode()).toHaveAccessibleDescription(t.modeUnset)
  for (const name of Object.values(t.modes))
    await expect.element(page.getByRole('radio', { name })).not.toBeChecked()
  await userEvent.click(page.getByRole('radio', { name: t.modes.and }))
  await expect.element(page.getByRole('radio', { name: t.modes.and })).toBeChecked()
  await expect.element(mode()).not.toHaveAttribute('aria-describedby')
  await expect.poll(patches).toEqual([{ evaluationMode: 'and' }])
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(t.savedAs(t.modeTitle, t.modes.and))
})

test('StreakMode: renders only if two metrics count', async () => {
  showStreak()
  await expect.element(mode()).toBeVisible()
  await userEvent.click(page.getByRole('switch', { name: t.counts('Reading') }))
  await expect.element(mode()).not.toBeInTheDocument()
})

test('StreakMode: shows a failed save at its group', async () => {
  const { adapter } = showStreak()
  await expect.element(mode()).toBeVisible()
  adapter.faults.fail = ({ member }) =>
    member === 'streak.update' ? new IdentikitError('conflict', 'No.', { status: 409 }) : undefined
  await userEvent.click(page.getByRole('radio', { name: t.modes.and }))
  await expect
    .element(mode())
    .toHaveAccessibleDescription(`${messages.notSaved} ${messages.errors.conflict}`)
  await expect.element(page.getByRole('radio', { name: t.modes.or })).toBeChecked()
})

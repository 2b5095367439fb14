import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { TraitField } from '../../../src/index.js'
import { messages } from '../../../src/core.js'
import { setUpTrait } from './traits.fixture.js'

const { traits: t } = messages
const beta: TraitField = { type: 'boolean', key: 'beta', label: 'Try new features' }

test('TraitCheckbox: reports true and false, and shows null as unchecked', async () => {
  const { control, onChange } = setUpTrait(beta)
  await expect.element(control).not.toBeChecked()
  await userEvent.click(control)
  await expect.element(control).toBeChecked()
  await userEvent.keyboard(' ')
  expect(onChange.mock.calls).toEqual([
    [true, undefined],
    [false, undefined],
  ])
})

test('TraitCheckbox: a required one must be checked', async () => {
  const { control, onChange } = setUpTrait({ ...beta, required: true }, { value: true })
  await userEvent.click(control)
  expect(onChange).toHaveBeenLastCalledWith(false, t.mustBeOn(beta.label))
  await expect.element(control).toHaveAccessibleDescription(t.mustBeOn(beta.label))
})

test('TraitCheckbox: reads and reports strings with `asStrings`', async () => {
  const { control, onChange } = setUpTrait(beta, { value: 'true', asStrings: true })
  await expect.element(control).toBeChecked()
  await userEvent.click(control)
  await expect.element(control).not.toBeChecked()
  expect(onChange).toHaveBeenLastCalledWith('false', undefined)
})

test('TraitCheckbox: shows a stored value of another type as indeterminate with a note', async () => {
  const { control, onChange } = setUpTrait(beta, { value: 'perhaps' })
  await expect.element(control).toBePartiallyChecked()
  await expect.element(control).toHaveAccessibleDescription(t.stored('perhaps'))
  expect(onChange).not.toHaveBeenCalled()
  await userEvent.click(control)
  await expect.element(control).toBeChecked()
  await expect.element(control).not.toBePartiallyChecked()
  expect(onChange).toHaveBeenLastCalledWith(true, undefined)
})

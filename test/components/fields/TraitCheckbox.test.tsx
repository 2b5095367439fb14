import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { TraitField } from '../../../src/index.js'
import { messages } from '../../../src/core.js'
import { setUpTrait } from './traits.fixture.js'

const { traits: t } = messages
const beta: TraitField = { type: 'boolean', key: 'beta', label: 'Try new features' }

test('a tick is yes and none is no; nothing stored is shown as no', async () => {
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

test('one that must be set says so', async () => {
  const { control, onChange } = setUpTrait({ ...beta, required: true }, { value: true })
  await userEvent.click(control)
  expect(onChange).toHaveBeenLastCalledWith(false, t.mustBeOn(beta.label))
  await expect.element(control).toHaveAccessibleDescription(t.mustBeOn(beta.label))
})

test('a service of strings gets strings, and its strings are yes and no', async () => {
  const { control, onChange } = setUpTrait(beta, { value: 'true', asStrings: true })
  await expect.element(control).toBeChecked()
  await userEvent.click(control)
  await expect.element(control).not.toBeChecked()
  expect(onChange).toHaveBeenLastCalledWith('false', undefined)
})

test('what is neither is mixed and said, until the person decides', async () => {
  const { control, onChange } = setUpTrait(beta, { value: 'perhaps' })
  await expect.element(control).toBePartiallyChecked()
  await expect.element(control).toHaveAccessibleDescription(t.stored('perhaps'))
  expect(onChange).not.toHaveBeenCalled()
  await userEvent.click(control)
  await expect.element(control).toBeChecked()
  await expect.element(control).not.toBePartiallyChecked()
  expect(onChange).toHaveBeenLastCalledWith(true, undefined)
})

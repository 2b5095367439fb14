import { act } from '@testing-library/react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { TraitField } from '../../../src/index.js'
import { messages, type Json } from '../../../src/core.js'
import { setUpTrait } from './traits.fixture.js'

const { traits: t } = messages
const seats: TraitField = {
  type: 'select',
  key: 'seats',
  label: 'Seats',
  options: [
    { value: 'one', label: 'One' },
    { value: 10, label: 'Ten' },
    { value: true, label: 'Any' },
    { value: '', label: 'Blank' },
  ],
}
const choices = (element: Element) =>
  [...(element as HTMLSelectElement).options].map(({ text }) => text)

test('gives the values of the host by their type, and nothing for no choice', async () => {
  const { control, onChange } = setUpTrait(seats)
  await expect.element(control).toHaveDisplayValue(t.notSet)
  for (const label of ['Ten', 'Any', 'One', 'Blank', t.notSet]) {
    await userEvent.selectOptions(control, label)
    await expect.element(control).toHaveDisplayValue(label)
  }
  expect(onChange.mock.calls.map(([value]) => value)).toEqual([10, true, 'one', '', null])
  expect(onChange.mock.calls.every(([, problem]) => problem === undefined)).toBe(true)
})

test('one that must be chosen asks for it once', async () => {
  const { control } = setUpTrait({ ...seats, required: true })
  await expect.element(control).toHaveDisplayValue(t.choose)
  await userEvent.selectOptions(control, 'Ten')
  expect(choices(control.element())).toEqual(['One', 'Ten', 'Any', 'Blank'])
})

test.each<[Json, string]>([
  ['enterprise', 'enterprise'],
  [{ plan: 'x' }, '{"plan":"x"}'],
  [11, '11'],
])('a stored %j stays in the list as it is', async (value, label) => {
  const { control, onChange, held } = setUpTrait(seats, { value })
  await expect.element(control).toHaveDisplayValue(label)
  await userEvent.selectOptions(control, 'Ten')
  await userEvent.selectOptions(control, label)
  expect(onChange.mock.calls.map(([given]) => given)).toEqual([10, value])
  expect(onChange).toHaveBeenLastCalledWith(value, undefined)
  act(() => held.change('one'))
  await expect.element(control).toHaveDisplayValue('One')
  expect(choices(control.element())).not.toContain(label)
})

test('a service of strings gets strings, and its strings are the choices', async () => {
  const { control, onChange } = setUpTrait(seats, { value: 'true', asStrings: true })
  await expect.element(control).toHaveDisplayValue('Any')
  await userEvent.selectOptions(control, 'Ten')
  await expect.element(control).toHaveDisplayValue('Ten')
  expect(onChange).toHaveBeenLastCalledWith('10', undefined)
})

test('what is read only cannot be changed', async () => {
  const { control } = setUpTrait({ ...seats, readOnly: true }, { value: 10 })
  await expect.element(control).toBeDisabled()
  await expect.element(control).toHaveDisplayValue('Ten')
})

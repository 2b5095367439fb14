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
const getLabels = (element: Element) =>
  [...(element as HTMLSelectElement).options].map(({ text }) => text)

test('TraitSelect: reports the typed values of the options, and null for none', async () => {
  const { control, onChange } = setUpTrait(seats)
  await expect.element(control).toHaveDisplayValue(t.notSet)
  for (const label of ['Ten', 'Any', 'One', 'Blank', t.notSet]) {
    await userEvent.selectOptions(control, label)
    await expect.element(control).toHaveDisplayValue(label)
  }
  expect(onChange.mock.calls.map(([value]) => value)).toEqual([10, true, 'one', '', null])
  expect(onChange.mock.calls.every(([, error]) => error === undefined)).toBe(true)
})

test('TraitSelect: a required one offers no empty option after a choice', async () => {
  const { control } = setUpTrait({ ...seats, required: true })
  await expect.element(control).toHaveDisplayValue(t.choose)
  await userEvent.selectOptions(control, 'Ten')
  expect(getLabels(control.element())).toEqual(['One', 'Ten', 'Any', 'Blank'])
})

test.each<[Json, string]>([
  ['enterprise', 'enterprise'],
  [{ plan: 'x' }, '{"plan":"x"}'],
  [11, '11'],
])('TraitSelect: a stored %j that is not listed stays selectable', async (value, label) => {
  const { control, onChange, host } = setUpTrait(seats, { value })
  await expect.element(control).toHaveDisplayValue(label)
  await userEvent.selectOptions(control, 'Ten')
  await userEvent.selectOptions(control, label)
  expect(onChange.mock.calls.map(([reported]) => reported)).toEqual([10, value])
  expect(onChange).toHaveBeenLastCalledWith(value, undefined)
  act(() => host.change('one'))
  await expect.element(control).toHaveDisplayValue('One')
  expect(getLabels(control.element())).not.toContain(label)
})

test('TraitSelect: reads and reports strings with `asStrings`', async () => {
  const { control, onChange } = setUpTrait(seats, { value: 'true', asStrings: true })
  await expect.element(control).toHaveDisplayValue('Any')
  await userEvent.selectOptions(control, 'Ten')
  await expect.element(control).toHaveDisplayValue('Ten')
  expect(onChange).toHaveBeenLastCalledWith('10', undefined)
})

test('TraitSelect: a read-only one is disabled', async () => {
  const { control } = setUpTrait({ ...seats, readOnly: true }, { value: 10 })
  await expect.element(control).toBeDisabled()
  await expect.element(control).toHaveDisplayValue('Ten')
})

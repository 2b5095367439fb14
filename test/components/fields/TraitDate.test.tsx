import { act } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TraitField } from '../../../src/index.js'
import { messages } from '../../../src/core.js'
import { setUpTrait } from './traits.fixture.js'

const { traits: t } = messages
const birthday: TraitField = {
  type: 'date',
  key: 'birthday',
  label: 'Birthday',
  min: '1900-01-01',
}
const partsOf = (element: Element) => (element as HTMLInputElement).validity.badInput

test('a day is given as it is stored, and nothing for none', async () => {
  const { control, onChange, held } = setUpTrait(birthday, { value: '1990-12-10' })
  await expect.element(control).toHaveValue('1990-12-10')
  await userEvent.fill(control, '1991-02-28')
  expect(onChange).toHaveBeenLastCalledWith('1991-02-28', undefined)
  await userEvent.fill(control, '')
  expect(onChange).toHaveBeenLastCalledWith(null, undefined)
  await userEvent.fill(control, '1815-12-10')
  expect(onChange).toHaveBeenLastCalledWith('1815-12-10', t.tooEarly('January 1, 1900'))
  act(() => held.change('1990-12-10'))
  await expect.element(control).toHaveValue('1990-12-10')
})

test('a date that is only begun is told when it is left, and goes with a discard', async () => {
  const { control, onChange, held } = setUpTrait(birthday)
  await userEvent.click(control)
  await userEvent.keyboard('12')
  expect(partsOf(control.element())).toBe(true)
  control.element().blur()
  await expect.poll(() => onChange.mock.lastCall).toEqual(['', t.notDate])
  expect(partsOf(control.element())).toBe(true)
  act(() => held.change(null))
  await expect.poll(() => partsOf(control.element())).toBe(false)
})

test('a date that is begun and given up is none', async () => {
  const { control, onChange } = setUpTrait(birthday)
  await userEvent.click(control)
  await userEvent.keyboard('12')
  control.element().blur()
  await expect.poll(() => onChange.mock.lastCall?.[0]).toBe('')
  await userEvent.click(control)
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{Delete}')
  control.element().blur()
  await expect.poll(() => onChange.mock.lastCall).toEqual([null, undefined])
})

test('to take a part from a whole date is no way to empty it', async () => {
  const { control, onChange } = setUpTrait(birthday, { value: '1990-12-10' })
  await userEvent.click(control)
  await userEvent.keyboard('{Delete}')
  await expect.poll(() => onChange.mock.lastCall).toEqual(['', t.notDate])
  await userEvent.keyboard('11')
  // The first part is the month or the day, as the browser writes dates.
  const whole = expect.stringMatching(/^1990-(?:11-10|12-11)$/)
  await expect.poll(() => onChange.mock.lastCall).toEqual([whole, undefined])
  expect((control.element() as HTMLInputElement).value).toBe(onChange.mock.lastCall?.[0])
})

test.each(['the 10th', '2023-02-29', 19_901_210, '1990-12-10T00:00:00Z'])(
  'a stored %j stands below the field, and comes back where a day is chosen and emptied',
  async (value) => {
    const { control, onChange } = setUpTrait(birthday, { value })
    const said = t.stored(String(value))
    await expect.element(control).toHaveValue('')
    await expect.element(control).toHaveAccessibleDescription(said)
    await userEvent.click(control)
    await userEvent.tab()
    control.element().blur()
    expect(onChange).not.toHaveBeenCalled()
    await userEvent.fill(control, '1990-12-10')
    await expect.element(page.getByText(said)).not.toBeInTheDocument()
    await userEvent.fill(control, '')
    expect(onChange).toHaveBeenLastCalledWith(value, undefined)
    await expect.element(page.getByText(said)).toBeVisible()
  },
)

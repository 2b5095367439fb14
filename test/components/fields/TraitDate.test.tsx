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
const isIncomplete = (element: Element) => (element as HTMLInputElement).validity.badInput

test('TraitDate: reports a date, null for none, and an error out of bounds', async () => {
  const { control, onChange, host } = setUpTrait(birthday, { value: '1990-12-10' })
  await expect.element(control).toHaveValue('1990-12-10')
  await userEvent.fill(control, '1991-02-28')
  expect(onChange).toHaveBeenLastCalledWith('1991-02-28', undefined)
  await userEvent.fill(control, '')
  expect(onChange).toHaveBeenLastCalledWith(null, undefined)
  await userEvent.fill(control, '1815-12-10')
  expect(onChange).toHaveBeenLastCalledWith('1815-12-10', t.tooEarly('January 1, 1900'))
  act(() => host.change('1990-12-10'))
  await expect.element(control).toHaveValue('1990-12-10')
})

test('TraitDate: reports an incomplete date on blur, and a discard clears it', async () => {
  const { control, onChange, host } = setUpTrait(birthday)
  await userEvent.click(control)
  await userEvent.keyboard('12')
  expect(isIncomplete(control.element())).toBe(true)
  control.element().blur()
  await expect.poll(() => onChange.mock.lastCall).toEqual(['', t.notDate])
  expect(isIncomplete(control.element())).toBe(true)
  act(() => host.change(null))
  await expect.poll(() => isIncomplete(control.element())).toBe(false)
})

test('TraitDate: reports null for an incomplete date that is cleared', async () => {
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

test('TraitDate: reports an error when a part of the date is deleted', async () => {
  const { control, onChange } = setUpTrait(birthday, { value: '1990-12-10' })
  await userEvent.click(control)
  await userEvent.keyboard('{Delete}')
  await expect.poll(() => onChange.mock.lastCall).toEqual(['', t.notDate])
  await userEvent.keyboard('11')
  // The first part is the month or the day, as the browser writes dates.
  const date = expect.stringMatching(/^1990-(?:11-10|12-11)$/)
  await expect.poll(() => onChange.mock.lastCall).toEqual([date, undefined])
  expect((control.element() as HTMLInputElement).value).toBe(onChange.mock.lastCall?.[0])
})

test.each(['the 10th', '2023-02-29', 19_901_210, '1990-12-10T00:00:00Z'])(
  'TraitDate: shows a stored %j as a note, and reports it again when a chosen date is cleared',
  async (value) => {
    const { control, onChange } = setUpTrait(birthday, { value })
    const note = t.stored(String(value))
    await expect.element(control).toHaveValue('')
    await expect.element(control).toHaveAccessibleDescription(note)
    await userEvent.click(control)
    await userEvent.tab()
    control.element().blur()
    expect(onChange).not.toHaveBeenCalled()
    await userEvent.fill(control, '1990-12-10')
    await expect.element(page.getByText(note)).not.toBeInTheDocument()
    await userEvent.fill(control, '')
    expect(onChange).toHaveBeenLastCalledWith(value, undefined)
    await expect.element(page.getByText(note)).toBeVisible()
  },
)

import { act } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TraitField } from '../../../src/index.js'
import { messages } from '../../../src/core.js'
import { setUpTrait } from './traits.fixture.js'

const { traits: t } = messages
const text: TraitField = { type: 'text', key: 'company', label: 'Company' }
const number: TraitField = { type: 'number', key: 'height', label: 'Height', min: 50, unit: 'cm' }

test('a number is shown as it is typed, given as a number, and written anew when left', async () => {
  const { control, onChange, held } = setUpTrait(number, { value: 1234.5, locale: 'de' })
  await expect.element(control).toHaveValue('1.234,5')
  await expect.element(control).toHaveAttribute('inputmode', 'decimal')
  await expect.element(control).toHaveAccessibleDescription('cm')
  await userEvent.fill(control, '2000,50')
  await expect.element(control).toHaveValue('2000,50')
  expect(onChange).toHaveBeenLastCalledWith(2000.5, undefined)
  await userEvent.tab()
  await expect.element(control).toHaveValue('2.000,5')
  expect(onChange).toHaveBeenCalledTimes(1)
  act(() => held.change(70))
  await expect.element(control).toHaveValue('70')
})

test('what cannot be saved stays as typed with the reason, until it is discarded', async () => {
  const { control, onChange, held } = setUpTrait(number, { value: 60 })
  await userEvent.fill(control, '12.50')
  expect(onChange).toHaveBeenLastCalledWith(12.5, t.tooSmall('50'))
  await userEvent.tab()
  await expect.element(control).toHaveValue('12.50')
  await expect.element(control).toHaveAccessibleDescription(`cm ${t.tooSmall('50')}`)
  await userEvent.fill(control, '1e3')
  expect(onChange).toHaveBeenLastCalledWith('1e3', t.notNumber)
  act(() => held.change(60))
  await expect.element(control).toHaveValue('60')
  await userEvent.fill(control, ' ')
  expect(onChange).toHaveBeenLastCalledWith(null, undefined)
})

test('digits of other scripts are numbers, and a keyboard without a minus is for what has none', async () => {
  const { control, onChange } = setUpTrait({ ...number, min: -5, step: 1 }, { locale: 'fa' })
  await expect.element(control).not.toHaveAttribute('inputmode')
  await userEvent.fill(control, '−۵')
  expect(onChange).toHaveBeenLastCalledWith(-5, undefined)
  await userEvent.tab()
  expect(onChange).toHaveBeenCalledTimes(1)
})

test('a service of strings gets strings, and its strings are numbers', async () => {
  const { control, onChange } = setUpTrait(number, { value: '1234.5', asStrings: true })
  await expect.element(control).toHaveValue('1,234.5')
  await userEvent.fill(control, '80')
  expect(onChange).toHaveBeenLastCalledWith('80', undefined)
  await userEvent.tab()
  await expect.element(control).toHaveValue('80')
})

test('a text is kept as it is, in several lines where it may have them', async () => {
  const { control, onChange } = setUpTrait({ ...text, multiline: true, maxLength: 6 })
  expect(control.element().tagName).toBe('TEXTAREA')
  await userEvent.fill(control, 'a\n 😀')
  expect(onChange).toHaveBeenLastCalledWith('a\n 😀', undefined)
  await userEvent.fill(control, '1234567')
  expect(onChange).toHaveBeenLastCalledWith('1234567', messages.profile.tooLong(6))
  await userEvent.fill(control, '')
  expect(onChange).toHaveBeenLastCalledWith(null, undefined)
})

test('an address is written left to right, without its blanks', async () => {
  const { control, onChange } = setUpTrait({ type: 'url', key: 'site', label: 'Website' })
  for (const [name, value] of [
    ['autocomplete', 'url'],
    ['inputmode', 'url'],
    ['dir', 'ltr'],
  ] as const) {
    await expect.element(control).toHaveAttribute(name, value)
  }
  await userEvent.fill(control, ' https://example.com ')
  expect(onChange).toHaveBeenLastCalledWith('https://example.com', undefined)
  await expect.element(control).toHaveValue(' https://example.com ')
  await userEvent.tab()
  await expect.element(control).toHaveValue('https://example.com')
  await userEvent.fill(control, 'example.com')
  expect(onChange).toHaveBeenLastCalledWith('example.com', t.notUrl)
})

test('what an input cannot show stands below it, and comes back to who typed and thought better of it', async () => {
  const value = { street: 'Dorset Street' }
  const { control, onChange } = setUpTrait(text, { value })
  const said = t.stored('{"street":"Dorset Street"}')
  await expect.element(control).toHaveValue('')
  await expect.element(control).toHaveAccessibleDescription(said)
  await userEvent.click(control)
  await userEvent.tab()
  expect(onChange).not.toHaveBeenCalled()
  await userEvent.fill(control, 'x')
  await expect.element(page.getByText(said)).not.toBeInTheDocument()
  await userEvent.fill(control, '')
  expect(onChange.mock.lastCall?.[0]).toBe(value)
  await expect.element(page.getByText(said)).toBeVisible()
})

test('what is read only can be reached and not changed', async () => {
  const { control, onChange } = setUpTrait({ ...text, readOnly: 'By contract.' }, { value: 'Acme' })
  await userEvent.type(control, 'x')
  await expect.element(control).toHaveFocus()
  await expect.element(control).toHaveValue('Acme')
  expect(onChange).not.toHaveBeenCalled()
})

import { act } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TraitField } from '../../../src/index.js'
import { messages } from '../../../src/core.js'
import { setUpTrait } from './traits.fixture.js'

const { traits: t } = messages
const text: TraitField = { type: 'text', key: 'company', label: 'Company' }
const number: TraitField = { type: 'number', key: 'height', label: 'Height', min: 50, unit: 'cm' }

test('TraitText: keeps a typed number, reports it as a number and formats it on blur', async () => {
  const { control, onChange, host } = setUpTrait(number, { value: 1234.5, locale: 'de' })
  await expect.element(control).toHaveValue('1.234,5')
  await expect.element(control).toHaveAttribute('inputmode', 'decimal')
  await expect.element(control).toHaveAccessibleDescription('cm')
  await userEvent.fill(control, '2000,50')
  await expect.element(control).toHaveValue('2000,50')
  expect(onChange).toHaveBeenLastCalledWith(2000.5, undefined)
  await userEvent.tab()
  await expect.element(control).toHaveValue('2.000,5')
  expect(onChange).toHaveBeenCalledTimes(1)
  act(() => host.change(70))
  await expect.element(control).toHaveValue('70')
})

test('TraitText: keeps an invalid text with an error until a discard', async () => {
  const { control, onChange, host } = setUpTrait(number, { value: 60 })
  await userEvent.fill(control, '12.50')
  expect(onChange).toHaveBeenLastCalledWith(12.5, t.tooSmall('50'))
  await userEvent.tab()
  await expect.element(control).toHaveValue('12.50')
  await expect.element(control).toHaveAccessibleDescription(`cm ${t.tooSmall('50')}`)
  await userEvent.fill(control, '1e3')
  expect(onChange).toHaveBeenLastCalledWith('1e3', t.notNumber)
  act(() => host.change(60))
  await expect.element(control).toHaveValue('60')
  await userEvent.fill(control, ' ')
  expect(onChange).toHaveBeenLastCalledWith(null, undefined)
})

test('TraitText: reads the digits of other scripts, and sets no numeric keyboard for negative numbers', async () => {
  const { control, onChange } = setUpTrait({ ...number, min: -5, step: 1 }, { locale: 'fa' })
  await expect.element(control).not.toHaveAttribute('inputmode')
  await userEvent.fill(control, '−۵')
  expect(onChange).toHaveBeenLastCalledWith(-5, undefined)
  await userEvent.tab()
  expect(onChange).toHaveBeenCalledTimes(1)
})

test('TraitText: reads and reports strings with `asStrings`', async () => {
  const { control, onChange } = setUpTrait(number, { value: '1234.5', asStrings: true })
  await expect.element(control).toHaveValue('1,234.5')
  await userEvent.fill(control, '80')
  expect(onChange).toHaveBeenLastCalledWith('80', undefined)
  await userEvent.tab()
  await expect.element(control).toHaveValue('80')
})

test('TraitText: keeps line breaks with `multiline` and checks `maxLength`', async () => {
  const { control, onChange } = setUpTrait({ ...text, multiline: true, maxLength: 6 })
  expect(control.element().tagName).toBe('TEXTAREA')
  await userEvent.fill(control, 'a\n 😀')
  expect(onChange).toHaveBeenLastCalledWith('a\n 😀', undefined)
  await userEvent.fill(control, '1234567')
  expect(onChange).toHaveBeenLastCalledWith('1234567', messages.profile.tooLong('6'))
  await userEvent.fill(control, '')
  expect(onChange).toHaveBeenLastCalledWith(null, undefined)
})

test('TraitText: trims an address and writes it left to right', async () => {
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

test('TraitText: shows a stored object as a note, and reports it again when the input is cleared', async () => {
  const value = { street: 'Dorset Street' }
  const { control, onChange } = setUpTrait(text, { value })
  const note = t.stored('{"street":"Dorset Street"}')
  await expect.element(control).toHaveValue('')
  await expect.element(control).toHaveAccessibleDescription(note)
  await userEvent.click(control)
  await userEvent.tab()
  expect(onChange).not.toHaveBeenCalled()
  await userEvent.fill(control, 'x')
  await expect.element(page.getByText(note)).not.toBeInTheDocument()
  await userEvent.fill(control, '')
  expect(onChange.mock.lastCall?.[0]).toBe(value)
  await expect.element(page.getByText(note)).toBeVisible()
})

test('TraitText: a read-only input can be focused but not changed', async () => {
  const { control, onChange } = setUpTrait({ ...text, readOnly: 'By contract.' }, { value: 'Acme' })
  await userEvent.type(control, 'x')
  await expect.element(control).toHaveFocus()
  await expect.element(control).toHaveValue('Acme')
  expect(onChange).not.toHaveBeenCalled()
})

import { cleanup } from '@testing-library/react'
import * as fc from 'fast-check'
import * as metadata from 'libphonenumber-js/min'
import { expect, test, vi } from 'vitest'
import { userEvent, type Locator } from 'vitest/browser'
import { isE164 } from '../../../src/core/contact/e164.js'
import { createPhoneReader } from '../../../src/core/contact/phoneReader.js'
import { copy, enter, leave, london, select, showPhone, shown } from './phone.fixture.js'

const reader = createPhoneReader(metadata)

const undo = '{Control>}z{/Control}'
const redo = '{Control>}{Shift>}z{/Shift}{/Control}'

test('PhoneInput: the caret stays in the middle of a number', async () => {
  const { input, last } = showPhone({ value: london })
  await expect.element(input).toHaveValue('+44 20 7946 0018')
  await enter(input)
  select(input, 9)
  await userEvent.keyboard('5')
  expect(shown(input)).toEqual(['+44 20 79546 0018', 9 + 1, 9 + 1])
  expect(last()).toEqual(['+44 20 79546 0018', expect.any(String)])
  await userEvent.keyboard('{Delete}')
  expect(shown(input)).toEqual(['+44 20 7956 0018', 10, 10])
  expect(last()).toEqual(['+442079560018'])
  await userEvent.keyboard('{Backspace}{Backspace}')
  expect(shown(input)).toEqual(['+44 20 76 0018', 8, 8])
})

test('PhoneInput: Backspace removes one character, also a space or a bracket', async () => {
  const { input, last } = showPhone({ defaultCountry: 'US' })
  await enter(input)
  await userEvent.keyboard('2133734253')
  await leave()
  await expect.element(input).toHaveValue('(213) 373-4253')
  await enter(input)
  select(input, 6)
  await userEvent.keyboard('{Backspace}')
  expect(shown(input)).toEqual(['(213)373-4253', 5, 5])
  await userEvent.keyboard('{Backspace}')
  expect(shown(input)).toEqual(['(213373-4253', 4, 4])
  expect(last()).toEqual(['+12133734253'])
  await userEvent.fill(input, '+1 213 373 4253')
  select(input, 3)
  await userEvent.keyboard('{Backspace}')
  expect(shown(input)).toEqual(['+1213 373 4253', 2, 2])
  expect(last()).toEqual(['+12133734253'])
})

test('PhoneInput: keeps a pasted number as it is with the caret after it', async () => {
  const { input, plain, last } = showPhone()
  for (const text of [
    '+44 (0)20 7946 0018',
    '＋４４ ２０ ７９４６ ００１８',
    'tel:+44-20-7946-0018',
  ]) {
    await copy(plain, text)
    await enter(input)
    await userEvent.keyboard('{Control>}a{/Control}')
    await userEvent.paste()
    expect(shown(input)).toEqual([text, text.length, text.length])
    expect(last()).toEqual([london])
    await leave()
    await expect.element(input).toHaveValue('+44 20 7946 0018')
  }
})

test('PhoneInput: accepts a paste into the middle', async () => {
  const { input, plain, last } = showPhone({ value: '+44207918' })
  await copy(plain, '46\u00a000')
  await enter(input)
  select(input, 7)
  await userEvent.paste()
  expect(shown(input)).toEqual(['+44207946\u00a00018', 12, 12])
  expect(last()).toEqual([london])
})

test("PhoneInput: the browser's undo reverts typing and pasting", async () => {
  const { input, plain, last } = showPhone({ value: london })
  await copy(plain, '99')
  await expect.element(input).toHaveValue('+44 20 7946 0018')
  await enter(input)
  select(input, 16)
  await userEvent.keyboard('{Backspace}')
  select(input, 3)
  await userEvent.paste()
  expect(shown(input)[0]).toBe('+4499 20 7946 001')
  await userEvent.keyboard(undo)
  expect(shown(input)).toEqual(['+44 20 7946 001', 3, 3])
  await userEvent.keyboard(undo)
  expect(shown(input)[0]).toBe('+44 20 7946 0018')
  expect(last()).toEqual([london])
})

test('PhoneInput: undo after formatting reports the shown text only', async () => {
  const { input, last } = showPhone()
  await enter(input)
  await userEvent.keyboard('02079460018')
  await leave()
  await expect.element(input).toHaveValue('020 7946 0018')
  await enter(input)
  await userEvent.keyboard('{End}{Backspace}7')
  for (let times = 0; times < 4; times++) {
    await userEvent.keyboard(undo)
    const [text] = shown(input)
    const { value } = reader.read(text, 'GB')
    expect([text, last()?.[0]]).toEqual([text, value])
  }
})

test('PhoneInput: keeps the text and the caret when the window loses the focus', async () => {
  const { input } = showPhone()
  await enter(input)
  await userEvent.keyboard('02079460018{ArrowLeft}')
  input.element().dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  input.element().dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
  await userEvent.keyboard('{Delete}')
  expect(shown(input)).toEqual(['0207946001', 10, 10])
})

test('PhoneInput: accepts autofill, with and without the focus', async () => {
  const { input, last } = showPhone()
  const element = input.element() as HTMLInputElement
  const fillIn = (text: string) => {
    // React overrides the setter on the element.
    Reflect.set(HTMLInputElement.prototype, 'value', text, element)
    element.dispatchEvent(new Event('input', { bubbles: true }))
    element.dispatchEvent(new Event('change', { bubbles: true }))
  }
  fillIn('020 7946 0018')
  await vi.waitUntil(() => last()?.[0] === london)
  expect(last()).toEqual([london])
  await expect.element(input).toHaveValue('020 7946 0018')
  fillIn('+442079460018')
  await expect.element(input).toHaveValue('+44 20 7946 0018')
  await userEvent.click(input)
  fillIn('+33142345678')
  expect(last()).toEqual(['+33142345678'])
  await expect.element(input).toHaveValue('+33142345678')
})

const key = fc.constantFrom(
  ...Array.from('0123456789+ -()x٤'),
  '{Backspace}',
  '{Delete}',
  '{ArrowLeft}',
  '{ArrowLeft}{ArrowLeft}',
  '{Home}',
  '{End}',
  '{Shift>}{ArrowLeft}{/Shift}',
  '{Control>}a{/Control}',
  '{Control>}v{/Control}',
  '+44',
  '020 7946 0018',
  '+1 213',
)

/** Presses keys and returns what the input shows after each. */
async function press(target: Locator, keys: readonly string[]) {
  await userEvent.click(target)
  const states = []
  for (const pressed of keys) {
    await userEvent.keyboard(pressed)
    states.push(shown(target))
  }
  return states
}

test('PhoneInput: behaves like a plain input for any keys, and reports null, E.164 or an error', async () => {
  await copy(showPhone().plain, '+44 (0)20 7946')
  const keySequence = fc.array(key, { minLength: 4, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(keySequence, async (keys) => {
      cleanup()
      const { input, plain, onChange, last } = showPhone()
      const expected = await press(plain, keys)
      const invalid: unknown[] = []
      onChange.mockImplementation((value, error) => {
        const [text] = shown(input)
        const isValid = error === undefined ? value === null || isE164(value) : value === text
        if (!isValid) invalid.push([text, value, error])
      })
      expect(await press(input, keys)).toEqual(expected)
      await press(input, [undo, undo, redo, undo])
      await enter(input)
      const { value } = reader.read(shown(input)[0], 'GB')
      expect([...invalid, last()?.[0] ?? null]).toEqual([value])
    }),
    { numRuns: import.meta.env['VITE_CAMPAIGN'] ? 40 : 3 },
  )
}, 600_000)

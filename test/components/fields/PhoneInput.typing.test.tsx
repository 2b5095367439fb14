import { cleanup } from '@testing-library/react'
import * as fc from 'fast-check'
import * as metadata from 'libphonenumber-js/min'
import { expect, test, vi } from 'vitest'
import { userEvent, type Locator } from 'vitest/browser'
import { readPhone } from '../../../src/components/fields/phoneNumber.js'
import { checkField } from '../../../src/core/user/checkField.js'
import { copy, enter, leave, london, select, showPhone, shown } from './phone.fixture.js'

const undo = '{Control>}z{/Control}'
const redo = '{Control>}{Shift>}z{/Shift}{/Control}'

test('the caret stays where somebody corrects the middle of a number', async () => {
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

test('backspace takes one character, a space or a bracket too', async () => {
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

test('a pasted number is taken as it is, and the caret stands behind it', async () => {
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

test('a part is pasted into the middle', async () => {
  const { input, plain, last } = showPhone({ value: '+44207918' })
  await copy(plain, '46\u00a000')
  await enter(input)
  select(input, 7)
  await userEvent.paste()
  expect(shown(input)).toEqual(['+44207946\u00a00018', 12, 12])
  expect(last()).toEqual([london])
})

test("the browser's own undo takes back what was typed and pasted", async () => {
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

test('undo after the number was written anew never gives what is not shown', async () => {
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
    const { value } = readPhone(text, { metadata, country: 'GB', locale: 'en' })
    expect([text, last()?.[0]]).toEqual([text, value])
  }
})

test('who looks something up in another window comes back to the same text and place', async () => {
  const { input } = showPhone()
  await enter(input)
  await userEvent.keyboard('02079460018{ArrowLeft}')
  input.element().dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
  input.element().dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
  await userEvent.keyboard('{Delete}')
  expect(shown(input)).toEqual(['0207946001', 10, 10])
})

test('what a browser fills in is taken, with and without the focus', async () => {
  const { input, last } = showPhone()
  const element = input.element() as HTMLInputElement
  const fillIn = (text: string) => {
    // React puts a setter of its own on the element.
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

/** What an input shows after each of the keys. */
async function play(target: Locator, keys: readonly string[]) {
  await userEvent.click(target)
  const seen = []
  for (const one of keys) {
    await userEvent.keyboard(one)
    seen.push(shown(target))
  }
  return seen
}

test('whatever keys are pressed, the input does what a plain one does, and gives nothing, E.164 or a problem', async () => {
  await copy(showPhone().plain, '+44 (0)20 7946')
  const keysOf = fc.array(key, { minLength: 4, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(keysOf, async (keys) => {
      cleanup()
      const { input, plain, onChange, last } = showPhone()
      const expected = await play(plain, keys)
      const unsound: unknown[] = []
      onChange.mockImplementation((value, problem) => {
        const [text] = shown(input)
        const isSound =
          problem === undefined
            ? value === null || 'value' in checkField('phone', value)
            : value === text
        if (!isSound) unsound.push([text, value, problem])
      })
      expect(await play(input, keys)).toEqual(expected)
      await play(input, [undo, undo, redo, undo])
      await enter(input)
      const { value } = readPhone(shown(input)[0], { metadata, country: 'GB', locale: 'en' })
      expect([...unsound, last()?.[0] ?? null]).toEqual([value])
    }),
    { numRuns: import.meta.env['VITE_CAMPAIGN'] ? 60 : 3 },
  )
}, 600_000)

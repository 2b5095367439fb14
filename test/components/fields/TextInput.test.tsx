import { render } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { TextInput, type TextInputProps } from '../../../src/index.js'
import { t } from '../profile/profile.fixture.js'

function setUp(type: TextInputProps['type'], initialValue: string | null = null) {
  const onChange = vi.fn()
  function Host() {
    const [value, setValue] = useState(initialValue)
    return (
      <>
        <TextInput
          label="Text"
          type={type}
          value={value}
          onChange={(next, error) => {
            onChange(next, error)
            setValue(next)
          }}
        />
        <button type="button" onClick={() => setValue(initialValue)}>
          Discard
        </button>
      </>
    )
  }
  render(<Host />)
  return onChange
}

test('TextInput: keeps surrounding spaces in the input and trims the value', async () => {
  const onChange = setUp('text', 'Ada')
  const input = page.getByRole('textbox')
  await userEvent.fill(input, '  Ada King ')
  await expect.element(input).toHaveValue('  Ada King ')
  expect(onChange).toHaveBeenLastCalledWith('Ada King', undefined)
  await userEvent.fill(input, '\u200BAda King\u3164')
  expect(onChange).toHaveBeenLastCalledWith('Ada King', undefined)
  for (const blank of ['   ', '\u2800', '\u3164\u200B']) {
    await userEvent.fill(input, blank)
    expect(onChange).toHaveBeenLastCalledWith(null, undefined)
  }
  await userEvent.click(page.getByRole('button'))
  await expect.element(input).toHaveValue('Ada')
})

test.each([
  ['text', 'x'.repeat(2049), t.tooLong('2,048')],
  ['email', 'ada', t.emailWithoutAt],
  ['email', 'ada@host', t.wrongEmail],
  ['email', 'a b@example.com', t.emailWithSpace],
] as const)(
  'TextInput: reports a wrong %s %j as typed with an error on blur',
  async (type, text, error) => {
    const onChange = setUp(type)
    const input = page.getByRole('textbox')
    await userEvent.click(input)
    await userEvent.fill(input, text)
    expect(onChange.mock.lastCall?.[1]).toBe(error)
    await expect.element(input).not.toHaveAttribute('aria-invalid')
    await userEvent.tab()
    await expect.element(input).toHaveAccessibleDescription(error)
  },
)

test('TextInput: keeps the case of an email before the @', async () => {
  const onChange = setUp('email')
  await userEvent.fill(page.getByRole('textbox'), 'Ada.King@Example.com')
  expect(onChange).toHaveBeenLastCalledWith('Ada.King@example.com', undefined)
})

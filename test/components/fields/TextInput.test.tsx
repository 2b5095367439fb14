import { render } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { TextInput, type TextInputProps } from '../../../src/components/fields/TextInput.js'
import { t } from '../profile/profile.fixture.js'

function setUp(kind: TextInputProps['kind'], first: string | null = null) {
  const onChange = vi.fn()
  function Host() {
    const [value, setValue] = useState(first)
    return (
      <>
        <TextInput
          id="it"
          kind={kind}
          value={value}
          onChange={(next, problem) => {
            onChange(next, problem)
            setValue(next)
          }}
        />
        <button type="button" onClick={() => setValue(first)}>
          Discard
        </button>
      </>
    )
  }
  render(<Host />)
  return onChange
}

test('blanks around are kept while typing and never saved; only blanks are nothing', async () => {
  const onChange = setUp('name', 'Ada')
  const input = page.getByRole('textbox')
  await userEvent.fill(input, '  Ada King ')
  await expect.element(input).toHaveValue('  Ada King ')
  expect(onChange).toHaveBeenLastCalledWith('Ada King', undefined)
  await userEvent.fill(input, '   ')
  expect(onChange).toHaveBeenLastCalledWith(null, undefined)
  await userEvent.click(page.getByRole('button'))
  await expect.element(input).toHaveValue('Ada')
})

test.each([
  ['name', 'x'.repeat(2049), t.tooLong(2048)],
  ['email', 'ada', t.wrongEmail],
  ['email', 'ada@host', t.wrongEmail],
  ['email', 'a b@example.com', t.wrongEmail],
] as const)('a %s of %j is given as typed, with what is wrong', async (kind, text, problem) => {
  const onChange = setUp(kind)
  const input = page.getByRole('textbox')
  await userEvent.click(input)
  await userEvent.fill(input, text)
  expect(onChange.mock.lastCall?.[1]).toBe(problem)
})

test('an email keeps its letters as they are', async () => {
  const onChange = setUp('email')
  await userEvent.fill(page.getByRole('textbox'), 'Ada.King@Example.com')
  expect(onChange).toHaveBeenLastCalledWith('Ada.King@Example.com', undefined)
})

import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { PhoneInput, TextInput } from '../../../src/index.js'
import { refusedEmails, storedEmails } from '../../core/contact/emails.fixture.js'
import { refusedNumbers, storedNumbers } from '../../core/contact/phoneNumbers.fixture.js'
import { enter } from './phone.fixture.js'

/** Pastes each text and returns it with the reported value, or `null` if there is an error. */
async function fillAll(texts: readonly string[], onChange: ReturnType<typeof vi.fn>) {
  const input = page.getByRole('textbox')
  const reported: (readonly [string, string | null])[] = []
  for (const text of texts) {
    await userEvent.fill(input, text)
    const [value, error] = onChange.mock.lastCall ?? []
    reported.push([text, error === undefined ? (value as string) : null])
  }
  return reported
}

test('PhoneInput: reports the stored form of every written number, and an error for the others', async () => {
  const onChange = vi.fn()
  // The country is that of no number of the table.
  render(<PhoneInput value={null} defaultCountry="IS" onChange={onChange} />)
  await enter(page.getByRole('textbox'))
  const stored = storedNumbers.map(([written]) => written)
  expect(await fillAll(stored, onChange)).toEqual(storedNumbers)
  const refused = refusedNumbers.flatMap(([written, reason]) =>
    reason === 'needsCode' ? [] : [written],
  )
  expect(await fillAll(refused, onChange)).toEqual(refused.map((written) => [written, null]))
})

test('TextInput: reports the stored form of every written email, and an error for the others', async () => {
  const onChange = vi.fn()
  render(<TextInput type="email" label="Email" value={null} onChange={onChange} />)
  // A browser removes line breaks.
  const isLine = ([written]: readonly [string, ...unknown[]]) => !written.trim().includes('\n')
  expect(
    await fillAll(
      storedEmails.map(([written]) => written),
      onChange,
    ),
  ).toEqual(storedEmails)
  const refused = refusedEmails.filter(isLine).map(([written]) => written)
  expect(await fillAll(refused, onChange)).toEqual(refused.map((written) => [written, null]))
})

import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { Field } from '../../../src/components/fields/Field.js'

test('a control is named by the label and described by everything that is said about it', async () => {
  render(
    <Field label="Name" description="As people know you." warning="Odd." error="Cannot be empty.">
      {(control) => <input {...control} />}
    </Field>,
  )
  const input = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect
    .element(input)
    .toHaveAccessibleDescription('As people know you. Odd. Cannot be empty.')
  await expect.element(input).toBeInvalid()
})

test('what is not said leaves no trace', async () => {
  render(<Field label="Name">{(control) => <input {...control} />}</Field>)
  const input = page.getByRole('textbox', { name: 'Name' })
  await expect.element(input).not.toHaveAttribute('aria-describedby')
  await expect.element(input).toBeValid()
})

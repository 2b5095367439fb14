import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { Field } from '../../../src/components/fields/Field.js'

test('Field: names and describes the control', async () => {
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

test('Field: sets no attributes without texts', async () => {
  render(<Field label="Name">{(control) => <input {...control} />}</Field>)
  const input = page.getByRole('textbox', { name: 'Name' })
  await expect.element(input).not.toHaveAttribute('aria-describedby')
  await expect.element(input).toBeValid()
})

import { render } from '@testing-library/react'
import { useRef, type JSX } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { SaveError } from '../../../src/components/ui/SaveError.js'
import { IdentikitError, messages } from '../../../src/core.js'

test('SaveError: shows the message of the error code, and Retry focuses the control', async () => {
  const retry = vi.fn(async () => {})
  function Part(): JSX.Element {
    const control = useRef<HTMLInputElement>(null)
    const error = new IdentikitError('service', 'Secret detail of the service.')
    return (
      <>
        <input ref={control} aria-label="Goal" aria-describedby="goal goal-why" />
        <SaveError id="goal" name="Goal" error={error} retry={retry} control={control} />
      </>
    )
  }
  render(<Part />)
  await expect
    .element(page.getByRole('textbox'))
    .toHaveAccessibleDescription(`${messages.notSaved} ${messages.errors.service}`)
  await userEvent.click(page.getByRole('button', { name: messages.retrySetting('Goal') }))
  await expect.element(page.getByRole('textbox')).toHaveFocus()
  expect(retry).toHaveBeenCalledTimes(1)
})

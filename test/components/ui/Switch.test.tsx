import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { page, userEvent, type Locator } from 'vitest/browser'
import { Switch } from '../../../src/components/ui/Switch.js'
import '../../../src/styles/index.css'

test('asks for a toggle, shows only what it is told, and does nothing where it is read-only', async () => {
  const onToggle = vi.fn<() => void>()
  const { rerender } = render(<Switch isOn={false} label="Keep a streak" onToggle={onToggle} />)
  const control = page.getByRole('switch', { name: 'Keep a streak' })
  await userEvent.click(control)
  expect(onToggle).toHaveBeenCalledTimes(1)
  await expect.element(control).not.toBeChecked()
  rerender(<Switch isOn isReadOnly label="Keep a streak" onToggle={onToggle} />)
  await expect.element(control).toBeChecked()
  press(control)
  expect(onToggle).toHaveBeenCalledTimes(1)
})

test('cannot be used in a group that is disabled', async () => {
  const onToggle = vi.fn<() => void>()
  render(
    <fieldset disabled>
      <Switch isOn label="Words" onToggle={onToggle} />
    </fieldset>,
  )
  await expect.element(page.getByRole('switch', { name: 'Words' })).toBeDisabled()
  press(page.getByRole('switch', { name: 'Words' }))
  expect(onToggle).not.toHaveBeenCalled()
})

/** Clicks what cannot be clicked by a person. */
function press(control: Locator): void {
  const element = control.element()
  if (element instanceof HTMLElement) element.click()
}

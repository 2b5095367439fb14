import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { page, userEvent, type Locator } from 'vitest/browser'
import { Switch } from '../../../src/components/ui/Switch.js'
import '../../../src/styles/index.css'

test('Switch: is controlled, and ignores clicks if read-only', async () => {
  const onToggle = vi.fn<() => void>()
  const { rerender } = render(
    <Switch save={undefined} isOn={false} label="Keep a streak" onToggle={onToggle} />,
  )
  const control = page.getByRole('switch', { name: 'Keep a streak' })
  await userEvent.click(control)
  expect(onToggle).toHaveBeenCalledTimes(1)
  await expect.element(control).not.toBeChecked()
  rerender(<Switch save={undefined} isOn isReadOnly label="Keep a streak" onToggle={onToggle} />)
  await expect.element(control).toBeChecked()
  press(control)
  expect(onToggle).toHaveBeenCalledTimes(1)
})

test('Switch: is disabled in a disabled fieldset', async () => {
  const onToggle = vi.fn<() => void>()
  render(
    <fieldset disabled>
      <Switch save={undefined} isOn label="Words" onToggle={onToggle} />
    </fieldset>,
  )
  await expect.element(page.getByRole('switch', { name: 'Words' })).toBeDisabled()
  press(page.getByRole('switch', { name: 'Words' }))
  expect(onToggle).not.toHaveBeenCalled()
})

/** Clicks an element that the user can't click. */
function press(control: Locator): void {
  const element = control.element()
  if (element instanceof HTMLElement) element.click()
}

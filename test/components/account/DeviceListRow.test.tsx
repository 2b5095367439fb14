import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import {
  DeviceListRow,
  type DeviceListRowProps,
} from '../../../src/components/account/DeviceListRow.js'
import { IdentikitError, messages } from '../../../src/core.js'

const { account: t } = messages
const fullName = 'Browser, ending in 77q0'
const button = () => page.getByRole('button')

function show(props: Partial<DeviceListRowProps>) {
  const onRemove = vi.fn()
  const name = { platform: 'Browser', ending: 'ending in 77q0', whole: fullName }
  const common = {
    name,
    isRemoving: false,
    error: undefined,
  }
  render(
    <ul>
      <DeviceListRow {...common} onRemove={onRemove} {...props} />
    </ul>,
  )
  const press = (detail: number) =>
    button()
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true, detail }))
  return { onRemove, press }
}

test.each([
  [{}, t.removeDeviceNamed(fullName), t.removeDevice, 1],
  [{ isRemoving: true }, t.removingNamed(fullName), t.removing, 0],
  [{ error: new IdentikitError('network', 'No.') }, t.retryRemove(fullName), messages.retry, 1],
] as const)(
  'DeviceListRow: with %j it has one button for its state',
  async (props, name, text, times) => {
    const { onRemove, press } = show(props)
    await expect.element(button()).toHaveAccessibleName(name)
    await expect.element(button()).toHaveTextContent(text)
    for (const detail of [2, 3, 1]) press(detail)
    expect(onRemove).toHaveBeenCalledTimes(times)
  },
)

test('DeviceListRow: has no button without onRemove', () => {
  show({ onRemove: undefined })
  expect(button().elements()).toEqual([])
  expect(page.getByRole('listitem').element().textContent).toBe('Browserending in 77q0')
})

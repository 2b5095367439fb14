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
  const name = { name: 'Browser', ending: 'ending in 77q0', whole: fullName }
  const common = {
    name,
    isPhone: false,
    isCurrent: false,
    lastSeen: undefined,
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
  [{}, '', 1],
  [{ isRemoving: true }, t.removing, 0],
  [
    { error: new IdentikitError('network', 'No.') },
    `${t.notRemoved}. ${messages.errors.network}`,
    1,
  ],
] as const)(
  'DeviceListRow: with %j it has a button of the same name',
  async (props, description, times) => {
    const { onRemove, press } = show(props)
    await expect.element(button()).toHaveAccessibleName(t.removeDeviceNamed(fullName))
    await expect.element(button()).toHaveTextContent(t.removeDevice)
    await expect.element(button()).toHaveAccessibleDescription(description)
    for (const detail of [2, 3, 1]) press(detail)
    expect(onRemove).toHaveBeenCalledTimes(times)
  },
)

test('DeviceListRow: has no button without onRemove', () => {
  show({ onRemove: undefined })
  expect(button().elements()).toEqual([])
  expect(page.getByRole('listitem').element().textContent).toBe('Browserending in 77q0')
})

import { expect, fn, userEvent } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { IdentikitError, messages } from '../../src/core.js'
import { DeviceListRow } from '../../src/components/account/DeviceListRow.js'

const { account: t } = messages
const whole = 'iPhone or iPad, ending in 3f9a'

const meta = preview.meta({
  tags: ['internal'],
  title: 'DeviceListRow',
  component: DeviceListRow,
  args: {
    name: { platform: 'iPhone or iPad', ending: 'ending in 3f9a', whole },
    isRemoving: false,
    error: undefined,
    onRemove: fn() as (() => void) | undefined,
    onFocus: fn(),
    onBlur: fn(),
  },
  decorators: [
    (Story) => (
      <ul className="ik-device-list-rows" role="list">
        <Story />
      </ul>
    ),
  ],
})

export const Default = meta.story({
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: t.removeDeviceNamed(whole) }))
    await expect(args.onRemove).toHaveBeenCalledOnce()
  },
})

export const Removing = meta.story({ args: { isRemoving: true } })

export const NotRemoved = meta.story({
  args: { error: new IdentikitError('network', 'No answer.') },
})

export const ReadOnly = meta.story({ args: { onRemove: undefined } })

import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { DeviceList } from 'identikit'
import {
  deviceWorld,
  namedDevices,
  longNames,
  readOnly,
  removesFail,
  removesHang,
  unlisted,
} from './deviceWorlds.js'
import { down, slow, signedOut } from '../worlds.js'

const { account: t } = messages
const phone = t.deviceName(t.platforms.ios, t.deviceEnding('3f9a'))

const meta = preview.meta({
  title: 'DeviceList',
  component: DeviceList,
  parameters: { world: deviceWorld() },
})

export const Default = meta.story({
  args: { currentToken: 'https://push.example.com/wpush/v2/gAAAAABk0c4' },
  parameters: { world: deviceWorld({}, namedDevices) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(t.thisDevice)).toBeVisible()
    await expect(canvas.getByText(t.lastSeen('yesterday'))).toBeVisible()
  },
})

/** A service that returns no names. */
export const Unnamed = meta.story({
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('button', { name: t.removeDeviceNamed(phone) }),
    ).toBeVisible()
    await expect(canvas.getAllByRole('listitem')).toHaveLength(4)
  },
})

export const Loading = meta.story({
  parameters: { world: slow },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: t.devicesTitle })).toHaveAttribute(
      'aria-busy',
      'true',
    )
  },
})

export const Failed = meta.story({
  parameters: { world: down },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: messages.retry })).toBeVisible()
  },
})

export const Empty = meta.story({
  parameters: { world: deviceWorld({}, []) },
  play: async ({ canvas }) => void (await canvas.findByText(t.devicesEmpty)),
})

export const SignedOut = meta.story({
  parameters: { world: signedOut },
  play: async ({ canvas }) => void (await canvas.findByText(t.devicesSignedOut)),
})

/** Renders nothing when the service has no devices. */
export const Unsupported = meta.story({
  parameters: { world: deviceWorld({ without: ['devices'] }, []) },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.queryByRole('region')).toBeNull())
  },
})

/** The service stores devices but doesn't list them. */
export const Unlisted = meta.story({
  parameters: { world: unlisted },
  play: async ({ canvas }) => void (await canvas.findByText(t.devicesUnlisted)),
})

export const ReadOnly = meta.story({
  parameters: { world: readOnly },
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(4)
    await expect(canvas.queryByRole('button')).toBeNull()
  },
})

export const Removing = meta.story({
  parameters: { world: removesHang },
  play: async ({ canvas }) => {
    const button = await canvas.findByRole('button', { name: t.removeDeviceNamed(phone) })
    await userEvent.click(button)
    await expect(button).toHaveAccessibleDescription(t.removing)
    await expect(button).toHaveFocus()
  },
})

export const Removed = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.removeDeviceNamed(phone) }))
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent(t.removedNamed(phone)))
    await expect(canvas.getAllByRole('listitem')).toHaveLength(3)
  },
})

export const NotRemoved = meta.story({
  parameters: { world: removesFail },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.removeDeviceNamed(phone) }))
    await expect(
      await canvas.findByRole('button', { name: t.removeDeviceNamed(phone), description: /./ }),
    ).toHaveAccessibleDescription(`${t.notRemoved}. ${messages.errors.service}`)
  },
})

export const LongText = meta.story({
  parameters: { world: longNames },
  play: async ({ canvas }) => {
    for (const button of await canvas.findAllByRole('button')) await userEvent.click(button)
    await waitFor(() => expect(canvas.getAllByRole('button', { description: /./ })).toHaveLength(3))
  },
})

export const Narrow = meta.story({
  parameters: { world: removesFail },
  decorators: [
    (Story) => (
      <div className="story-narrow">
        <Story />
      </div>
    ),
  ],
  play: NotRemoved.input.play,
})

export const Dark = meta.story({ globals: { theme: 'dark' } })

export const RightToLeft = meta.story({ globals: { direction: 'rtl' } })

import { expect, fn, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { ChannelReach, PreferenceCenter } from 'identikit'
import { messages } from 'identikit/core'
import { ada } from 'identikit/testing'
import { fakePush } from './pushFakes.js'
import { world, signedOut, slow } from '../worlds.js'

const { reach: t, push, channels } = messages
const phone = '+12125550123'
const onVerify = fn()

const meta = preview.meta({
  title: 'ChannelReach',
  component: ChannelReach,
  render: (args) => <PreferenceCenter reach={<ChannelReach {...args} />} />,
  beforeEach: () => fakePush({ permission: 'default' }).restore,
})

/** The user has no phone number and no device. The links lead to the fields of the page. */
export const Default = meta.story({
  parameters: {
    world: world({}, { channels: { sms: { href: '#phone' }, push: { href: '#push' } } }),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(t.missing.phone(channels.sms))).toBeVisible()
    await expect(canvas.getByRole('link', { name: t.add.phone })).toHaveAttribute('href', '#phone')
    await expect(canvas.getByRole('link', { name: t.add.devices })).toBeVisible()
  },
})

export const Unverified = meta.story({
  parameters: {
    world: world(
      {},
      {
        channels: { sms: { address: phone, verified: false, onVerify }, push: { address: 'app' } },
      },
    ),
  },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.verify(phone) }))
    await expect(onVerify).toHaveBeenCalled()
  },
})

/** The confirmation of the host fails. */
export const NotVerified = meta.story({
  parameters: {
    world: world(
      {},
      {
        channels: {
          sms: {
            address: phone,
            verified: false,
            onVerify: () => Promise.reject(new Error('The code was wrong.')),
          },
          push: { address: 'app' },
        },
        onError: () => {},
      },
    ),
  },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.verify(phone) }))
    await expect(await canvas.findByText(t.verifyFailed)).toBeVisible()
  },
})

/** The user blocked notifications, and no other device gets them. */
export const Blocked = meta.story({
  beforeEach: () => fakePush({ permission: 'denied' }).restore,
  parameters: { world: world({ users: [{ ...ada, phone }] }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(push.deniedHelp)).toBeVisible()
  },
})

/** Every channel reaches the user, so there is no notice. */
export const Reachable = meta.story({
  parameters: {
    world: world({ users: [{ ...ada, phone }] }, { channels: { push: { address: 'app' } } }),
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const SignedOut = meta.story({ parameters: { world: signedOut } })

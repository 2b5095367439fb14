import { expect, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { PushDevice } from 'identikit'
import { messages } from 'identikit/core'
import {
  fakePush,
  refusesDevices,
  registered,
  serviceWorker,
  vapidKey,
  type PushFake,
} from './pushFakes.js'
import { signedOut, slow } from '../worlds.js'

const { push: t } = messages

const meta = preview.meta({
  title: 'PushDevice',
  component: PushDevice,
  args: { vapidKey, serviceWorker },
})

const withPush = (fake: PushFake) => ({ beforeEach: () => fakePush(fake).restore })

export const Default = meta.story({
  ...withPush({ permission: 'default' }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(t.askable)).toBeVisible()
    const control = canvas.getByRole('switch', { name: t.title })
    await userEvent.click(control)
    await expect(await canvas.findByText(t.on)).toBeVisible()
    await expect(control).toHaveFocus()
  },
})

/** The user allowed notifications and turned push off. */
export const Off = meta.story({
  ...withPush({ permission: 'granted' }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(t.off)).toBeVisible()
  },
})

export const On = meta.story({
  ...withPush({ permission: 'granted', isSubscribed: true }),
  parameters: { world: registered },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('switch', { name: t.title })).toBeChecked()
  },
})

/** Only the settings of the browser undo this. */
export const Denied = meta.story({
  ...withPush({ permission: 'denied' }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(t.deniedHelp)).toBeVisible()
    await expect(canvas.getByRole('switch')).toHaveAttribute('aria-disabled', 'true')
  },
})

export const Unsupported = meta.story({
  ...withPush({ permission: 'default', isSupported: false }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(t.unsupported)).toBeVisible()
    await expect(canvas.queryByRole('switch')).toBeNull()
  },
})

export const Loading = meta.story({
  ...withPush({ permission: 'granted' }),
  parameters: { world: slow },
})

/** The service doesn't register the browser. */
export const Failed = meta.story({
  ...withPush({ permission: 'granted' }),
  parameters: { world: refusesDevices },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('switch', { name: t.title }))
    await expect(
      await canvas.findByRole('button', { name: messages.retrySetting(t.title) }),
    ).toBeVisible()
  },
})

/** Nobody is signed in, so there is nobody to register the browser for. */
export const SignedOut = meta.story({
  ...withPush({ permission: 'granted' }),
  parameters: { world: signedOut },
})

import type { JSX } from 'react'
import { expect } from 'storybook/test'
import preview from '../preview.js'
import { DeviceList, PreferenceCenter, StreakSettings } from 'identikit'
import { messages } from 'identikit/core'
import { ada } from 'identikit/testing'
import { namedDevices } from '../account/deviceWorlds.js'
import { streakWorld } from '../streak/streakWorlds.js'
import { DarkHost, PlainHost } from './hosts.js'
import { TailwindHost } from './TailwindHost.js'

/** What a product shows on the page of its notifications. */
function Settings({ host: Host = PlainHost }: { readonly host?: typeof PlainHost }): JSX.Element {
  return (
    <Host page="Notifications">
      <PreferenceCenter streak={<StreakSettings />} />
      <DeviceList currentToken={namedDevices[1]?.token} />
    </Host>
  )
}

const meta = preview.meta({
  title: 'Screens/Settings',
  component: Settings,
  parameters: {
    world: streakWorld({}, {}, (adapter) => {
      for (const device of namedDevices) void adapter.devices?.add(ada.id, device)
    }),
  },
  argTypes: { host: { table: { disable: true } } },
  play: async ({ canvas }) => {
    await canvas.findByRole('switch', { name: messages.streak.enabled })
    await expect(
      await canvas.findByRole('region', { name: messages.account.devicesTitle }),
    ).toBeVisible()
  },
})

export const Plain = meta.story()

export const Tailwind = meta.story({ args: { host: TailwindHost } })

export const Dark = meta.story({ args: { host: DarkHost } })

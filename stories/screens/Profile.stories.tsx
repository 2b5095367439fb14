import type { JSX } from 'react'
import { expect, fn } from 'storybook/test'
import preview from '../preview.js'
import { DeleteAccount, ProfileEditor } from 'identikit'
import { messages } from 'identikit/core'
import { full } from '../profile/profileWorlds.js'
import { DarkHost, PlainHost } from './hosts.js'
import { TailwindHost } from './TailwindHost.js'

/** What a product shows on the page of a user's profile. */
function Profile({ host: Host = PlainHost }: { readonly host?: typeof PlainHost }): JSX.Element {
  return (
    <Host page="Profile">
      <ProfileEditor uploadAvatar={async () => ({ url: 'https://example.com/ada.png' })} />
      <DeleteAccount onDelete={fn()} onDeleted={fn()} />
    </Host>
  )
}

const meta = preview.meta({
  title: 'Screens/Profile',
  component: Profile,
  parameters: { world: full },
  argTypes: { host: { table: { disable: true } } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('textbox', { name: messages.profile.name })).toHaveValue(
      'Ada Lovelace',
    )
  },
})

export const Plain = meta.story()

export const Tailwind = meta.story({ args: { host: TailwindHost } })

export const Dark = meta.story({ args: { host: DarkHost } })

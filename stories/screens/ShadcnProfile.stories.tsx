import type { JSX } from 'react'
import { expect } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { ProfileEditor } from '../../registry/profile-editor.js'
import { full, refusesEmail, savesNothing } from '../profile/profileWorlds.js'
import { down, signedOut, slow, world } from '../worlds.js'
import { TailwindHost } from './TailwindHost.js'

const { profile: t } = messages

/** The entry for shadcn, in a page with Tailwind 4. */
function ShadcnProfile(): JSX.Element {
  return (
    <TailwindHost page="Profile">
      <div>
        <ProfileEditor
          fields={['name', 'email', 'phone', 'timezone']}
          signIn={<a href="#sign-in">Sign in</a>}
        />
      </div>
    </TailwindHost>
  )
}

const meta = preview.meta({
  title: 'Screens/Shadcn profile editor',
  component: ShadcnProfile,
  parameters: { world: full },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('textbox', { name: t.name })).toHaveValue('Ada Lovelace')
  },
})

export const Unsaved = meta.story({
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: t.name }), ' King')
    await expect(await canvas.findByText(t.unsaved)).toBeVisible()
  },
})

export const Saved = meta.story({
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: t.name }), ' King{Enter}')
    await expect(await canvas.findByText(t.saved)).toBeVisible()
  },
})

export const Refused = meta.story({
  parameters: { world: refusesEmail },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: t.email }), '.uk{Enter}')
    await expect(await canvas.findByText(t.refused(t.email))).toBeVisible()
  },
})

export const NotSaved = meta.story({
  parameters: { world: savesNothing },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: t.name }), ' King{Enter}')
    await expect(await canvas.findByText(t.notSaved(messages.errors.service))).toBeVisible()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const SignedOut = meta.story({ parameters: { world: signedOut } })

export const ReadOnly = meta.story({ parameters: { world: world({}, { readOnly: true }) } })

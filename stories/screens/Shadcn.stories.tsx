import type { JSX } from 'react'
import { expect } from 'storybook/test'
import preview from '../preview.js'
import { PreferenceCenter } from '../../registry/preference-center.js'
import { down, everyState, parents, signedOut, world } from '../worlds.js'
import { TailwindHost } from './TailwindHost.js'

/** The entry for shadcn, in a page with Tailwind 4. */
function Shadcn(): JSX.Element {
  return (
    <TailwindHost page="Notifications">
      <div>
        <PreferenceCenter signIn={<a href="#sign-in">Sign in</a>} />
      </div>
    </TailwindHost>
  )
}

const meta = preview.meta({ title: 'Screens/Shadcn', component: Shadcn })

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('switch', { name: 'Weekly recap, Email' })).toBeVisible()
  },
})

export const EveryState = meta.story({
  parameters: { world: world({ preferences: everyState }, { catalog: [] }) },
})

export const Parents = meta.story({
  parameters: { world: world({ preferences: parents }, { catalog: [] }) },
})

export const Failed = meta.story({ parameters: { world: down } })

export const SignedOut = meta.story({ parameters: { world: signedOut } })

export const Empty = meta.story({ parameters: { world: world({}, { catalog: [] }) } })

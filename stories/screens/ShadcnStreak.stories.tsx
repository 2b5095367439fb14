import type { JSX } from 'react'
import { expect } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { StreakSettings } from '../../registry/streak-settings.js'
import {
  arabic,
  down,
  fixed,
  long,
  savesFail,
  streakWorld,
  streak,
  slow,
} from '../streak/streakWorlds.js'
import { TailwindHost } from './TailwindHost.js'

const { streak: t } = messages

/** The entry for shadcn, in a page with Tailwind 4. */
function ShadcnStreak(): JSX.Element {
  return (
    <TailwindHost page="Notifications">
      <div>
        <StreakSettings signIn={<a href="#sign-in">Sign in</a>} />
      </div>
    </TailwindHost>
  )
}

const meta = preview.meta({
  title: 'Screens/Shadcn streak settings',
  component: ShadcnStreak,
  parameters: { world: streakWorld() },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('switch', { name: t.enabled })).toBeVisible()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const SignedOut = meta.story({ parameters: { world: streakWorld({}, { userId: null }) } })

export const Off = meta.story({
  parameters: { world: streakWorld({ streak: { ...streak, enabled: false } }) },
})

export const NotSaved = meta.story({
  parameters: { world: savesFail },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'Monday' }))
    await userEvent.click(canvas.getByRole('switch', { name: t.counts('Reading') }))
    await expect(
      await canvas.findByRole('button', { name: messages.retrySetting(t.goal('Reading')) }),
    ).toBeVisible()
  },
})

export const FixedRule = meta.story({
  parameters: { world: fixed },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'Monday' }))
    await expect(await canvas.findByText(t.readOnly)).toBeVisible()
  },
})

export const LongText = meta.story({ parameters: { world: long } })

export const RightToLeft = meta.story({
  parameters: { world: arabic },
  globals: { direction: 'rtl' },
})

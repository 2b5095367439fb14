import { expect } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { PreferenceCenter, PreferenceCenterStreak } from '../../src/index.js'
import { blank, down, lacking, slow, streakWorld } from '../streak/streakWorlds.js'

const meta = preview.meta({
  title: 'PreferenceCenter/Streak',
  component: PreferenceCenterStreak,
  parameters: { world: streakWorld() },
  render: () => <PreferenceCenter />,
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('heading', { level: 3, name: messages.streak.title }),
    ).toBeVisible()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

import { expect } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { StreakSettings, StreakMode } from 'identikit'
import { blank, down, lacking, slow, streakWorld } from './streakWorlds.js'

const meta = preview.meta({
  tags: ['part'],
  title: 'StreakSettings/Mode',
  component: StreakMode,
  parameters: { world: streakWorld() },
  render: () => (
    <StreakSettings>
      <StreakMode />
    </StreakSettings>
  ),
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('radio', { name: messages.streak.modes.or })).toBeChecked()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

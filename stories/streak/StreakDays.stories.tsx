import { expect } from 'storybook/test'
import preview from '../preview.js'
import { StreakSettings, StreakDays } from 'identikit'
import { blank, down, lacking, slow, streakWorld } from './streakWorlds.js'

const meta = preview.meta({
  tags: ['part'],
  title: 'StreakSettings/Days',
  component: StreakDays,
  parameters: { world: streakWorld() },
  render: () => (
    <StreakSettings>
      <StreakDays />
    </StreakSettings>
  ),
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('checkbox', { name: 'Sunday' })).not.toBeChecked()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

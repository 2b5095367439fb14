import { expect } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { StreakSettings, StreakDaysOff } from '../../src/index.js'
import { blank, down, lacking, slow, streakWorld } from './streakWorlds.js'

const meta = preview.meta({
  title: 'StreakSettings/DaysOff',
  component: StreakDaysOff,
  parameters: { world: streakWorld() },
  render: () => (
    <StreakSettings>
      <StreakDaysOff />
    </StreakSettings>
  ),
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('checkbox', { name: 'Sunday' })).toBeChecked()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

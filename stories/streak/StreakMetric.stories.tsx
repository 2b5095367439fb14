import { expect } from 'storybook/test'
import preview from '../preview.js'
import { StreakSettings, StreakMetric } from 'identikit'
import { blank, down, lacking, slow, streakWorld } from './streakWorlds.js'

const meta = preview.meta({
  tags: ['part'],
  title: 'StreakSettings/Metric',
  component: StreakMetric,
  parameters: { world: streakWorld() },
  args: { metric: 'words' },
  render: (args) => (
    <StreakSettings>
      <StreakMetric {...args} />
    </StreakSettings>
  ),
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('radio', { name: '500 words' })).toBeChecked()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

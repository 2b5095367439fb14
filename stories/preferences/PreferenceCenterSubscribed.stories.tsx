import { expect } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import {
  PreferenceCenter,
  PreferenceCenterHeader,
  PreferenceCenterSubscribed,
} from '../../src/index.js'
import { blank, down, lacking, masters, slow, world } from '../worlds.js'

const { preferences: words } = messages

const meta = preview.meta({
  title: 'PreferenceCenter/Subscribed',
  component: PreferenceCenterSubscribed,
  render: () => (
    <PreferenceCenter>
      <PreferenceCenterHeader />
      <PreferenceCenterSubscribed />
    </PreferenceCenter>
  ),
})

export const Default = meta.story({
  parameters: { world: world({ preferences: masters }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('switch', { name: words.subscribed })).toBeChecked()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

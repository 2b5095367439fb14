import { expect } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { PreferenceCenter, PreferenceCenterHeader, PreferenceCenterSubscribed } from 'identikit'
import { blank, down, lacking, parents, slow, world } from '../worlds.js'

const { preferences: t } = messages

const meta = preview.meta({
  tags: ['part'],
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
  parameters: { world: world({ preferences: parents }) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('switch', { name: t.subscribed })).toBeChecked()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

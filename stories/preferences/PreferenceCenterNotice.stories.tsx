import { expect } from 'storybook/test'
import preview from '../preview.js'
import { PreferenceCenter, PreferenceCenterHeader, PreferenceCenterNotice } from 'identikit'
import { blank, down, lacking, slow } from '../worlds.js'

const meta = preview.meta({
  tags: ['part'],
  title: 'PreferenceCenter/Notice',
  component: PreferenceCenterNotice,
  render: () => (
    <PreferenceCenter>
      <PreferenceCenterHeader />
      <PreferenceCenterNotice />
    </PreferenceCenter>
  ),
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button')).toBeNull()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

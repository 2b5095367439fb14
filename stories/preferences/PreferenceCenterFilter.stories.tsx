import { expect, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { PreferenceCenter, PreferenceCenterFilter } from 'identikit'
import { messages } from 'identikit/core'
import { blank, down, lacking, slow, world } from '../worlds.js'
import { manyTypes } from './manyTypes.js'

const { preferences: t } = messages

const meta = preview.meta({
  tags: ['part'],
  title: 'PreferenceCenter/Filter',
  component: PreferenceCenterFilter,
  parameters: { world: world({ preferences: manyTypes }, { catalog: [] }) },
  render: (args) => <PreferenceCenter filter={<PreferenceCenterFilter {...args} />} />,
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('searchbox'), 'week')
    await expect(canvas.getByText(t.filterCount(2, 40))).toBeVisible()
  },
})

export const OnlyChanged = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.filterChanged }))
    await expect(canvas.getByText(t.filterCount(6, 40))).toBeVisible()
  },
})

export const NothingFound = meta.story({
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('searchbox'), 'zebra')
    await expect(canvas.getByText(t.filterNone)).toBeVisible()
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

/** On a surface, as the sticky row of channels is. */
export const Dark = meta.story({
  ...OnlyChanged.input,
  globals: { theme: 'dark' },
  decorators: [
    (Story) => (
      <div style={{ padding: 24, borderRadius: 16, background: 'var(--ik-surface)' }}>
        <Story />
      </div>
    ),
  ],
})

import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { PreferenceCenter, PreferenceCenterFooter } from 'identikit'
import { messages, type Preferences } from 'identikit/core'
import { blank, down, lacking, slow, world } from '../worlds.js'

const { preferences: t } = messages

const preferences: Partial<Preferences> = {
  types: [
    {
      id: 'news',
      channels: {
        email: { state: 'off', default: true },
        push: { state: 'unset', default: false },
      },
    },
  ],
}

const meta = preview.meta({
  tags: ['part'],
  title: 'PreferenceCenter/Footer',
  component: PreferenceCenterFooter,
  parameters: { world: world({ preferences }, { catalog: [] }) },
  render: (args) => (
    <PreferenceCenter title={false}>
      <PreferenceCenterFooter {...args} />
    </PreferenceCenter>
  ),
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(t.changedCount(1, 2))).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: t.reset }))
    await waitFor(() => expect(canvas.queryByRole('button', { name: t.reset })).toBeNull())
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { ProfileActions, ProfileEditor, ProfileField, ProfileHeader } from 'identikit'
import { full, savesNothing } from './profileWorlds.js'

const { profile: t } = messages

const meta = preview.meta({
  tags: ['part'],
  title: 'ProfileEditor/Actions',
  component: ProfileActions,
  parameters: { world: full },
  render: () => (
    <ProfileEditor>
      <ProfileHeader />
      <ProfileField field="name" />
      <ProfileActions />
    </ProfileEditor>
  ),
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: t.name }), ' King')
    await canvas.findByText(t.unsaved)
  },
})

export const Default = meta.story()

export const Saved = meta.story({
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: t.name }), ' King{Enter}')
    await waitFor(() => expect(canvas.getAllByText(t.saved)[0]).toBeVisible())
  },
})

export const Failed = meta.story({
  parameters: { world: savesNothing },
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: t.name }), ' King{Enter}')
    await waitFor(() => expect(canvas.getAllByText(/^Couldn't save/)[0]).toBeVisible())
  },
})

export const Narrow = meta.story({ globals: { viewport: { value: 'phone' } } })

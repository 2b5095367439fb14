import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { ProfileEditor, ProfileField, ProfileHeader } from 'identikit'
import { full } from './profileWorlds.js'

const { profile: t } = messages

const meta = preview.meta({
  tags: ['part'],
  title: 'ProfileEditor/Field',
  component: ProfileField,
  parameters: { world: full },
  render: (args) => (
    <ProfileEditor>
      <ProfileHeader />
      <ProfileField {...args} />
    </ProfileEditor>
  ),
})

export const Default = meta.story({ args: { field: 'name' } })

export const Described = meta.story({
  args: { field: { field: 'name', label: 'Stage name', description: 'On your badge.' } },
})

export const ReadOnly = meta.story({
  args: { field: { field: 'email', readOnly: 'Your company manages this.' } },
})

export const Wrong = meta.story({
  args: { field: 'email' },
  play: async ({ canvas }) => {
    const email = await canvas.findByRole('textbox', { name: t.email })
    await userEvent.clear(email)
    await userEvent.type(email, 'ada@')
    await userEvent.tab()
    await waitFor(() => expect(canvas.getByText(t.wrongEmail)).toBeVisible())
  },
})

import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../.storybook/preview.js'
import { messages } from '../src/core.js'
import { ProfileEditor } from '../src/index.js'
import { full, refusesEmail } from './profileWorlds.js'
import { down, slow, world } from './worlds.js'

const { profile: words } = messages

const meta = preview.meta({
  title: 'ProfileEditor',
  component: ProfileEditor,
  parameters: { world: full },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const name = await canvas.findByRole('textbox', { name: words.name })
    await userEvent.type(name, ' King')
    await userEvent.click(await canvas.findByRole('button', { name: words.save }))
    await waitFor(() => expect(canvas.getAllByText(words.saved)[0]).toBeVisible())
  },
})

export const Unsaved = meta.story({
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: words.name }), ' King')
    await canvas.findByText(words.unsaved)
  },
})

export const Refused = meta.story({
  parameters: { world: refusesEmail },
  play: async ({ canvas }) => {
    const email = await canvas.findByRole('textbox', { name: words.email })
    await userEvent.clear(email)
    await userEvent.type(email, 'grace@example.com{Enter}')
    await waitFor(() => expect(email).toHaveFocus())
    await canvas.findByText(words.refused(words.email))
  },
})

export const PendingEmail = meta.story({
  args: {
    onRequestEmailChange: async () => {},
    onCancelEmailChange: () => {},
    pendingEmail: 'ada@king.example',
  },
})

export const ReadOnly = meta.story({
  args: {
    fields: (['avatar', 'name', 'email', 'phone', 'timezone', 'locale', 'createdAt'] as const).map(
      (field) => ({ field, readOnly: 'Your company manages this.' }),
    ),
  },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({
  parameters: { world: world({ users: [{ id: 'user_ada' }] }) },
})

export const Unsupported = meta.story({ parameters: { world: world({ without: ['users'] }) } })

export const Dark = meta.story({ globals: { theme: 'dark' } })

export const RightToLeft = meta.story({ globals: { direction: 'rtl' } })

export const Narrow = meta.story({ globals: { viewport: { value: 'phone' } } })

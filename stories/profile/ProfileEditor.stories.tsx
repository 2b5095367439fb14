import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { ProfileEditor, type TraitField } from '../../src/index.js'
import { full, german, refusesEmail } from './profileWorlds.js'
import { down, slow, world, signedOut } from '../worlds.js'

const { profile: t } = messages

const traits: readonly TraitField[] = [
  {
    key: 'role',
    type: 'select',
    label: 'What you do',
    options: [
      { value: 'design', label: 'Design' },
      { value: 'engineering', label: 'Engineering' },
    ],
  },
  { key: 'seats', type: 'number', label: 'Seats', min: 1, max: 500 },
  { key: 'weekly', type: 'boolean', label: 'Show my work to everyone' },
  { key: 'site', type: 'url', label: 'Website', description: 'Shown on your card.' },
]

const meta = preview.meta({
  title: 'ProfileEditor',
  component: ProfileEditor,
  parameters: { world: full },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const name = await canvas.findByRole('textbox', { name: t.name })
    await userEvent.type(name, ' King')
    await userEvent.click(await canvas.findByRole('button', { name: t.save }))
    await waitFor(() => expect(canvas.getAllByText(t.saved)[0]).toBeVisible())
  },
})

export const Unsaved = meta.story({
  play: async ({ canvas }) => {
    await userEvent.type(await canvas.findByRole('textbox', { name: t.name }), ' King')
    await canvas.findByText(t.unsaved)
  },
})

export const Refused = meta.story({
  parameters: { world: refusesEmail },
  play: async ({ canvas }) => {
    const email = await canvas.findByRole('textbox', { name: t.email })
    await userEvent.clear(email)
    await userEvent.type(email, 'grace@example.com{Enter}')
    await waitFor(() => expect(email).toHaveFocus())
    await canvas.findByText(t.refused(t.email))
  },
})

/** Every field has an error. */
export const Wrong = meta.story({
  args: {
    fields: ['avatar', { field: 'name', required: true }, 'email', 'phone', 'timezone', 'locale'],
    traits,
  },
  play: async ({ canvas }) => {
    const box = (name: string) => canvas.findByRole('textbox', { name })
    await userEvent.type(await box(messages.profile.avatar), 'http://example.com/ada.png')
    await userEvent.clear(await box(t.name))
    await userEvent.type(await box(t.email), '@')
    await userEvent.clear(await box(messages.profile.phone))
    await userEvent.type(await box(messages.profile.phone), '+44 20')
    await userEvent.clear(await box('Seats'))
    await userEvent.type(await box('Seats'), '9000')
    await userEvent.type(await box('Website'), ' of mine')
    await userEvent.click(await canvas.findByRole('button', { name: t.save }))
    await waitFor(() => expect(canvas.getAllByText(t.checkFields(6))[0]).toBeVisible())
  },
})

/** Long German texts. */
export const German = meta.story({
  args: { traits },
  parameters: { world: german },
  play: async ({ canvas }) => {
    const email = await canvas.findByRole('textbox', {
      name: 'E-Mail-Adresse für Benachrichtigungen',
    })
    await userEvent.clear(email)
    await userEvent.type(email, 'niemand@beispiel{Enter}')
    await canvas.findByText(/^Das ist keine/)
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

export const SignedOut = meta.story({
  parameters: { world: signedOut },
  play: async ({ canvas }) => void (await canvas.findByText(t.signedOut)),
})

export const Unsupported = meta.story({ parameters: { world: world({ without: ['users'] }) } })

export const Traits = meta.story({ args: { traits } })

export const Dark = meta.story({ globals: { theme: 'dark' } })

export const RightToLeft = meta.story({ globals: { direction: 'rtl' } })

export const Narrow = meta.story({ globals: { viewport: { value: 'phone' } } })

import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { de } from 'identikit/locales/de'
import { ProfileEditor, type TraitField } from 'identikit'
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

const withUpload = { uploadAvatar: async () => ({ url: 'https://example.com/ada.png' }) }

const meta = preview.meta({
  title: 'ProfileEditor',
  component: ProfileEditor,
  parameters: { world: full },
})

export const Default = meta.story({
  args: withUpload,
  play: async ({ canvas }) => {
    const name = await canvas.findByRole('textbox', { name: t.name })
    await userEvent.type(name, ' King')
    await userEvent.click(await canvas.findByRole('button', { name: t.save }))
    await waitFor(() => expect(canvas.getAllByText(t.saved)[0]).toBeVisible())
  },
})

export const Unsaved = meta.story({
  args: withUpload,
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
    await userEvent.click(await canvas.findByRole('button', { name: messages.avatar.useAddress }))
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

const germanTraits: readonly TraitField[] = [
  {
    key: 'role',
    type: 'select',
    label: 'Tätigkeitsschwerpunkt im Unternehmen',
    options: [
      { value: 'design', label: 'Gestaltung' },
      { value: 'engineering', label: 'Softwareentwicklung' },
    ],
  },
  { key: 'seats', type: 'number', label: 'Arbeitsplätze', min: 1, max: 500 },
  { key: 'weekly', type: 'boolean', label: 'Meine Arbeit für alle sichtbar machen' },
  {
    key: 'site',
    type: 'url',
    label: 'Internetadresse',
    description: 'Wird auf deiner Visitenkarte angezeigt.',
  },
]

/** A refused email in German, with long labels. */
export const German = meta.story({
  args: { traits: germanTraits },
  parameters: { world: german },
  play: async ({ canvas }) => {
    const email = await canvas.findByRole('textbox', { name: de.messages.profile.email })
    await userEvent.clear(email)
    await userEvent.type(email, 'niemand@beispiel{Enter}')
    await canvas.findByText(de.messages.profile.wrongEmail)
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

export const Traits = meta.story({ args: { traits, ...withUpload } })

export const Dark = meta.story({ args: withUpload, globals: { theme: 'dark' } })

export const RightToLeft = meta.story({ args: withUpload, globals: { direction: 'rtl' } })

export const Narrow = meta.story({ args: withUpload, globals: { viewport: { value: 'phone' } } })

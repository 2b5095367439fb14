import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { ProfileTimezoneField } from 'identikit'
import { ada } from 'identikit/testing'
import { down, slow, world, signedOut } from '../worlds.js'

const { timezone: t } = messages

const meta = preview.meta({
  title: 'ProfileTimezoneField',
  component: ProfileTimezoneField,
  args: { locale: 'en' },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const input = await canvas.findByRole('combobox', { name: t.label })
    await waitFor(() => expect(input).toHaveValue('London'))
    await userEvent.click(input)
    await userEvent.keyboard('lisbon{Enter}')
    await expect(input).toHaveValue('Lisbon')
    await canvas.findByText(t.saved('Lisbon'))
  },
})

export const Alias = meta.story({
  parameters: { world: world({ users: [{ ...ada, timezone: 'US/Pacific' }] }) },
  play: async ({ canvas }) =>
    waitFor(() => expect(canvas.getByRole('combobox')).toHaveValue('Los Angeles')),
})

export const Empty = meta.story({
  parameters: { world: world({ users: [{ id: ada.id, name: ada.name }] }) },
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({
  parameters: { world: down },
  play: async ({ canvas }) => void (await canvas.findByRole('button', { name: messages.retry })),
})

export const SignedOut = meta.story({
  parameters: { world: signedOut },
  play: async ({ canvas }) => void (await canvas.findByText(t.signedOut)),
})

export const Unsupported = meta.story({
  parameters: { world: world({ without: ['users'] }) },
  play: async ({ canvas }) => void (await canvas.findByText(t.unsupported)),
})

export const Dark = meta.story({ globals: { theme: 'dark' } })

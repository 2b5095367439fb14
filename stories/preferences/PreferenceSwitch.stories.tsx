import { expect, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { PreferenceSwitch } from 'identikit'
import { blank, down, failsOnce, lacking, slow } from '../worlds.js'

const { preferences: t } = messages
const name = t.cell('Weekly recap', 'Email')

const meta = preview.meta({
  title: 'PreferenceSwitch',
  component: PreferenceSwitch,
  args: { type: 'weekly-recap', channel: 'email' },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const control = await canvas.findByRole('switch', { name })
    await expect(control).toBeChecked()
    await expect(control).toHaveAccessibleDescription(t.byDefault)
  },
})

export const NotSaved = meta.story({
  parameters: { world: failsOnce },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('switch', { name }))
    await userEvent.click(await canvas.findByRole('button', { name: messages.retrySetting(name) }))
    await expect(canvas.getByRole('switch', { name })).not.toBeChecked()
  },
})

export const Locked = meta.story({ args: { type: 'security', channel: 'email' } })

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({
  parameters: { world: down },
  play: async ({ canvas }) => void (await canvas.findByText(t.notLoaded)),
})

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

import { expect, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { PreferenceGroupCheckbox } from 'identikit'
import { messages } from 'identikit/core'
import { blank, down, lacking, slow, world } from '../worlds.js'

const { bulk: t } = messages

const meta = preview.meta({
  title: 'PreferenceGroupCheckbox',
  component: PreferenceGroupCheckbox,
  args: { channel: 'email' },
  parameters: { world: world() },
})

/** Some settings are on. */
export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('checkbox', { name: t.allOn('Email') }),
    ).toBePartiallyChecked()
  },
})

export const AllOn = meta.story({ args: { channel: 'in_app' } })

export const AllOff = meta.story({
  play: async ({ canvas }) => {
    const checkbox = await canvas.findByRole('checkbox')
    await userEvent.click(checkbox)
    await expect(checkbox).not.toBeChecked()
  },
})

export const Group = meta.story({ args: { channel: undefined, group: 'Activity' } })

export const Type = meta.story({ args: { channel: undefined, type: 'comments' } })

export const Loading = meta.story({ parameters: { world: slow } })

export const Failed = meta.story({ parameters: { world: down } })

export const Empty = meta.story({ parameters: { world: blank } })

export const Unsupported = meta.story({ parameters: { world: lacking } })

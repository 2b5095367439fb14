import { expect, userEvent } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { TraitExample, traitFields } from './traitFields.js'

const { traits: t } = messages

const meta = preview.meta({
  tags: ['internal'],
  title: 'TraitInput/Checkbox',
  component: TraitExample,
})

export const Default = meta.story({ args: { field: traitFields.boolean } })

export const Checked = meta.story({ args: { field: traitFields.boolean, value: true } })

export const Required = meta.story({
  args: { field: { ...traitFields.boolean, label: 'I agree to the terms', required: true } },
  play: async ({ canvas }) => {
    const box = canvas.getByRole('checkbox')
    await userEvent.click(box)
    await userEvent.click(box)
    await canvas.findByText(t.mustBeOn('I agree to the terms'))
    await expect(box).toBeInvalid()
  },
})

export const StoredOtherwise = meta.story({
  args: { field: traitFields.boolean, value: 'perhaps' },
})

export const ReadOnly = meta.story({
  args: { field: { ...traitFields.boolean, readOnly: true }, value: true },
})

export const Dark = meta.story({
  args: { field: traitFields.boolean, value: true },
  globals: { theme: 'dark' },
})

export const RightToLeft = meta.story({
  args: { field: traitFields.boolean, value: true },
  globals: { direction: 'rtl' },
})

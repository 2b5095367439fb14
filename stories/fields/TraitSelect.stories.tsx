import { expect, userEvent } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { TraitExample, traitFields } from './traitFields.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'TraitInput/Select',
  component: TraitExample,
})

export const Default = meta.story({
  args: { field: traitFields.select, value: 10 },
  play: async ({ canvas }) => {
    const select = canvas.getByRole('combobox', { name: traitFields.select.label })
    await expect(select).toHaveDisplayValue('Up to ten')
    await userEvent.selectOptions(select, 'Just me')
    await expect(select).toHaveDisplayValue('Just me')
  },
})

export const Empty = meta.story({ args: { field: traitFields.select } })

export const Required = meta.story({
  args: { field: { ...traitFields.select, required: true }, problem: 'Seats cannot be empty.' },
})

export const Unlisted = meta.story({ args: { field: traitFields.select, value: 'enterprise' } })

export const ReadOnly = meta.story({
  args: { field: { ...traitFields.select, readOnly: true }, value: 100 },
})

export const Dark = meta.story({
  args: { field: traitFields.select, value: 10 },
  globals: { theme: 'dark' },
})

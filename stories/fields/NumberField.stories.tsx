import { expect, fn, userEvent } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { NumberField } from '../../src/components/fields/NumberField.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'NumberField',
  component: NumberField,
  args: {
    value: 500,
    min: 50,
    max: 10_000,
    step: 50,
    label: 'Words goal',
    decrease: 'Decrease words goal',
    increase: 'Increase words goal',
    onSave: fn(),
    announce: fn(),
  },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Increase words goal' }))
    await expect(canvas.getByRole('textbox', { name: 'Words goal' })).toHaveValue('550')
  },
})

export const AtItsEnd = meta.story({ args: { value: 10_000 } })

export const Dark = meta.story({ globals: { theme: 'dark' } })

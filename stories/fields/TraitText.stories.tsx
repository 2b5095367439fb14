import { expect, userEvent } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { TraitExample, traitFields } from './traitFields.js'

const { traits: t } = messages

const meta = preview.meta({ tags: ['internal'], title: 'TraitInput/Text', component: TraitExample })

export const Default = meta.story({ args: { field: traitFields.text } })

export const NotNumber = meta.story({
  args: { field: traitFields.number },
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox'), 'tall')
    await canvas.findByText(t.notNumber)
  },
})

export const TooSmall = meta.story({
  args: { field: traitFields.number },
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox'), '12')
    await canvas.findByText(t.tooSmall('50'))
  },
})

export const NotUrl = meta.story({
  args: { field: traitFields.url },
  play: async ({ canvas }) => {
    const input = canvas.getByRole('textbox', { name: traitFields.url.label })
    await userEvent.type(input, 'example.com')
    await canvas.findByText(t.notUrl)
    await expect(input).toBeInvalid()
  },
})

export const StoredOtherwise = meta.story({
  args: {
    field: traitFields.text,
    value: { street: 'Dorset Street 1', city: 'London', tags: ['home', 'billing'] },
  },
})

export const ReadOnly = meta.story({
  args: { field: { ...traitFields.text, readOnly: true }, value: 'Analytical Engines' },
})

export const Disabled = meta.story({
  args: { field: traitFields.number, value: 172, disabled: true },
})

export const LongNarrow = meta.story({
  args: {
    field: { ...traitFields.number, unit: 'Donaudampfschifffahrtsgesellschaftsmeilen' },
    value: 200,
  },
  decorators: [(Story) => <div className="story-narrow">{<Story />}</div>],
})

export const RightToLeft = meta.story({
  args: { field: traitFields.url, value: 'https://example.com/ada' },
  globals: { direction: 'rtl' },
})

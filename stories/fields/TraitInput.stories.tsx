import { expect, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { TraitExample, traitFields } from './traitFields.js'
import { world } from '../worlds.js'

const meta = preview.meta({ tags: ['internal'], title: 'TraitInput', component: TraitExample })

export const Text = meta.story({ args: { field: traitFields.text, value: 'Analytical Engines' } })

export const Multiline = meta.story({
  args: { field: traitFields.bio, value: 'I write about engines.\nAnd about numbers.' },
})

export const Number = meta.story({ args: { field: traitFields.number, value: 172.5 } })

export const Boolean = meta.story({ args: { field: traitFields.boolean, value: true } })

export const Select = meta.story({ args: { field: traitFields.select, value: 10 } })

export const Date = meta.story({ args: { field: traitFields.date, value: '1990-12-10' } })

export const Url = meta.story({
  args: { field: traitFields.url, value: 'https://example.com/ada' },
})

export const Custom = meta.story({
  args: { field: traitFields.custom, value: ['blue', 'green'] },
  play: async ({ canvas }) => {
    const input = canvas.getByRole('textbox', { name: traitFields.custom.label })
    await userEvent.type(input, ', red')
    await expect(input).toHaveValue('blue, green, red')
  },
})

const german = {
  traits: {
    notSet: 'Keine Angabe',
    offStep: (below: string, above: string) =>
      `Das liegt dazwischen: ${below} oder ${above} sind möglich.`,
  },
}

export const German = meta.story({
  args: {
    field: {
      ...traitFields.number,
      label: 'Körpergröße für die Berechnung der Sitzhöhenverstellung',
      max: 25_000,
      unit: 'Millimeter über der Sitzfläche',
    },
    value: 1234.5,
  },
  parameters: { world: world({}, { locale: 'de', messages: german }) },
  play: async ({ canvas }) => {
    const input = canvas.getByRole('textbox')
    await expect(input).toHaveValue('1.234,5')
    await userEvent.clear(input)
    await userEvent.type(input, '1.234,6')
    await canvas.findByText(german.traits.offStep('1.234,5', '1.235'))
  },
})

export const RightToLeft = meta.story({
  args: { field: { ...traitFields.number, label: 'الطول', unit: 'سم' }, value: 172.5 },
  globals: { direction: 'rtl' },
  parameters: { world: world({}, { locale: 'ar-EG' }) },
})

export const Dark = meta.story({
  args: { field: traitFields.date, value: '1990-12-10' },
  globals: { theme: 'dark' },
})

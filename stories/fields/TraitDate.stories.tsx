import preview from '../../.storybook/preview.js'
import { messages } from '../../src/core.js'
import { TraitExample, traitFields } from './traitFields.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'TraitInput/Date',
  component: TraitExample,
  args: { field: traitFields.date },
})

export const Default = meta.story({ args: { value: '1990-12-10' } })

export const Empty = meta.story()

export const StoredOtherwise = meta.story({ args: { value: 'the 10th of December' } })

export const TooEarly = meta.story({
  args: {
    field: { ...traitFields.date, required: true },
    value: '1815-12-10',
    problem: messages.traits.tooEarly('January 1, 1900'),
  },
})

export const ReadOnly = meta.story({
  args: { field: { ...traitFields.date, readOnly: true }, value: '1990-12-10' },
})

export const RightToLeft = meta.story({
  args: { value: '1990-12-10' },
  globals: { direction: 'rtl' },
})

export const Dark = meta.story({ args: { value: '1990-12-10' }, globals: { theme: 'dark' } })

import preview from '../../.storybook/preview.js'
import { Field } from '../../src/components/fields/Field.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'Field',
  component: Field,
  args: {
    label: 'Name',
    children: (control) => <input className="ik-input" {...control} />,
  },
})

export const Default = meta.story()

export const Described = meta.story({
  args: { description: 'As your colleagues know you.', isOptional: true },
})

export const Failed = meta.story({
  args: { description: 'As your colleagues know you.', error: 'Name cannot be empty.' },
})

export const Warned = meta.story({ args: { warning: 'This looks unusual.' } })

export const Disabled = meta.story({ args: { disabled: true } })

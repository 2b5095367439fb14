import { TextInput } from '../../src/components/fields/TextInput.js'
import preview from '../../.storybook/preview.js'

const meta = preview.meta({
  tags: ['internal'],
  title: 'TextInput',
  component: TextInput,
  args: { id: 'name', value: 'Ada Lovelace', onChange: () => {} },
  render: (args) => (
    <>
      <label htmlFor="name">Name</label>
      <TextInput {...args} />
    </>
  ),
})

export const Default = meta.story()

export const Email = meta.story({ args: { kind: 'email', value: 'ada@example.com' } })

export const Wrong = meta.story({ args: { 'aria-invalid': true } })

export const ReadOnly = meta.story({ args: { readOnly: true } })

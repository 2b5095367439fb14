import { useState } from 'react'
import { expect, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { TextInput } from 'identikit'

const meta = preview.meta({
  title: 'TextInput',
  component: TextInput,
  args: { label: 'Name', value: 'Ada Lovelace', onChange: () => {} },
  render: function Example({ value: initialValue, ...props }) {
    const [value, setValue] = useState(initialValue)
    return <TextInput {...props} value={value} onChange={setValue} />
  },
})

export const Default = meta.story()

export const Empty = meta.story({
  args: { value: null, description: 'Your colleagues see it.', required: true },
})

export const Email = meta.story({
  args: { label: 'Email', type: 'email', value: 'ada@example.com' },
})

export const WithError = meta.story({
  name: 'Error',
  args: { label: 'Email', type: 'email', value: null },
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByRole('textbox'), 'ada')
    await userEvent.tab()
    await canvas.findByText(messages.profile.emailWithoutAt)
    await expect(canvas.getByRole('textbox')).toBeInvalid()
  },
})

export const Disabled = meta.story({ args: { disabled: true } })

export const ReadOnly = meta.story({ args: { readOnly: true } })

export const Dark = meta.story({ globals: { theme: 'dark' } })

export const RightToLeft = meta.story({
  globals: { direction: 'rtl' },
  args: { label: 'الاسم', value: 'ليلى' },
})

export const Narrow = meta.story({
  args: { label: 'Vollständiger Name, wie er in Ihrem Ausweis steht', value: 'Wolfeschlegelstein' },
  globals: { viewport: { value: 'phone' } },
})

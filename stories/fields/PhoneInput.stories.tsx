import { useState, type JSX } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { PhoneInput, type PhoneInputProps } from 'identikit'

const { phone: t } = messages

/** Keeps the value, as a form does. */
function Example({ value: initialValue = null, ...props }: Partial<PhoneInputProps>): JSX.Element {
  const [value, setValue] = useState(initialValue)
  return <PhoneInput {...props} value={value} onChange={setValue} />
}

const meta = preview.meta({
  title: 'PhoneInput',
  component: Example,
  args: { defaultCountry: 'GB' },
})

export const Default = meta.story({
  args: { description: 'For codes when you sign in.' },
  play: async ({ canvas }) => {
    const input = canvas.getByRole('textbox', { name: messages.profile.phone })
    await userEvent.click(input)
    await canvas.findByRole('option', { name: 'France +33' })
    await userEvent.keyboard('02079460018')
    await expect(input).toHaveValue('02079460018')
    await expect(input).toHaveAccessibleDescription(/\+44 20 7946 0018\s*·\s*United Kingdom/)
    await userEvent.tab()
    await expect(input).toHaveValue('020 7946 0018')
  },
})

export const Empty = meta.story()

export const Stored = meta.story({
  args: { value: '+442079460018' },
  play: async ({ canvas }) => {
    const input = canvas.getByRole('textbox', { name: messages.profile.phone })
    await waitFor(() => expect(input).toHaveValue('+44 20 7946 0018'))
  },
})

export const NoCountry = meta.story({ args: { value: '+80012345678' } })

export const OtherCountryChosen = meta.story({
  args: { value: '+442079460018' },
  play: async ({ canvas }) => {
    await canvas.findByRole('option', { name: 'France +33' })
    await userEvent.selectOptions(canvas.getByRole('combobox'), 'FR')
    await canvas.findByText(t.keepsCode('+44', '+33'))
  },
})

/** The numbering plans can't be loaded. */
export const Failed = meta.story({
  args: { metadata: () => Promise.reject(new Error('Offline')) },
  play: async ({ canvas }) => {
    const input = canvas.getByRole('textbox', { name: messages.profile.phone })
    await userEvent.type(input, '+44 20 7946-0018')
    await expect(input).not.toHaveAttribute('aria-invalid')
  },
})

export const Warning = meta.story({
  args: { value: '+446123456789' },
  play: async ({ canvas }) => {
    await canvas.findByText(t.unlikely)
  },
})

export const WithError = meta.story({
  name: 'Error',
  play: async ({ canvas }) => {
    const input = canvas.getByRole('textbox', { name: messages.profile.phone })
    await userEvent.click(input)
    await canvas.findByRole('option', { name: 'France +33' })
    await userEvent.keyboard('020 7946 00188')
    await userEvent.tab()
    await expect(input).toHaveAccessibleDescription(t.tooLong)
  },
})

export const Disabled = meta.story({ args: { value: '+442079460018', disabled: true } })

export const ReadOnly = meta.story({ args: { value: '+442079460018', readOnly: true } })

export const Dark = meta.story({
  args: { value: '+442079460018' },
  globals: { theme: 'dark' },
})

export const RightToLeft = meta.story({
  args: { value: '+966112345678', label: 'رقم الهاتف' },
  globals: { direction: 'rtl' },
  parameters: { world: () => ({ locale: 'ar' }) },
})

export const Narrow = meta.story({
  args: { value: '+4915123456789' },
  render: (args) => (
    <div className="story-narrow">
      <Example {...args} />
    </div>
  ),
})

export const German = meta.story({
  args: {
    value: '+3546101234',
    label: 'Telefonnummer für Anmeldecodes und wichtige Mitteilungen',
  },
  parameters: { world: () => ({ locale: 'de' }) },
  render: (args) => (
    <div className="story-narrow">
      <Example {...args} />
    </div>
  ),
})

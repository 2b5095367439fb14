import type { JSX } from 'react'
import { expect } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { TimezonePicker, type TimezonePickerProps } from '../../registry/timezone-picker.js'
import { TailwindHost } from './TailwindHost.js'

/** The entry for shadcn, in a page with Tailwind 4. */
function ShadcnTimezone(props: TimezonePickerProps): JSX.Element {
  return (
    <TailwindHost page="Profile">
      <div>
        <TimezonePicker {...props} />
      </div>
    </TailwindHost>
  )
}

const meta = preview.meta({
  title: 'Screens/Shadcn time zone picker',
  component: ShadcnTimezone,
  args: { defaultValue: 'America/New_York' },
})

export const Default = meta.story({
  play: async ({ canvas, userEvent }) => {
    const picker = canvas.getByRole('combobox', { name: messages.timezone.label })
    await expect(picker).toHaveValue('America/New_York')
    await userEvent.selectOptions(picker, 'Europe/Oslo')
    await expect(picker).toHaveValue('Europe/Oslo')
  },
})

export const Empty = meta.story({ args: { defaultValue: null, required: true } })

export const Disabled = meta.story({ args: { disabled: true } })

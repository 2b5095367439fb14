import { useRef } from 'react'
import { expect, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { TimezonePicker } from 'identikit'
import { openTimezones } from './openTimezones.js'

const { timezone: t } = messages

const meta = preview.meta({
  title: 'TimezonePicker',
  component: TimezonePicker,
  args: { defaultValue: 'Asia/Calcutta', locale: 'en' },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const input = canvas.getByRole('combobox', { name: t.label })
    await expect(input).toHaveValue('Kolkata')
    await userEvent.click(input)
    await userEvent.keyboard('oslo{Enter}')
    await expect(input).toHaveValue('Oslo')
    await expect(input).toHaveAttribute('aria-expanded', 'false')
  },
})

export const Open = meta.story({ play: ({ canvas }) => openTimezones(canvas) })

export const Typing = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('combobox'))
    await userEvent.keyboard('united')
    await canvas.findByRole('option', { name: /^New York/ })
  },
})

export const NothingFound = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('combobox'))
    await userEvent.keyboard('xyzzy')
    await canvas.findByText(t.none('xyzzy'))
  },
})

export const Empty = meta.story({ args: { defaultValue: null } })

export const UnknownZone = meta.story({
  args: { defaultValue: 'Mars/Olympus_Mons' },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('combobox'))
    await expect(await canvas.findByRole('option', { name: 'Mars/Olympus_Mons' })).toHaveAttribute(
      'aria-selected',
      'true',
    )
  },
})

export const Native = meta.story({ args: { native: true } })

export const Disabled = meta.story({ args: { disabled: true } })

function InDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        Settings
      </button>
      <dialog ref={dialog} aria-label="Settings">
        <TimezonePicker defaultValue="Asia/Kolkata" locale="en" />
      </dialog>
    </>
  )
}

export const InsideDialog = meta.story({
  render: () => <InDialog />,
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Settings' }))
    await userEvent.click(canvas.getByRole('combobox'))
    await canvas.findByRole('option', { name: /^Kolkata/ })
    await userEvent.keyboard('{Escape}')
    await expect(canvas.queryByRole('option')).toBeNull()
    await expect(canvas.getByRole('dialog')).toBeVisible()
    await userEvent.click(canvas.getByRole('combobox'))
  },
})

export const Narrow = meta.story({
  decorators: [
    (Story) => (
      <div className="story-narrow">
        <Story />
      </div>
    ),
  ],
  play: ({ canvas }) => openTimezones(canvas),
})

export const Dark = meta.story({
  globals: { theme: 'dark' },
  play: ({ canvas }) => openTimezones(canvas),
})

export const RightToLeft = meta.story({
  globals: { direction: 'rtl' },
  play: ({ canvas }) => openTimezones(canvas),
})

export const LongText = meta.story({
  args: {
    defaultValue: 'America/North_Dakota/New_Salem',
    locale: 'de',
    label: 'Zeitzone, in der wir Ihnen Benachrichtigungszusammenfassungen senden',
  },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('combobox'))
    await canvas.findByRole('option', { name: /^New Salem/ })
  },
})

import { useState, type JSX } from 'react'
import { expect, userEvent } from 'storybook/test'
import preview from '../preview.js'
import { IdentikitError, messages } from 'identikit/core'
import { PreferenceCenter, ProfileTimezoneField, TimezoneMismatch } from 'identikit'
import { ada } from 'identikit/testing'
import { setDevice } from './device.js'
import { slow, world } from '../worlds.js'

const { timezone: t } = messages
const question = `${t.suggestion('Seoul')} ${t.mismatch('London')}`

/** A device in Seoul without dismissals. */
function InSeoul(): JSX.Element {
  useState(() => setDevice('Asia/Seoul'))
  return (
    <div style={{ display: 'grid', gap: 24 }}>
      <TimezoneMismatch />
      <ProfileTimezoneField locale="en" />
    </div>
  )
}

const meta = preview.meta({
  title: 'TimezoneMismatch',
  component: TimezoneMismatch,
  render: () => <InSeoul />,
})

export const Default = meta.story({
  play: async ({ canvas }) => void (await canvas.findByText(question)),
})

export const Adopted = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.adopt('Seoul') }))
    await canvas.findByText(t.adopted('Seoul'))
    await expect(canvas.getByRole('combobox')).toHaveValue('Seoul')
  },
})

export const Dismissed = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.dismiss }))
    await canvas.findByText(t.dismissed('London'))
    await expect(canvas.getByRole('combobox')).toHaveValue('London')
  },
})

export const NotSaved = meta.story({
  parameters: {
    world: world({}, {}, ({ faults }) => {
      faults.fail = ({ member }) =>
        member === 'users.update' ? new IdentikitError('forbidden', 'No.') : undefined
    }),
  },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.adopt('Seoul') }))
    await canvas.findByText(new RegExp(messages.errors.forbidden), { exact: false })
  },
})

function SettingsInSeoul(): JSX.Element {
  useState(() => setDevice('Asia/Seoul'))
  return <PreferenceCenter timezone={<TimezoneMismatch />} />
}

export const InPreferenceCenter = meta.story({
  render: () => <SettingsInSeoul />,
  play: async ({ canvas }) => void (await canvas.findByText(question)),
})

export const Loading = meta.story({ parameters: { world: slow } })

export const Empty = meta.story({
  parameters: { world: world({ users: [{ ...ada, timezone: 'Asia/Seoul' }] }) },
})

export const Unsupported = meta.story({ parameters: { world: world({ without: ['users'] }) } })

export const Narrow = meta.story({
  decorators: [
    (Story) => (
      <div className="story-narrow">
        <Story />
      </div>
    ),
  ],
})

export const Dark = meta.story({ globals: { theme: 'dark' } })

export const RightToLeft = meta.story({ globals: { direction: 'rtl' } })

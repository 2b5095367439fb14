import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { NotificationSchedule } from 'identikit'
import { reconnectAfterwards, setOnline } from '../online.js'
import { signedOut } from '../worlds.js'
import {
  anyTime,
  arabic,
  down,
  everyDayOff,
  lacking,
  savesFail,
  savesSlowly,
  scheduleWorld,
  slow,
  userDown,
} from './scheduleWorlds.js'

const { schedule: t } = messages

const meta = preview.meta({
  title: 'NotificationSchedule',
  component: NotificationSchedule,
  parameters: { world: scheduleWorld() },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const monday = await canvas.findByRole('combobox', { name: t.to('Monday') })
    await userEvent.selectOptions(monday, '1200')
    await expect(monday).toHaveValue('1200')
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent(t.saved(t.hours)))
    await expect(canvas.getByText(t.zone('Seoul'))).toBeVisible()
  },
})

export const AnyTime = meta.story({
  parameters: { world: anyTime },
  play: async ({ canvas }) => void (await canvas.findByText(t.anyTime)),
})

export const EveryDayOff = meta.story({
  parameters: { world: everyDayOff },
  play: async ({ canvas }) => void (await canvas.findByText(t.noHours)),
})

export const Loading = meta.story({
  parameters: { world: slow },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: t.title })).toHaveAttribute('aria-busy', 'true')
  },
})

export const Failed = meta.story({
  parameters: { world: down },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: messages.retry })).toBeVisible()
  },
})

export const SignedOut = meta.story({
  parameters: { world: signedOut },
  play: async ({ canvas }) => void (await canvas.findByText(t.signedOut)),
})

export const Unsupported = meta.story({
  parameters: { world: lacking },
  play: async ({ canvas }) => void (await canvas.findByText(t.unsupported)),
})

export const SavesFail = meta.story({
  parameters: { world: savesFail },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'Sunday' }))
    await canvas.findByRole('button', { name: messages.retrySetting(t.hours) })
    await userEvent.click(canvas.getByRole('switch', { name: t.enabled }))
    await canvas.findByRole('button', { name: messages.retrySetting(t.enabled) })
    await expect(canvas.getByRole('switch', { name: t.enabled })).toBeChecked()
    await expect(canvas.getByRole('checkbox', { name: 'Sunday' })).not.toBeChecked()
  },
})

/** The service doesn't answer. */
export const Saving = meta.story({
  parameters: { world: savesSlowly },
  play: async ({ canvas }) => {
    const friday = await canvas.findByRole('checkbox', { name: 'Friday' })
    await userEvent.click(friday)
    await expect(friday).not.toBeChecked()
    await waitFor(() =>
      expect(friday.closest('.ik-schedule-day')).toHaveAttribute('data-save', 'saving'),
    )
  },
})

/** A changed time waits for a connection. */
export const Offline = meta.story({
  beforeEach: reconnectAfterwards,
  play: async ({ canvas }) => {
    const from = await canvas.findByRole('combobox', { name: t.from('Monday') })
    setOnline(false)
    await userEvent.selectOptions(from, '600')
    await canvas.findByText(messages.offlineChanges(1))
    await expect(from).toHaveAccessibleDescription(messages.waiting)
  },
})

/** The time zone of the user couldn't be read. */
export const UnknownTimeZone = meta.story({
  parameters: { world: userDown },
  play: async ({ canvas }) => void (await canvas.findByText(t.zoneOwn)),
})

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

export const RightToLeft = meta.story({
  globals: { direction: 'rtl' },
  parameters: { world: arabic },
})

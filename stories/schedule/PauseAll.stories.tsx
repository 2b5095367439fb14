import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { PauseAll, PreferenceCenter } from 'identikit'
import { reconnectAfterwards, setOnline } from '../online.js'
import {
  arabic,
  german,
  lacking,
  paused,
  savesFail,
  savesSlowly,
  scheduleWorld,
} from './scheduleWorlds.js'

const { schedule: t } = messages

const meta = preview.meta({
  title: 'PauseAll',
  component: PauseAll,
  parameters: { world: scheduleWorld() },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.forOneHour }))
    await waitFor(() =>
      expect(canvas.getByRole('status')).toHaveTextContent(/^Notifications are paused until /),
    )
    await userEvent.click(canvas.getByRole('button', { name: t.resume }))
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent(t.resumed))
    await expect(canvas.getByRole('group')).toHaveFocus()
  },
})

export const ChoosesADate = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.untilDate }))
    await expect(canvas.getByLabelText(t.resumeOn)).toBeVisible()
  },
})

export const Paused = meta.story({
  parameters: { world: paused },
  play: async ({ canvas }) => {
    await canvas.findByText(t.stillSent('Security alerts and Outages'))
    await expect(canvas.getByRole('button', { name: t.resume })).toBeVisible()
  },
})

/** In the preference center, above its table. */
export const InTheCenter = meta.story({
  parameters: { world: paused },
  render: () => <PreferenceCenter pause={<PauseAll />} />,
  play: async ({ canvas }) => void (await canvas.findByRole('button', { name: t.resume })),
})

export const SavesFail = meta.story({
  parameters: { world: savesFail },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.untilTomorrow }))
    await canvas.findByRole('button', { name: messages.retrySetting(t.pauseTitle) })
    await expect(canvas.getByRole('button', { name: t.forOneHour })).toBeVisible()
  },
})

/** A pause waits for a connection. */
export const Offline = meta.story({
  beforeEach: reconnectAfterwards,
  play: async ({ canvas }) => {
    await canvas.findByRole('button', { name: t.forOneHour })
    setOnline(false)
    await userEvent.click(canvas.getByRole('button', { name: t.forOneHour }))
    await canvas.findByText(messages.offlineChanges(1))
  },
})

/** The service doesn't answer. */
export const Saving = meta.story({
  parameters: { world: savesSlowly },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.forOneHour }))
    await waitFor(() => expect(canvas.getByRole('group')).toHaveAttribute('data-save', 'saving'))
  },
})

/** The service has no schedule, so nothing is shown. */
export const Unsupported = meta.story({ parameters: { world: lacking } })

export const Narrow = meta.story({
  parameters: { world: german },
  decorators: [
    (Story) => (
      <div className="story-narrow">
        <Story />
      </div>
    ),
  ],
})

export const Dark = meta.story({ globals: { theme: 'dark' }, parameters: { world: paused } })

export const RightToLeft = meta.story({
  globals: { direction: 'rtl' },
  parameters: { world: arabic },
})

import { expect, userEvent, waitFor } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { StreakSettings } from 'identikit'
import { reconnectAfterwards, setOnline } from '../online.js'
import {
  arabic,
  blank,
  down,
  fixed,
  lacking,
  long,
  savesFail,
  slow,
  streak,
  streakWorld,
  unknownMetric,
} from './streakWorlds.js'
import { signedOut } from '../worlds.js'

const { streak: t } = messages

const meta = preview.meta({
  title: 'StreakSettings',
  component: StreakSettings,
  parameters: { world: streakWorld() },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const preset = await canvas.findByRole('radio', { name: '1,000 words' })
    await userEvent.click(preset)
    await expect(preset).toBeChecked()
    await waitFor(() =>
      expect(canvas.getByRole('status')).toHaveTextContent(t.savedAs(t.goal('Words'), '1,000')),
    )
    await expect(canvas.getByText('1,000 words or 10 minutes each day. Sundays off.')).toBeVisible()
  },
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

export const Empty = meta.story({
  parameters: { world: blank },
  play: async ({ canvas }) =>
    void (await canvas.findByText(`${t.standardGoals} ${t.ruleDaysOff('Sundays')}`)),
})

export const SignedOut = meta.story({
  parameters: { world: signedOut },
  play: async ({ canvas }) => void (await canvas.findByText(t.signedOut)),
})

export const Unsupported = meta.story({
  parameters: { world: lacking },
  play: async ({ canvas }) => void (await canvas.findByText(t.unsupported)),
})

export const Off = meta.story({
  parameters: { world: streakWorld({ streak: { ...streak, enabled: false } }) },
  play: async ({ canvas }) => void (await canvas.findByText(t.off)),
})

export const ReadOnly = meta.story({
  parameters: { world: fixed },
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'Monday' }))
    await canvas.findByText(t.readOnly, { selector: 'p' })
    await expect(canvas.getByRole('checkbox', { name: 'Monday' })).toBeChecked()
    await expect(canvas.getByRole('checkbox', { name: 'Monday' })).toBeDisabled()
  },
})

export const SavesFail = meta.story({
  parameters: { world: savesFail },
  play: async ({ canvas }) => {
    for (const name of ['Monday', 'Friday'])
      await userEvent.click(await canvas.findByRole('checkbox', { name }))
    await userEvent.click(canvas.getByRole('radio', { name: '200 words' }))
    await userEvent.click(canvas.getByRole('radio', { name: t.modes.and }))
    await userEvent.click(canvas.getByRole('switch', { name: t.enabled }))
    await canvas.findByRole('button', { name: messages.retrySetting(t.enabled) })
    await expect(canvas.getByRole('radio', { name: '500 words' })).toBeChecked()
    await expect(canvas.getByRole('switch', { name: t.enabled })).toBeChecked()
  },
})

export const Offline = meta.story({
  beforeEach: reconnectAfterwards,
  play: async ({ canvas }) => {
    await canvas.findByRole('switch', { name: t.enabled })
    setOnline(false)
    await expect(await canvas.findByText(messages.offlineChanges(0))).toBeVisible()
    await expect(canvas.getByRole('status')).toHaveTextContent(messages.offline)
  },
})

export const UnknownMetric = meta.story({
  parameters: { world: unknownMetric },
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('switch', { name: t.counts('Pages turned') }),
    ).toHaveAccessibleDescription(t.unknownMetric)
  },
})

export const Clamped = meta.story({
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: t.custom }))
    const field = canvas.getByRole('textbox', { name: t.goalField('Words', '') })
    await userEvent.clear(field)
    await userEvent.type(field, '99999{Enter}')
    await expect(field).toHaveAccessibleDescription(t.adjusted('10,000'))
    await userEvent.type(canvas.getByRole('textbox', { name: /^Reading/ }), 'abc{Enter}')
  },
})

export const SixDaysOff = meta.story({
  parameters: { world: streakWorld({ streak: { ...streak, daysOff: [0, 1, 2, 3, 4, 5] } }) },
})

export const LongText = meta.story({ parameters: { world: long } })

export const Narrow = meta.story({
  parameters: { world: unknownMetric },
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

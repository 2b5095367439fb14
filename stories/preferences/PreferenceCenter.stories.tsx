import { expect, userEvent, waitFor, within } from 'storybook/test'
import preview from '../preview.js'
import { PreferenceCenter, PreferenceCenterFilter, StreakSettings } from 'identikit'
import { messages } from 'identikit/core'
import { streakWorld } from '../streak/streakWorlds.js'
import { manyTypes } from './manyTypes.js'
import { openRows } from './openRows.js'
import {
  blank,
  down,
  everyState,
  failsOnce,
  lacking,
  longTypes,
  parents,
  slow,
  suppressed,
  world,
  signedOut,
} from '../worlds.js'

const { preferences: t } = messages

const meta = preview.meta({
  title: 'PreferenceCenter',
  component: PreferenceCenter,
  argTypes: {
    title: { control: 'text' },
    headingLevel: { control: 'select', options: [2, 3, 4, 5, 6] },
    signIn: { control: 'text' },
    streak: {
      control: 'boolean',
      options: [false, true],
      mapping: { true: <StreakSettings /> },
    },
  },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    const push = await canvas.findByRole('switch', { name: t.cell('Weekly recap', 'Push') })
    await expect(push).not.toBeChecked()
    await userEvent.click(push)
    await expect(push).toBeChecked()
    await waitFor(() =>
      expect(canvas.getByRole('status')).toHaveTextContent(
        messages.savedOn(t.cell('Weekly recap', 'Push')),
      ),
    )
    await expect(push).toHaveFocus()
  },
})

export const WithStreak = meta.story({
  args: { streak: <StreakSettings /> },
  parameters: { world: streakWorld() },
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('heading', { level: 3, name: messages.streak.title }),
    ).toBeVisible()
  },
})

export const Loading = meta.story({
  parameters: { world: slow },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: t.title })).toHaveAttribute('aria-busy', 'true')
    await expect(canvas.getByRole('status')).toHaveTextContent(t.loading)
  },
})

export const Failed = meta.story({
  parameters: { world: down },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: messages.retry })).toBeVisible()
    await expect(canvas.getByRole('heading', { name: t.title })).toBeVisible()
  },
})

export const Empty = meta.story({
  parameters: { world: blank },
  play: async ({ canvas }) => void (await canvas.findByText(t.empty)),
})

export const SignedOut = meta.story({
  args: {
    signIn: (
      <button type="button" className="ik-button">
        Sign in
      </button>
    ),
  },
  parameters: { world: signedOut },
  play: async ({ canvas }) => void (await canvas.findByText(t.signedOut)),
})

export const Unsupported = meta.story({
  parameters: { world: lacking },
  play: async ({ canvas }) => void (await canvas.findByText(t.unsupported)),
})

export const Suppressed = meta.story({
  parameters: { world: suppressed },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(t.suppressed)).toBeVisible()
    const email = await canvas.findByRole('switch', { name: t.cell('Weekly recap', 'Email') })
    await expect(email).toBeEnabled()
  },
})

export const NotSaved = meta.story({
  parameters: { world: failsOnce },
  play: async ({ canvas }) => {
    const name = t.cell('Weekly recap', 'Email')
    const email = await canvas.findByRole('switch', { name })
    await userEvent.click(email)
    const retry = await canvas.findByRole('button', { name: messages.retrySetting(name) })
    await expect(email).toBeChecked()
    await expect(email).toHaveAccessibleDescription(
      `${t.notTurned('Email', false)} ${messages.errors.service} ${t.byDefault}`,
    )
    await expect(retry).toBeVisible()
  },
})

export const EveryState = meta.story({
  parameters: { world: world({ preferences: everyState }, { catalog: [] }) },
  play: async ({ canvas }) => {
    await openRows(canvas)
    const conditional = await canvas.findByRole('switch', {
      name: t.cell('Locked and conditional', 'Push'),
    })
    await userEvent.click(conditional)
    await expect(conditional).not.toBeChecked()
  },
})

export const Parents = meta.story({
  parameters: { world: world({ preferences: parents }, { catalog: [] }) },
  play: async ({ canvas }) => {
    await openRows(canvas)
    const cell = await canvas.findByRole('switch', { name: t.cell('Comments', 'Push') })
    await expect(cell).toHaveAccessibleDescription(t.overridden.channel('Push'))
    const push = canvas.getByRole('switch', { name: t.cell('Weekly recap', 'Push') })
    await userEvent.click(push)
    await expect(push).toBeChecked()
    await expect(canvas.getByRole('switch', { name: t.channel('Push') })).not.toBeChecked()
    await expect(canvas.getByRole('switch', { name: t.setting('Weekly recap') })).not.toBeChecked()
    const row = within(canvas.getByRole('row', { name: /^Weekly recap/ }))
    await expect(row.getByText(t.overridden.channel('Push'))).toBeVisible()
    await expect(row.getByRole('button', { name: t.turnOn('Push') })).toBeVisible()
  },
})

export const Many = meta.story({
  name: 'Forty types',
  args: { filter: <PreferenceCenterFilter /> },
  parameters: { world: world({ preferences: manyTypes }, { catalog: [] }) },
})

export const LongText = meta.story({ parameters: { world: world({}, { catalog: longTypes }) } })

export const Narrow = meta.story({
  decorators: [
    (Story) => (
      <div className="story-narrow">
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    const row = await canvas.findByRole('button', { name: /^Comments and mentions/ })
    await expect(
      canvas.queryByRole('switch', { name: t.cell('Comments and mentions', 'Email') }),
    ).toBeNull()
    await userEvent.click(row)
    await expect(
      canvas.getByRole('switch', { name: t.cell('Comments and mentions', 'Email') }),
    ).toBeVisible()
  },
})

export const Dark = meta.story({ globals: { theme: 'dark' } })

export const RightToLeft = meta.story({ globals: { direction: 'rtl' } })

import { expect, userEvent, waitFor, type within } from 'storybook/test'
import preview from '../preview.js'
import { IdentikitError, messages, type PartialMessages } from 'identikit/core'
import { PreferenceCenter, StreakSettings } from 'identikit'
import { reconnectAfterwards, setOnline } from '../online.js'
import { streakWorld } from '../streak/streakWorlds.js'
import { openRows } from './openRows.js'
import { down, failsOnce, longTypes, world } from '../worlds.js'

const { preferences: t } = messages
const email = t.cell('Weekly recap', 'Email')
const push = t.cell('Weekly recap', 'Push')
const news = t.cell('Product news', 'Email')

const meta = preview.meta({
  title: 'PreferenceCenter/Saving',
  component: PreferenceCenter,
  beforeEach: reconnectAfterwards,
})

/** Goes offline when the settings are shown, and clicks switches. */
async function goOffline(
  canvas: ReturnType<typeof within>,
  ...names: readonly string[]
): Promise<void> {
  await openRows(canvas)
  setOnline(false)
  await click(canvas, ...names)
}

async function click(
  canvas: ReturnType<typeof within>,
  ...names: readonly string[]
): Promise<void> {
  await openRows(canvas)
  for (const name of names) await userEvent.click(await canvas.findByRole('switch', { name }))
}

/** The service doesn't answer writes. */
const unanswered = world({}, {}, ({ faults }) => {
  faults.fail = ({ member }) => {
    if (member === 'preferences.update') faults.latency = Infinity
    return undefined
  }
})

/** Each save fails with an error of this code. */
const failing = (
  code: 'service' | 'conflict',
  options: Parameters<typeof world>[0] = {},
  props: Parameters<typeof world>[1] = {},
) =>
  world(options, props, ({ faults }) => {
    faults.fail = ({ member }) =>
      member === 'preferences.update' ? new IdentikitError(code, 'Refused.') : undefined
  })

export const Offline = meta.story({
  play: async ({ canvas }) => {
    await goOffline(canvas)
    await expect(await canvas.findByText(messages.offlineChanges(0))).toBeVisible()
    await expect(canvas.getByRole('status')).toHaveTextContent(messages.offline)
  },
})

export const OneWaits = meta.story({
  parameters: { world: unanswered },
  play: async ({ canvas }) => {
    await goOffline(canvas, push)
    await expect(await canvas.findByText(messages.offlineChanges(1))).toBeVisible()
    const control = canvas.getByRole('switch', { name: push })
    await expect(control).toBeChecked()
    await expect(control).toHaveFocus()
    await expect(control).toHaveAccessibleDescription(messages.waiting)
  },
})

export const TwoWait = meta.story({
  parameters: { world: unanswered },
  play: async ({ canvas }) => {
    await goOffline(canvas, push, news)
    await expect(await canvas.findByText(messages.offlineChanges(2))).toBeVisible()
  },
})

export const Reconnected = meta.story({
  play: async ({ canvas }) => {
    await goOffline(canvas, push, news)
    setOnline(true)
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent(/saved/i))
    await expect(canvas.queryByText(messages.offline)).toBeNull()
  },
})

export const NotLoadedWhileOffline = meta.story({
  parameters: { world: down },
  play: async ({ canvas }) => {
    await canvas.findByRole('button', { name: messages.retry })
    setOnline(false)
    await expect(
      await canvas.findByText(`${messages.offline} ${messages.offlineLoad}`, {
        selector: '.ik-state-view-text',
      }),
    ).toBeVisible()
  },
})

export const OneNotSaved = meta.story({
  parameters: { world: failsOnce },
  play: async ({ canvas }) => {
    await click(canvas, email)
    await expect(await canvas.findByText(t.notTurned('Email', false))).toBeVisible()
    await expect(canvas.getByText(messages.errors.service)).toBeVisible()
    await expect(canvas.queryByRole('button', { name: messages.retryAll })).toBeNull()
  },
})

export const ThreeNotSaved = meta.story({
  parameters: { world: failing('service') },
  play: async ({ canvas }) => {
    await click(canvas, email, push, news)
    await expect(await canvas.findByText(messages.notSavedCount(3))).toBeVisible()
    await expect(canvas.getByRole('button', { name: messages.retryAll })).toBeVisible()
    await expect(canvas.getByRole('switch', { name: email })).toHaveAccessibleDescription(
      `${t.notTurned('Email', false)} ${messages.errors.service} ${t.byDefault}`,
    )
  },
})

export const ChangedElsewhere = meta.story({
  parameters: { world: failing('conflict') },
  play: async ({ canvas }) => {
    await click(canvas, email)
    await expect(await canvas.findByText(messages.errors.conflict)).toBeVisible()
    await expect(canvas.getByRole('button', { name: messages.retrySetting(email) })).toBeVisible()
  },
})

export const OfflineWithStreak = meta.story({
  args: { streak: <StreakSettings /> },
  parameters: {
    world: streakWorld({}, {}, ({ faults }) => {
      faults.fail = ({ member }) => {
        if (member.endsWith('.update')) faults.latency = Infinity
        return undefined
      }
    }),
  },
  play: async ({ canvas }) => {
    await canvas.findByRole('switch', { name: messages.streak.enabled })
    await goOffline(canvas, push, messages.streak.enabled)
    await expect(await canvas.findByText(messages.offlineChanges(2))).toBeVisible()
    await expect(canvas.getAllByText(messages.offline)).toHaveLength(1)
  },
})

const german = {
  retry: 'Erneut versuchen',
  retryAll: 'Alle erneut versuchen',
  offline: 'Du bist offline.',
  offlineChanges: (count: number) =>
    count === 0
      ? 'Änderungen werden gespeichert, sobald du wieder verbunden bist.'
      : `${count} Änderungen werden gespeichert, sobald du wieder verbunden bist.`,
  notSavedCount: (count: number) => `${count} Änderungen konnten nicht gespeichert werden.`,
  errors: { service: 'Auf unserer Seite ist ein unerwarteter Fehler aufgetreten.' },
  retrySetting: (name: string) => `Erneut versuchen: ${name}`,
  preferences: {
    notTurned: (channel: string, isOn: boolean) =>
      `${channel} konnte nicht ${isOn ? 'eingeschaltet' : 'ausgeschaltet'} werden.`,
  },
} satisfies PartialMessages
const longNames = longTypes.map(({ label = '' }) => t.cell(label, 'Email'))

export const LongText = meta.story({
  parameters: { world: failing('service', {}, { catalog: longTypes, messages: german }) },
  play: async ({ canvas }) => {
    await click(canvas, ...longNames.slice(0, 3))
    await expect(await canvas.findByRole('button', { name: german.retryAll })).toBeVisible()
  },
})

export const Dark = meta.story({ ...ThreeNotSaved.input, globals: { theme: 'dark' } })

export const OfflineDark = meta.story({ ...TwoWait.input, globals: { theme: 'dark' } })

export const RightToLeft = meta.story({ ...ThreeNotSaved.input, globals: { direction: 'rtl' } })

export const Narrow = meta.story({
  parameters: { world: failing('service') },
  decorators: [
    (Story) => (
      <div className="story-narrow">
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    await click(canvas, email, news, t.cell('Comments and mentions', 'Push'))
    await expect(await canvas.findByText(messages.notSavedCount(3))).toBeVisible()
  },
})

import { expect } from 'storybook/test'
import preview from '../preview.js'
import {
  DeleteAccount,
  PreferenceCenter,
  ProfileEditor,
  ReadOnlyNotice,
  StreakSettings,
} from 'identikit'
import { messages } from 'identikit/core'
import { streakWorld } from '../streak/streakWorlds.js'
import { world } from '../worlds.js'

const viewed = world({}, { readOnly: true })

const meta = preview.meta({
  title: 'ReadOnlyNotice',
  component: ReadOnlyNotice,
})

export const Default = meta.story({
  parameters: { world: viewed },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(messages.viewOnly)).toBeVisible()
  },
})

/** The user of the page can change everything, so there is no notice. */
export const OwnPage = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.queryByText(messages.viewOnly)).toBeNull()
  },
})

export const InPreferenceCenter = meta.story({
  parameters: { world: () => ({ ...streakWorld()(), readOnly: true }) },
  render: () => <PreferenceCenter streak={<StreakSettings />} />,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(messages.viewOnly)).toBeVisible()
    for (const control of await canvas.findAllByRole('switch'))
      await expect(control).toHaveAttribute('aria-disabled', 'true')
  },
})

export const InStreakSettings = meta.story({
  parameters: { world: () => ({ ...streakWorld()(), readOnly: true }) },
  render: () => <StreakSettings />,
})

export const InProfileEditor = meta.story({
  parameters: { world: viewed },
  render: () => <ProfileEditor />,
})

export const InDeleteAccount = meta.story({
  parameters: { world: viewed },
  render: () => <DeleteAccount onDelete={() => {}} />,
})

import preview from '../preview.js'
import { expect } from 'storybook/test'
import {
  PreferenceCenter,
  PreferenceCenterHeader,
  PreferenceCenterList,
  PreferenceCenterNotice,
  PreferenceSwitch,
  ProfileActions,
  ProfileEditor,
  ProfileField,
  ProfileHeader,
  StreakSettings,
  TimezoneMismatch,
  UserBadge,
  usePreferenceName,
  useStreak,
} from 'identikit'
import { messages } from 'identikit/core'
import { streakWorld } from '../streak/streakWorlds.js'

const { preferences: t } = messages

const meta = preview.meta({
  title: 'Recipes',
  parameters: { world: streakWorld(), controls: { disable: true } },
})

/** One switch beside what it's about, such as a project or a report. It's the same setting as in the preference center. */
export const OneSwitch = meta.story({
  render: () => (
    <p style={{ display: 'flex', gap: 16, alignItems: 'center' }}>
      <span>Email me the weekly recap</span>
      <PreferenceSwitch type="weekly-recap" channel="email" />
    </p>
  ),
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('switch', { name: t.cell('Weekly recap', 'Email') }),
    ).toBeChecked()
  },
})

/** A heading of your own: leave out the header of the center, and name the center. */
export const OwnHeading = meta.story({
  render: () => (
    <section aria-labelledby="what-we-send">
      <h1 id="what-we-send">What we send you</h1>
      <PreferenceCenter>
        <PreferenceCenterHeader>Notifications of Harbor</PreferenceCenterHeader>
        <PreferenceCenterNotice />
        <PreferenceCenterList />
      </PreferenceCenter>
    </section>
  ),
  play: async ({ canvas }) => void (await canvas.findAllByRole('switch')),
})

/** Only some fields of a profile, and one of your own order. */
export const SomeFields = meta.story({
  render: () => (
    <ProfileEditor>
      <ProfileHeader />
      <ProfileField field="name" />
      <ProfileField field="timezone" />
      <ProfileActions />
    </ProfileEditor>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('textbox', { name: messages.profile.name })).toHaveValue(
      'Ada Lovelace',
    )
  },
})

function StreakLine() {
  const { streak, status } = useStreak()
  if (status !== 'ready') return null
  return <p>{streak?.enabled ? 'Your streak is on.' : 'Your streak is paused.'}</p>
}

/** A header of your own from hooks: the user, the streak and a notice about the time zone. */
export const OwnHeader = meta.story({
  render: () => (
    <>
      <UserBadge />
      <StreakLine />
      <TimezoneMismatch />
    </>
  ),
  play: async ({ canvas }) => void (await canvas.findByText('Your streak is on.')),
})

function NamedSwitch() {
  const name = usePreferenceName({ type: 'security', channel: 'push' })
  return (
    <label>
      {name} <PreferenceSwitch type="security" channel="push" />
    </label>
  )
}

/** The name of a setting as the preference center shows it. */
export const NameOfASetting = meta.story({
  render: () => <NamedSwitch />,
  play: async ({ canvas }) =>
    void (await canvas.findByText(t.cell('Security alerts', 'Push'), { exact: false })),
})

/** The settings of the streak on a page of their own. */
export const StreakAlone = meta.story({
  render: () => <StreakSettings />,
  play: async ({ canvas }) =>
    void (await canvas.findByRole('switch', { name: messages.streak.enabled })),
})

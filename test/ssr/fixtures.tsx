import type { JSX } from 'react'
import { AvatarInput } from '../../src/components/AvatarInput.js'
import { Field } from '../../src/components/Field.js'
import {
  Avatar,
  PreferenceCenter,
  PreferenceSwitch,
  ProfileTimezoneField,
  StreakSettings,
  TimezoneMismatch,
  TimezonePicker,
  UserBadge,
} from '../../src/index.js'
import { createMemoryAdapter, createWrapper, preferences, ada } from '../../src/testing.js'
import { createUserClient, manifestOf } from '../../src/core.js'

const adapter = createMemoryAdapter({
  users: [ada],
  preferences: { ...preferences, channels: { email: { state: 'on' } } },
})
const manifest = manifestOf(adapter)
const user = await createUserClient(adapter).users.get(ada.id)
const saved = await createUserClient(adapter).preferences.get(ada.id)

const streak = {
  enabled: true,
  metrics: [{ key: 'words', threshold: 1500 }],
  daysOff: [0],
} as const
const metrics = [{ key: 'words', unit: 'words', presets: [500, 1000] }]

const picture = 'https://pictures.example/ada.png'
const upload = async () => ({ url: picture })

/** The same trees on the server and in the browser. */
export const fixtures: Readonly<Record<string, () => JSX.Element>> = {
  initial: () => {
    const Wrapper = createWrapper({ adapter, initial: { manifest, preferences: saved } })
    return (
      <Wrapper>
        <PreferenceCenter />
        <PreferenceSwitch type="weekly-recap" channel="email" />
      </Wrapper>
    )
  },
  streak: () => {
    const streakInfo = { metrics: [], frequency: 'daily', length: 12 } as const
    const initial = { manifest, user, preferences: saved, streak, streakInfo }
    const Wrapper = createWrapper({ adapter, metrics, initial })
    return (
      <Wrapper>
        <PreferenceCenter />
      </Wrapper>
    )
  },
  streakLoading: () => {
    const Wrapper = createWrapper({ adapter, metrics, locale: 'de' })
    return (
      <Wrapper>
        <StreakSettings />
      </Wrapper>
    )
  },
  loading: () => {
    const Wrapper = createWrapper({ adapter })
    return (
      <Wrapper>
        <PreferenceCenter />
      </Wrapper>
    )
  },
  blank: () => {
    const Wrapper = createWrapper({ adapter, types: [] })
    return (
      <Wrapper>
        <PreferenceCenter />
      </Wrapper>
    )
  },
  timezone: () => {
    const Wrapper = createWrapper({ adapter, initial: { manifest, user } })
    return (
      <>
        <TimezonePicker defaultValue="US/Pacific" name="zone" />
        <TimezonePicker native defaultValue="Asia/Calcutta" label="Plain" />
        <Wrapper>
          <TimezoneMismatch />
          <ProfileTimezoneField label="Yours" />
        </Wrapper>
      </>
    )
  },
  avatar: () => {
    const Wrapper = createWrapper({ adapter, initial: { manifest, user } })
    return (
      <Wrapper>
        <UserBadge />
        {['क्षितिज शर्मा', 'Émilie du Châtelet', '👩‍👩‍👧‍👦'].map((name) => (
          <Avatar key={name} user={{ id: name, name }} />
        ))}
        {[undefined, upload].map((one) => (
          <Field key={one ? 'upload' : 'address'} label="Picture">
            {(control) => (
              <AvatarInput
                {...control}
                user={ada}
                upload={one}
                value={picture}
                onChange={() => {}}
              />
            )}
          </Field>
        ))}
      </Wrapper>
    )
  },
}

export const callsOnServer = (): number => adapter.calls.length

import type { JSX } from 'react'
import {
  ChannelReach,
  DeleteAccount,
  DeviceList,
  IdentikitProvider,
  NotificationSchedule,
  PauseAll,
  PreferenceCenter,
  PreferenceCenterBulk,
  PreferenceCenterFilter,
  PreferenceFrequency,
  ProfileEditor,
  ProfileTimezoneField,
  PushDevice,
  SignUpForm,
  StreakSettings,
  TimezoneMismatch,
  UserBadge,
  type IdentikitProviderProps,
} from '../../../src/index.js'
import { createRemoteClient } from '../../../src/adapters/remote/remoteClient.js'
import { ar } from '../../../src/locales/ar.js'
import { ja } from '../../../src/locales/ja.js'
import { createUserHandler } from '../../../src/server/handler.js'
import { ada, catalog, createMemoryAdapter, preferences } from '../../../src/testing.js'

/** The languages of the pages: of the built-in texts, of another calendar and week, and from right to left. */
export const locales = { 'en-GB': 'en-GB', ja, ar } as const

const adapter = createMemoryAdapter({
  users: [{ ...ada, timezone: 'America/Los_Angeles', locale: 'de', phone: '+14155550123' }],
  preferences: { ...preferences, channels: { push: { state: 'off' } } },
  streak: { enabled: true, metrics: [{ key: 'words', threshold: 1500 }], daysOff: [0] },
  streakInfo: { metrics: [{ key: 'words' }], frequency: 'daily', length: 12 },
  schedule: {
    enabled: true,
    timezone: 'America/Los_Angeles',
    hours: [{ day: 1, from: 540, to: 1080 }],
    pausedUntil: '2099-06-01T00:30:00.000Z',
  },
})
const types = catalog.map((entry) => ({
  ...entry,
  frequency: { options: ['instant', 'daily', 'weekly'] },
})) satisfies IdentikitProviderProps['catalog']

const handler = createUserHandler({ adapter, authenticate: () => ada.id, catalog: types })
const initial = await handler.read({ headers: {} })
const client = createRemoteClient({
  url: 'https://app.example.com/api/identikit',
  fetch: (url, init) => handler(new Request(url, init)),
})
const metrics = [{ key: 'words', unit: 'words', presets: [500, 1500] }]

/** Every component on one page, with data of the server or, without a user, in the state before a sign-in. */
export function AllParts({ language }: { readonly language: keyof typeof locales }): JSX.Element {
  const shared = { client, catalog: types, metrics, locale: locales[language] }
  return (
    <>
      <IdentikitProvider {...shared} userId={ada.id} initial={structuredClone(initial)}>
        <PreferenceCenter
          pause={<PauseAll />}
          reach={<ChannelReach />}
          filter={<PreferenceCenterFilter minTypes={1} />}
          frequency={<PreferenceFrequency />}
          bulk={<PreferenceCenterBulk />}
          timezone={<TimezoneMismatch />}
          schedule={<NotificationSchedule />}
          streak={<StreakSettings />}
        />
        <PushDevice vapidKey="key" serviceWorker="/worker.js" />
        <ProfileEditor />
        <ProfileTimezoneField label="Yours" />
        <DeviceList />
        <DeleteAccount onDelete={() => {}} />
        <UserBadge />
      </IdentikitProvider>
      <IdentikitProvider {...shared} userId={null}>
        <PreferenceCenter pause={<PauseAll />} schedule={<NotificationSchedule />} />
        <SignUpForm onSubmit={() => ({ id: 'ada' })} />
      </IdentikitProvider>
      <IdentikitProvider {...shared} userId={undefined}>
        <PreferenceCenter schedule={<NotificationSchedule />} streak={<StreakSettings />} />
        <PushDevice vapidKey="key" serviceWorker="/worker.js" />
        <ProfileEditor />
      </IdentikitProvider>
    </>
  )
}

'use client'
import {
  ChannelReach,
  IdentikitProvider,
  NotificationSchedule,
  PauseAll,
  PreferenceCenter,
  PreferenceCenterBulk,
  PreferenceCenterFilter,
  PreferenceFrequency,
  ProfileEditor,
  SignUpForm,
  StreakSettings,
  TimezoneMismatch,
  type IdentikitProviderProps,
} from 'identikit'
import { ar } from 'identikit/locales/ar'
import { de } from 'identikit/locales/de'
import { en } from 'identikit/locales/en'
import { createRemoteClient } from 'identikit/remote'
import { useEffect } from 'react'
import 'identikit/styles.css'

const client = createRemoteClient({ url: '/api/identikit' })
const locales: Readonly<Record<string, IdentikitProviderProps['locale']>> = { ar, de, en }
const shared = {
  client,
  catalog: [
    {
      id: 'comments',
      label: 'Comments',
      channels: ['email', 'push', 'sms'],
      default: true,
      frequency: { options: ['instant', 'daily', 'weekly'] },
    },
    { id: 'recap', label: 'Recap', channels: ['email'], default: false },
  ],
  metrics: [{ key: 'words', unit: 'words', presets: [500, 1500] }],
} satisfies Partial<IdentikitProviderProps>

/** The parts whose first render could depend on the language or the time zone of the computer, in the language of the user. */
export function Settings({ userId, initial }: Pick<IdentikitProviderProps, 'userId' | 'initial'>) {
  const language = initial?.user?.locale ?? ''
  const locale = locales[language]
  // Effects follow the commit, in which React reports mismatches.
  useEffect(() => {
    requestIdleCallback(() => console.info('hydrated'))
  }, [])
  return (
    <>
      <p data-language={language}>
        {locale === undefined && new Intl.DateTimeFormat().resolvedOptions().timeZone}
      </p>
      <IdentikitProvider {...shared} locale={locale} userId={userId} initial={initial}>
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
        <ProfileEditor />
      </IdentikitProvider>
      <IdentikitProvider {...shared} locale={locale} userId={null}>
        <SignUpForm onSubmit={() => ({ id: 'new' })} />
      </IdentikitProvider>
    </>
  )
}

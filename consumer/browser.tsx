import {
  IdentikitProvider,
  ProfileEditor,
  usePreference,
  useUser,
  type ProfileFieldInput,
} from 'identikit'
import { createUserClient, type UserAdapter } from 'identikit/core'
import { PreferenceCenter } from 'identikit/preferences'
import { useProfile } from 'identikit/profile'
import { createRemoteClient } from 'identikit/remote'
import { SignUpForm } from 'identikit/sign-up'
import { StreakSettings } from 'identikit/streak'
import { ada, createMemoryAdapter } from 'identikit/testing'
import { TimezonePicker } from 'identikit/timezone'
import 'identikit/styles.css'
import 'identikit/styles.layered.css'
import 'identikit/styles/preferences.css'
import 'identikit/styles/profile.layered.css'
import type { ReactNode } from 'react'

const client = createRemoteClient({ url: '/api/identikit' })
const adapter: UserAdapter = createMemoryAdapter({ users: [ada] })
export const testClient = createUserClient(adapter)

const fields: readonly ProfileFieldInput[] = ['email', { field: 'firstName', label: 'Given name' }]

export function Settings(): ReactNode {
  const { user } = useUser()
  const { setting } = usePreference({ type: 'weekly-recap', channel: 'email' })
  const profile = useProfile()
  return (
    <IdentikitProvider client={client} userId={user?.id ?? null}>
      <PreferenceCenter streak={<StreakSettings />} />
      <ProfileEditor fields={fields} />
      {/* @ts-expect-error: the kit has no such field */}
      <ProfileEditor fields={['emial']} />
      <SignUpForm onSubmit={async () => ({ id: 'u1' })} />
      <TimezonePicker value="Europe/Berlin" onChange={() => profile.discard()} />
      {setting?.state}
    </IdentikitProvider>
  )
}

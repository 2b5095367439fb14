import {
  PreferenceCenterRow,
  PreferenceSwitch,
  usePreference,
  usePreferenceOutline,
  usePreferences,
  usePreferenceSummary,
  useProfile,
  useUser,
} from 'identikit'
import { defineCatalog, type PreferenceChange, type UserPatch } from 'identikit/core'

const catalog = defineCatalog([
  { id: 'weekly-recap', label: 'Weekly recap', channels: ['email', 'push'] },
  { id: 'comment', channels: ['in_app', 'pager'] },
  { id: 'security', channels: [], locked: { reason: 'We always send these.' } },
])

declare module 'identikit' {
  interface Register {
    catalog: typeof catalog
    traits: { plan: 'free' | 'pro'; seats: number; address: { city: string; tags: string[] } }
  }
}

export const changes: readonly PreferenceChange[] = [
  { type: 'weekly-recap', channel: 'email', enabled: true },
  { type: 'security', enabled: true },
  { channel: 'pager', enabled: false },
  { enabled: false },
  // @ts-expect-error -- the catalog has no such type
  { type: 'weekly-recapp', channel: 'email', enabled: true },
  // @ts-expect-error -- the catalog has no such channel
  { type: 'weekly-recap', channel: 'emial', enabled: true },
  // @ts-expect-error -- no type of the catalog has this known channel
  { channel: 'sms', enabled: true },
]

export const patches: readonly UserPatch[] = [
  { name: 'Ada', traits: { plan: 'pro', seats: null } },
  { traits: { address: { city: 'London' } } },
  { traits: { address: { city: null, tags: ['a'] } } },
  // @ts-expect-error -- not one of the plans
  { traits: { plan: 'premium' } },
  // @ts-expect-error -- no such trait
  { traits: { plann: 'pro' } },
  // @ts-expect-error -- no such key of the address
  { traits: { address: { citty: 'London' } } },
]

export function Page() {
  const outline = usePreferenceOutline()
  const setting = usePreference({ type: 'comment', channel: 'pager' })
  // @ts-expect-error -- the catalog has no such type
  usePreference({ type: 'coment' })
  usePreferenceSummary('comment')
  // @ts-expect-error -- the catalog has no such type
  usePreferenceSummary('coment')
  void usePreferences().update({ type: 'security', enabled: true })
  // @ts-expect-error -- the catalog has no such type
  void usePreferences().update({ type: 'securitty', enabled: true })
  const plan: 'free' | 'pro' | undefined = useUser().user?.traits.plan
  useProfile().field('traits.seats')
  // @ts-expect-error -- no such trait
  useProfile().field('traits.seat')
  return (
    <>
      {plan}
      {setting.saveStatus}
      {outline?.groups.flatMap(({ types }) =>
        types.flatMap(({ id, channels }) =>
          channels.map((channel) => <PreferenceSwitch key={id} type={id} channel={channel} />),
        ),
      )}
      <PreferenceSwitch type="weekly-recap" channel="push" />
      {/* @ts-expect-error -- the catalog has no such type and no such channel */}
      <PreferenceSwitch type="weekly-recapp" channel="emial" />
      {/* @ts-expect-error -- the catalog has no such type */}
      <PreferenceCenterRow type="weekly-recapp" />
    </>
  )
}

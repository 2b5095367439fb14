import { getSetting, type Preferences, type PreferenceTarget, type User } from 'identikit/core'

declare module 'identikit/core' {
  interface Register {
    catalog: readonly [{ id: 'weekly-recap' }, { id: 'fax'; channels: readonly ['fax'] }]
  }
}

export const targets: readonly PreferenceTarget[] = [
  // An entry without `channels` has any known channel.
  { type: 'weekly-recap', channel: 'sms' },
  { type: 'fax', channel: 'fax' },
  // @ts-expect-error -- the catalog has no such type
  { type: 'faxx' },
  // @ts-expect-error -- neither a known channel nor one of the catalog
  { channel: 'emial' },
]

export function read(preferences: Preferences, user: User) {
  // @ts-expect-error -- the catalog has no such type
  getSetting(preferences, { type: 'weekly' })
  // Without `traits`, traits are any JSON.
  return [getSetting(preferences, { type: 'weekly-recap' }), user.traits['anything']]
}

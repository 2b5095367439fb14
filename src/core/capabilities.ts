import type { UserAdapter, UsersMember } from './adapter.js'
import type { PreferenceRules } from './preferences/preferences.js'
import type { UserRules } from './user/user.js'

/** The capabilities of an adapter as data. */
export interface Capabilities extends UserRules {
  /** The names of the supported members of `users`. */
  readonly users: readonly (keyof UsersMember)[]
  /** The rules of preferences; absent if the service has none. */
  readonly preferences?: { readonly rules: PreferenceRules; readonly reset: boolean } | undefined
  /** Absent if the service has no streak settings. */
  readonly streak?: { readonly info: boolean } | undefined
  /** Whether the service has schedules. @default false */
  readonly schedule?: boolean | undefined
  /** Whether push devices can be registered. */
  readonly devices: boolean
  /** Whether events can be tracked. */
  readonly events: boolean
  /** Whether the history can be read. @default false */
  readonly history?: boolean | undefined
  /** Whether writes of users, streak settings and schedules follow `options.order`. @default false */
  readonly order?: boolean | undefined
  /** Whether nothing can be changed, as for support staff who look at the page of a user. @default false */
  readonly readOnly?: boolean | undefined
}

/** Returns the rules for the fields and traits of a user; `undefined` while the adapter is `pending`. */
export function getUserRules(adapter: UserAdapter): UserRules | undefined {
  return adapter.pending ? undefined : adapter
}

/** Returns the capabilities of an adapter, or `undefined` while it is `pending`. */
export function getCapabilities(adapter: UserAdapter): Capabilities | undefined {
  const { fields, traits, users = {}, preferences, streak, schedule } = adapter
  const { devices, events, history, order } = adapter
  if (adapter.pending) return undefined
  const members = Object.entries(users).filter(([, member]) => member !== undefined)
  return {
    fields,
    traits,
    users: members.map(([name]) => name as keyof UsersMember),
    ...(preferences && {
      preferences: { rules: preferences.rules, reset: preferences.reset !== undefined },
    }),
    ...(streak && { streak: { info: streak.info !== undefined } }),
    ...(schedule && { schedule: true }),
    devices: devices !== undefined,
    events: events !== undefined,
    ...(history && { history: true }),
    ...(order !== undefined && { order }),
  }
}

import type {
  DevicesMember,
  EventsMember,
  PreferencesMember,
  ScheduleMember,
  StreakMember,
  UsersMember,
} from './adapter.js'
import type { Capabilities } from './capabilities.js'

type Complete<Members> = { readonly [Name in keyof Members]-?: NonNullable<Members[Name]> }

/**
 * A client for the data of one user at a time. Wrong input rejects with `invalid`. All members are present; one that the adapter lacks
 * rejects with `unsupported`.
 */
export interface UserClient {
  /** The id of the adapter, which is part of every cache key. */
  readonly id: string
  /** The capabilities of the service; `undefined` before the first response of a remote handler. */
  readonly capabilities: Capabilities | undefined
  /** The fields and traits of a user. */
  readonly users: Pick<Complete<UsersMember>, 'get' | 'identify' | 'update' | 'delete'>
  /** The notification preferences of a user. */
  readonly preferences: Complete<Omit<PreferencesMember, 'rules' | 'initial'>>
  /** The streak settings of a user. */
  readonly streak: Complete<StreakMember>
  /** When the user wants messages. */
  readonly schedule: ScheduleMember
  /** The push devices of a user. */
  readonly devices: DevicesMember
  /** The events of a user. */
  readonly events: EventsMember
}

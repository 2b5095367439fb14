import type { UserAdapter, UserEvent, UsersMember } from '../../core/adapter.js'
import type { Device } from '../../core/user/user.js'

/** Something that a service may lack: a member, or one of the four kinds of setting. */
export type Gap =
  | `users.${keyof UsersMember}`
  | 'preferences'
  | 'preferences.reset'
  | 'preferences.type-channel'
  | 'preferences.type'
  | 'preferences.channel'
  | 'preferences.subscribed'
  | 'streak'
  | 'streak.info'
  | 'schedule'
  | 'devices'
  | 'events'

/** Something that a service may do for an unknown user instead of answering `not-found`. */
export type UnknownUserFeature =
  | 'preferences'
  | 'streak'
  | 'devices'
  | 'events'
  | 'users.update'
  /** Archived users can still be read. */
  | 'users.archive'

/** A setting by the ids of the service. They are texts, whichever catalog a project registers. */
export interface TargetUnderTest {
  /** The id of the notification type. */
  readonly type?: string | undefined
  /** The channel. */
  readonly channel?: string | undefined
}

/** An adapter, and the facts about its service that the conformance suite needs. */
export interface AdapterUnderTest {
  /** Creates an adapter whose service has users with these ids and no other data. */
  create(ids: readonly string[]): UserAdapter | Promise<UserAdapter>
  /**
   * Creates an adapter whose service is down. The suite gives the `fetch` of its requests: it answers with a status of 500 or 503, or
   * rejects. An adapter that doesn't use `fetch` calls it wherever it would call its service, and rejects.
   * @default the suite has no tests of a service that is down
   */
  readonly createFailing?: (fetch: typeof globalThis.fetch) => UserAdapter | Promise<UserAdapter>
  /** Settings that a user can change, at least one of each kind that the service has. */
  readonly targets: readonly TargetUnderTest[]
  /**
   * A change that the adapter refuses before it sends anything, and the code of its error.
   * @default the deletion of one choice, unless the service supports it
   */
  readonly refusedChange?: {
    readonly change: TargetUnderTest & { readonly enabled: boolean | null }
    readonly code: string
  }
  /** The features that the service lacks, with reasons. */
  readonly lacks?: Partial<Record<Gap, string>>
  /** The members that answer for unknown users, with reasons. */
  readonly servesUnknown?: Partial<Record<UnknownUserFeature, string>>
  /** Why a user without choices has settings that are `on` or `off`, e.g. because the service adds its defaults to the choices. */
  readonly defaultsAsChoices?: string
  /** The declared trait keys, for a service that requires declarations. */
  readonly traitKeys?: readonly string[]
  /** The metrics of the service. */
  readonly metrics?: readonly string[]
  /** The `awkwardIds` that the adapter refuses with `invalid` before a request, by a rule of the service. */
  readonly refusedIds?: { readonly ids: readonly string[]; readonly reason: string }
  /** Whether the service stores only the UTC day of `createdAt`. */
  readonly dateOnly?: true
  /** Trait keys that a rule of the service refuses. */
  readonly refusedTraits?: { readonly keys: readonly string[]; readonly reason: string }
  /** An event that the service accepts. */
  readonly event?: UserEvent
  /** A device that the service accepts and returns unchanged. */
  readonly device?: Device
  /**
   * The seed of the random tests.
   * @default 1
   */
  readonly seed?: number
}

import type { IdentikitError } from './errors.js'
import type { Device, User, UserPatch, UserRules } from './user/user.js'
import type { PreferenceChange, PreferenceRules, Preferences } from './preferences/preferences.js'
import type { HistoryMember } from './history/history.js'
import type { Schedule, SchedulePatch } from './schedule/schedule.js'
import type { StreakInfo, StreakPatch, StreakSettings } from './streak/streak.js'
import type { Json } from './json.js'
import type { RequestOptions } from './requestOptions.js'

export type { RequestOptions } from './requestOptions.js'

/** Options of `users.identify` and `users.create`. */
export interface IdentifyOptions extends RequestOptions {
  /** Preferences to save with the user, e.g. the consent of a sign-up; in the same request if the service supports it. */
  readonly preferences?: readonly PreferenceChange[] | undefined
}

/** Options of `users.delete`. */
export interface DeleteOptions extends RequestOptions {
  /** Archives the data instead of erasing it, if the service supports it. */
  readonly archive?: boolean | undefined
}

/** Options of `users.list`. */
export interface ListOptions extends RequestOptions {
  /** The maximum number of users; each service has its own limit. */
  readonly limit?: number | undefined
  /** The `next` of the previous page. */
  readonly cursor?: string | undefined
  /** The `previous` of a later page: returns the page that ends before it, if the service supports it. */
  readonly before?: string | undefined
}

/** A page of users. */
export interface UserPage {
  /** The users of this page. */
  readonly users: readonly User[]
  /** The cursor of the next page; absent on the last one. */
  readonly next?: string | undefined
  /** The cursor for `before` that returns the page before this one; absent on the first one, and if the service lacks it. */
  readonly previous?: string | undefined
}

/** One user of a bulk identification. */
export type UserRecord = UserPatch & { readonly id: string }

/** Options of `users.identifyMany`. */
export interface IdentifyManyOptions extends RequestOptions {
  /** Called after each batch and each refused record. */
  readonly onProgress?:
    | ((progress: { readonly done: number; readonly failed: number }) => void)
    | undefined
  /** Called for each failure. `failed` of the result is then empty, which saves memory. */
  readonly onFailure?: ((failure: IdentifyManyFailure) => void) | undefined
  /**
   * The maximum number of simultaneous requests.
   * @default 4 for single users, 2 for batches
   */
  readonly concurrency?: number | undefined
}

/** A user that wasn't saved. */
export interface IdentifyFailure {
  /** The id of the user. */
  readonly id: string
  /** The reason. */
  readonly error: IdentikitError
}

/** A record that wasn't saved. To resume, identify it again before the later records of the same user. */
export interface IdentifyManyFailure extends IdentifyFailure {
  /** The id of the record, or an empty string. */
  readonly id: string
  /** The given record. */
  readonly record: UserRecord
}

/** The result of `users.identifyMany`. */
export interface IdentifyManyResult {
  /** The number of saved records. */
  readonly done: number
  /** The failed records in their order; empty with `onFailure`. */
  readonly failed: readonly IdentifyManyFailure[]
}

/** How a service saves many users. The client splits them into batches. */
export interface IdentifyManyMember {
  /** The maximum number of users of one call; 1 without batches. */
  readonly limit: number
  /**
   * Refuses records that the service would refuse, before they are sent.
   * @throws IdentikitError `invalid`
   */
  readonly check?: ((user: UserRecord) => void) | undefined
  /** Creates or updates users. Resolves with those that failed; rejects if the whole batch failed. */
  readonly send: (
    users: readonly UserRecord[],
    options?: RequestOptions,
  ) => Promise<readonly IdentifyFailure[]>
}

/** An event of a user. */
export interface UserEvent {
  /** The name of the event. */
  readonly name: string
  /** An amount, e.g. the number of words written. Some services store texts and booleans, too. */
  readonly value?: number | string | boolean | undefined
  /** Further data of the event. */
  readonly properties?: Readonly<Record<string, Json>> | undefined
  /** An ISO 8601 date and time. @default now */
  readonly at?: string | undefined
  /** Identifies the user in the same request. */
  readonly user?: UserPatch | undefined
  /** Repeats with the same key are counted once, if the service supports it. */
  readonly idempotencyKey?: string | undefined
}

/** Reads and writes users. */
export interface UsersMember {
  /**
   * Returns a user.
   * @throws IdentikitError `not-found`
   */
  readonly get?: ((id: string, options?: RequestOptions) => Promise<User>) | undefined
  /** Creates or updates a user. */
  readonly identify?:
    | ((id: string, patch: UserPatch, options?: IdentifyOptions) => Promise<User>)
    | undefined
  /**
   * Creates a user.
   * @throws IdentikitError `already-exists`
   */
  readonly create?:
    | ((id: string, patch: UserPatch, options?: IdentifyOptions) => Promise<User>)
    | undefined
  /**
   * Changes a user.
   * @throws IdentikitError `not-found`
   */
  readonly update?:
    | ((id: string, patch: UserPatch, options?: RequestOptions) => Promise<User>)
    | undefined
  /** Deletes a user. */
  readonly delete?: ((id: string, options?: DeleteOptions) => Promise<void>) | undefined
  /** Returns one page of users. */
  readonly list?: ((options?: ListOptions) => Promise<UserPage>) | undefined
  /** Creates or updates many users. */
  readonly identifyMany?: IdentifyManyMember | undefined
  /** Moves the data of `from` to `into` and deletes `from`. Existing values of `into` are kept. */
  readonly merge?:
    | ((
        users: { readonly from: string; readonly into: string },
        options?: RequestOptions,
      ) => Promise<User>)
    | undefined
}

/** Options of `preferences.update`. */
export interface UpdatePreferencesOptions extends RequestOptions {
  /**
   * What the caller needs of the result. With `changes`, a service that can returns only the changed settings, which saves time for a user
   * with many.
   * @default 'all'
   */
  readonly returning?: 'all' | 'changes' | undefined
}

/** Reads and writes preferences. */
export interface PreferencesMember {
  /** How the service handles preferences. */
  readonly rules: PreferenceRules
  /** The preferences of a user without choices, if they are the same for every user. */
  readonly initial?: Preferences | undefined
  /** Returns all preferences of a user. */
  readonly get: (id: string, options?: RequestOptions) => Promise<Preferences>
  /**
   * Makes the smallest write that the service supports for each change, and returns all preferences. With `onReport`, a refused change
   * doesn't refuse the others.
   */
  readonly update: (
    id: string,
    change: PreferenceChange | readonly PreferenceChange[],
    options?: UpdatePreferencesOptions,
  ) => Promise<Preferences>
  /** Deletes all choices of the user. */
  readonly reset?: ((id: string, options?: RequestOptions) => Promise<Preferences>) | undefined
}

/** Reads and writes streak settings. */
export interface StreakMember {
  /** Returns the streak settings of a user. */
  readonly get: (id: string, options?: RequestOptions) => Promise<StreakSettings>
  /** Changes streak settings and returns all of them. */
  readonly update: (
    id: string,
    patch: StreakPatch,
    options?: RequestOptions,
  ) => Promise<StreakSettings>
  /** Returns the metrics of the service and the length of the streak. */
  readonly info?: ((id: string, options?: RequestOptions) => Promise<StreakInfo>) | undefined
}

/** Reads and writes when a user wants messages. With `rules.scope` of the preferences, each scope has a schedule of its own. */
export interface ScheduleMember {
  /** Returns the schedule of a user. */
  readonly get: (id: string, options?: RequestOptions) => Promise<Schedule>
  /** Changes the schedule and returns all of it. */
  readonly update: (id: string, patch: SchedulePatch, options?: RequestOptions) => Promise<Schedule>
}

/** Registers and removes push tokens. */
export interface DevicesMember {
  /** Registers a push token. */
  readonly add: (id: string, device: Device, options?: RequestOptions) => Promise<void>
  /** Removes a push token. */
  readonly remove: (id: string, token: string, options?: RequestOptions) => Promise<void>
  /** Returns the devices of a user, where `users.get` doesn't return them because another service holds them. */
  readonly list?: ((id: string, options?: RequestOptions) => Promise<readonly Device[]>) | undefined
}

/** Tracks events. */
export interface EventsMember {
  /** Whether the `user` of an event is saved in the same request. @default false */
  readonly identifies?: boolean | undefined
  /** Tracks one event. */
  readonly track: (id: string, event: UserEvent, options?: RequestOptions) => Promise<void>
}

/** A user with their preferences, and their schedule where the service has one. */
export interface UserWithPreferences {
  /** The user. */
  readonly user: User
  /** All their preferences. */
  readonly preferences: Preferences
  /** When they want messages. */
  readonly schedule?: Schedule | undefined
}

/** The contract of a user service. A member that the service doesn't support is absent. */
export interface UserAdapter extends UserRules {
  /** Unique per service, environment, tenant and preference set; contains no secret. */
  readonly id: string
  /** Users and their traits. */
  readonly users?: UsersMember | undefined
  /** Notification preferences. */
  readonly preferences?: PreferencesMember | undefined
  /** Streak settings. */
  readonly streak?: StreakMember | undefined
  /** When a user wants messages. */
  readonly schedule?: ScheduleMember | undefined
  /** Push devices. */
  readonly devices?: DevicesMember | undefined
  /** Events. */
  readonly events?: EventsMember | undefined
  /** The changes of users. */
  readonly history?: HistoryMember | undefined
  /** Returns the scopes in which a user has preferences or a schedule, for `exportUser`. */
  readonly listScopes?:
    | ((id: string, options?: RequestOptions) => Promise<readonly string[]>)
    | undefined
  /** Returns those of some users that the service knows, with their preferences, in one request. */
  readonly getMany?:
    | ((
        ids: readonly string[],
        options?: RequestOptions,
      ) => Promise<readonly UserWithPreferences[]>)
    | undefined
  /** Workarounds for absent members by name, e.g. `users.merge`. They are part of the error message for developers. */
  readonly unsupportedHints?: Readonly<Record<string, string>> | undefined
  /** Whether writes of users, streak settings and schedules follow `options.order`; for preferences see `rules.order`. @default false */
  readonly order?: boolean | undefined
  /** True while the capabilities are unknown, as with `remote` before its first response: any member may be absent later. */
  readonly pending?: boolean | undefined
}

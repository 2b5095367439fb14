import type { UserAdapter, UserEvent, UsersMember } from '../../../src/core/adapter.js'
import { createAdminClient, type AdminClient } from '../../../src/core/adminClient.js'
import {
  getFieldEntry,
  userFields,
  type UserField,
  type UserFieldKind,
} from '../../../src/core/user/fields.js'
import type { PreferenceTarget } from '../../../src/core/preferences/preferences.js'
import type { Device, User, UserRules } from '../../../src/core/user/user.js'

/** What a service may lack: a member, or one of the four kinds of switch. */
export type Gap =
  | `users.${keyof UsersMember}`
  | 'preferences'
  | 'preferences.reset'
  | 'preferences.cell'
  | 'preferences.type'
  | 'preferences.channel'
  | 'preferences.subscribed'
  | 'streak'
  | 'streak.info'
  | 'devices'
  | 'events'

/** What a service may do for a user whom it does not know, instead of answering `not-found`. */
export type Stranger =
  | 'preferences'
  | 'streak'
  | 'devices'
  | 'events'
  | 'users.update'
  /** Archived users are no strangers: they are read as before. */
  | 'users.archive'

export interface AdapterUnderTest {
  /** A fresh adapter whose service knows these people and nothing about them. */
  create(ids: readonly string[]): UserAdapter | Promise<UserAdapter>
  /** Leaves that a person can change, at least one of each kind that the service has. */
  readonly cells: readonly PreferenceTarget[]
  /** What is not there, and why. */
  readonly lacks?: Partial<Record<Gap, string>>
  /** What the service does even for strangers, and why. */
  readonly serves?: Partial<Record<Stranger, string>>
  /** The trait keys that the service was told beforehand, where its rules demand that. */
  readonly traitKeys?: readonly string[]
  /** The metrics that the service knows. */
  readonly metrics?: readonly string[]
  /** Ids of `awkwardIds` that the service's own rule refuses: with `invalid`, before anything is sent. */
  readonly refuses?: { readonly ids: readonly string[]; readonly reason: string }
  /** It keeps the day of `createdAt`, in UTC, and no time. */
  readonly days?: true
  /** Trait keys that the service's own rule refuses. */
  readonly refusesTraits?: { readonly keys: readonly string[]; readonly reason: string }
  /** An event as the service takes it. */
  readonly event?: UserEvent
  /** A device as the service takes it, and as it gives it back. */
  readonly device?: Device
}

export const ada = 'ada'

export const awkwardIds = [
  'a/b c?#é',
  '%2F',
  'x'.repeat(256),
  '👩🏽‍🚀',
  '__proto__',
  'constructor',
  "o'hara'; drop table identikit_users; --",
]

/** Two valid values of each kind of field. */
const samplesByKind: Readonly<Record<UserFieldKind, readonly [string, string]>> = {
  text: ['Ada', "O'King 👑"],
  email: ['ada@example.com', 'countess@example.org'],
  phone: ['+442079460018', '+4930901820'],
  avatar: ['https://example.com/ada.png', 'https://example.com/king.png?size=2&x=%20'],
  timezone: ['Europe/London', 'Asia/Kolkata'],
  locale: ['en-GB', 'de'],
  date: ['2026-05-31T09:30:00.000Z', '2025-01-02T00:00:00.000Z'],
}
const ownSamples: Readonly<Partial<Record<UserField, readonly [string, string]>>> = {
  name: ['Ada Lovelace', 'Ada King 👑'],
  lastName: ['Lovelace', "O'King"],
}

/** Two valid values of each field. */
export const samples = Object.fromEntries(
  userFields.map((field) => [field, ownSamples[field] ?? samplesByKind[getFieldEntry(field).kind]]),
) as Readonly<Record<UserField, readonly [string, string]>>

/** The awkward ids that the service takes. */
export const idsOf = ({ refuses }: AdapterUnderTest): readonly string[] =>
  awkwardIds.filter((id) => !refuses?.ids.includes(id))

export interface Opened {
  readonly adapter: UserAdapter
  readonly client: AdminClient
}

/** A fresh adapter that knows its service: `remote` learns it from the first answer. */
export async function open(
  under: AdapterUnderTest,
  ids: readonly string[] = [ada],
): Promise<Opened> {
  const adapter = await under.create(ids)
  const client = createAdminClient(adapter)
  const first = ids[0] ?? ada
  if (adapter.pending) {
    await Promise.allSettled([client.users.get(first), client.preferences.get(first)])
  }
  return { adapter, client }
}

/** A client that writes down which members of the adapter were reached. */
export function spied(adapter: UserAdapter): { client: AdminClient; calls: string[] } {
  const calls: string[] = []
  const watch = <Part extends object>(part: Part, path: string): Part =>
    new Proxy(part, {
      get(target, key): unknown {
        const value: unknown = Reflect.get(target, key)
        const name = `${path}${String(key)}`
        if (typeof value === 'function') {
          return (...args: unknown[]): unknown => {
            calls.push(name)
            return Reflect.apply(value, target, args)
          }
        }
        const isMember = ['users', 'preferences', 'streak', 'devices', 'events'].includes(name)
        return isMember && value ? watch(value, `${name}.`) : value
      },
    })
  return { client: createAdminClient(watch(adapter, '')), calls }
}

export function fieldsThat(can: 'read' | 'write' | 'clear', { fields }: UserRules): UserField[] {
  return userFields.filter((field) => fields[field]?.[can] === true)
}

/** What can be compared of a user: what the service shows, and points in time however they are written. */
export function shown(user: User, rules: UserRules, days = false): object {
  const fields = fieldsThat('read', rules).flatMap((field) => {
    const value = user[field]
    if (value === undefined) return []
    const point = () => new Date(value).toISOString().slice(0, days ? 10 : undefined)
    return [[field, field === 'createdAt' ? point() : value] as const]
  })
  return { id: user.id, ...Object.fromEntries(fields), traits: user.traits }
}

import type { UserAdapter } from '../../core/adapter.js'
import { createAdminClient, type AdminClient } from '../../core/adminClient.js'
import {
  getFieldEntry,
  userFields,
  type UserField,
  type UserFieldKind,
} from '../../core/user/fields.js'
import type { User, UserRules } from '../../core/user/user.js'
import type { AdapterUnderTest } from './adapterUnderTest.js'

export const ada = 'ada'

export const awkwardIds = [
  'a/b c?#é',
  '%2F',
  'x'.repeat(256),
  '👩🏽🚀',
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

/** Returns the awkward ids that the service accepts. */
export const getIds = ({ refusedIds: refuses }: AdapterUnderTest): readonly string[] =>
  awkwardIds.filter((id) => !refuses?.ids.includes(id))

/** An adapter and its client. */
export interface Opened {
  readonly adapter: UserAdapter
  readonly client: AdminClient
}

/** Creates an adapter. A pending one (`remote`) reads once, because its capabilities come with the first answer. */
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

/** Opens a client that records the calls of the adapter's members. */
export function openSpied(adapter: UserAdapter): { client: AdminClient; calls: string[] } {
  const calls: string[] = []
  const record = <Part extends object>(part: Part, path: string): Part =>
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
        return isMember && value ? record(value, `${name}.`) : value
      },
    })
  return { client: createAdminClient(record(adapter, '')), calls }
}

/** Returns the fields with a rule. */
export function getFields(rule: 'read' | 'write' | 'clear', { fields }: UserRules): UserField[] {
  return userFields.filter((field) => fields[field]?.[rule] === true)
}

/** Returns the comparable data of a user: the fields that can be read and written, with times in one format. */
export function pickFields(user: User, rules: UserRules, dateOnly = false): object {
  const fields = getFields('read', rules).flatMap((field) => {
    const value = user[field]
    if (value === undefined || !rules.fields[field]?.write) return []
    const toIso = () => new Date(value).toISOString().slice(0, dateOnly ? 10 : undefined)
    return [[field, field === 'createdAt' ? toIso() : value] as const]
  })
  return { id: user.id, ...Object.fromEntries(fields), traits: user.traits }
}

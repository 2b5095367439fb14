import * as z from 'zod/mini'
import { invalid } from '../../core/errors.js'
import { forbiddenCharacters, wireMapSchema } from '../../core/json.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'

const text = z.optional(z.nullable(z.string()))
const flag = z.optional(z.nullable(z.boolean()))
const listOf = <Item extends z.ZodMiniType>(item: Item) => z.optional(z.nullable(z.array(item)))

/** A customer. What the vendor's samples leave out may be absent; of `uid` and of who is on which list nothing is guessed. */
export const userSchema = z.looseObject({
  uid: z.string(),
  uid_updateable: flag,
  first_name: text,
  last_name: text,
  email: text,
  number: text,
  tz: text,
  created_at: text,
  meta: z.optional(z.nullable(wireMapSchema)),
  devices: listOf(z.looseObject({ token: z.string(), platform: text })),
  segments: listOf(z.looseObject({ id: z.string(), suppressed: flag })),
  lists: listOf(z.looseObject({ id: z.string(), subscribed: z.boolean() })),
})

export const usersSchema = z.looseObject({ data: z.array(userSchema), next_cursor: text })

/** A list. Its title and description are for the people who are asked. */
export const listSchema = z.looseObject({
  id: z.string(),
  title: text,
  description: text,
  double_optin: flag,
})

export const listsSchema = z.looseObject({ data: z.array(listSchema), next_cursor: text })

/** The answer to a toggle; an empty one says nothing. */
export const subscriberSchema = z.optional(z.looseObject({ subscribed: flag }))

export type EngageUser = z.infer<typeof userSchema>
export type EngageList = z.infer<typeof listSchema>

/** Without what is null, empty or not there. */
function present<Value>(fields: Readonly<Record<string, Value | null | undefined>>) {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== undefined && value !== '',
    ),
  ) as Record<string, Value>
}

/** The vendor's own `id` goes to `rest`: a user's id is the `uid` that the product gave. */
export function toUser(wire: EngageUser): User {
  const {
    uid,
    uid_updateable: updateable,
    first_name: first,
    last_name: last,
    number,
    ...most
  } = wire
  const { email, tz, created_at: createdAt, meta, devices, segments, lists, ...rest } = most
  const { timezone, traits } = fromMeta(meta ?? {})
  return {
    id: uid,
    ...present({
      name: [first, last].filter(Boolean).join(' '),
      firstName: first,
      lastName: last,
      email,
      phone: number && `+${number.replace(/^\+/, '')}`,
      timezone: tz || timezone,
      createdAt,
    }),
    traits,
    ...(devices && {
      devices: devices.map(({ token, platform }) => ({ token, ...present({ platform }) })),
    }),
    ...(segments && {
      segments: segments.map(({ id, suppressed }) => ({ id, ...present({ suppressed }) })),
    }),
    ...(lists && { lists: lists.map(({ id, subscribed }) => ({ id, subscribed })) }),
    ...(typeof updateable === 'boolean' && { uidUpdateable: updateable }),
    rest,
  }
}

/** Older SDKs of the vendor put the timezone among the attributes. A null there is what others removed. */
function fromMeta(meta: Traits): { timezone: string | undefined; traits: Traits } {
  const zone = Object.hasOwn(meta, 'tz') ? meta['tz'] : undefined
  const timezone = typeof zone === 'string' ? zone : undefined
  const kept = Object.entries(meta).filter(
    ([key, value]) => value !== null && (key !== 'tz' || timezone === undefined),
  )
  return { timezone, traits: Object.fromEntries(kept) }
}

export interface EngagePatch {
  readonly body: Readonly<Record<string, unknown>>
  /** Traits that are removed, each by a request of its own. */
  readonly removed: readonly string[]
}

/** @throws IdentikitError `invalid` for traits that Engage would take for something else, or could not remove again */
export function fromUserPatch(caller: string, patch: UserPatch): EngagePatch {
  const { name, firstName, lastName, email, phone, timezone, createdAt, traits = {} } = patch
  checkTraitNames(caller, Object.keys(traits))
  const set = Object.entries(traits).filter(([, value]) => value !== null)
  const body = {
    ...splitName(name),
    ...defined({
      first_name: firstName,
      last_name: lastName,
      email,
      number: phone?.replace(/^\+/, ''),
      tz: timezone,
      created_at: createdAt,
    }),
    ...(set.length > 0 && { meta: Object.fromEntries(set) }),
  }
  const removed = Object.keys(traits).filter((key) => traits[key] === null)
  return { body, removed }
}

function defined(fields: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Up to the first space, and the rest: an empty last name, since what null does there is documented nowhere. */
function splitName(name: string | null | undefined) {
  if (typeof name !== 'string') return {}
  const [, first = '', last = ''] = /^(\S*)\s*(.*)$/s.exec(name.trim()) ?? []
  return { first_name: first, last_name: last }
}

function checkTraitNames(caller: string, names: readonly string[]): void {
  const wrong = names.flatMap((name): [string, string][] => {
    const problem = problemOf(name)
    return problem === undefined ? [] : [[`traits.${name}`, problem]]
  })
  if (wrong.length > 0) throw invalid(caller, Object.fromEntries(wrong))
}

function problemOf(name: string): string | undefined {
  if (name === 'tz') return 'would be read as the timezone at Engage: send it as timezone'
  // A removal names it in a path.
  const isLost = name === '' || name === '.' || name === '..' || forbiddenCharacters.test(name)
  return isLost ? 'has a name that could not be removed again at Engage' : undefined
}

import * as z from 'zod/mini'
import type { UserPage } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { isMap } from '../../core/json.js'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import { joinName } from '../../core/user/splitName.js'
import { applyTraits, type Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { withNameParts } from '../../core/user/withNameParts.js'
import { isOddCursor, toPageCursor } from '../http/pageCursor.js'
import { fromWireFields, toWireFields, withoutNulls } from '../http/wireFields.js'

const text = z.nullish(z.string())

/**
 * A subscriber. Its key is `subscriberId`; `_id` is internal to Novu. `channels` has the credentials of its devices and chats.
 * @see https://docs.novu.co/api-reference/subscribers/retrieve-a-subscriber
 */
const subscriberSchema = z.looseObject({
  subscriberId: z.string(),
  firstName: text,
  lastName: text,
  email: text,
  phone: text,
  avatar: text,
  locale: text,
  timezone: text,
  data: z.nullish(wireMapSchema),
  createdAt: text,
  updatedAt: text,
})

/** The JSON of a subscriber. */
export type SubscriberWire = z.infer<typeof subscriberSchema>

/** The answer with a subscriber. Novu wraps every answer in `data`. */
export const userSchema = z.object({ data: subscriberSchema })

/**
 * A page of subscribers, which has its cursors beside `data`.
 * @see https://docs.novu.co/api-reference/subscribers/search-subscribers
 */
export const userPageSchema = z.object({
  data: z.array(subscriberSchema),
  next: z.optional(z.unknown()),
  previous: z.optional(z.unknown()),
})

/** Novu's names of the writable fields of a user. `name` consists of the first and the last name. */
export const fieldNames = {
  firstName: 'firstName',
  lastName: 'lastName',
  email: 'email',
  phone: 'phone',
  avatar: 'avatar',
  timezone: 'timezone',
  locale: 'locale',
} as const

/** Custom data is written whole, so that the adapter merges it itself. */
export const traitRules = { values: 'json', merge: 'deep', clear: true } as const

const fieldKeys: readonly string[] = Object.values(fieldNames)

/** Converts a subscriber. Its credentials are left out, because `rest` reaches browsers. */
export function toUser(wire: SubscriberWire): User {
  const { subscriberId: id, data, createdAt, updatedAt, channels: _, ...others } = wire
  const fields = fromWireFields(fieldNames, others)
  const texts = { name: joinName(fields), ...fields, createdAt, updatedAt }
  const rest = Object.entries(others).filter(([key]) => !fieldKeys.includes(key))
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value)),
    id,
    traits: withoutNulls(data ?? {}),
    rest: Object.fromEntries(rest),
  }
}

/** Converts a page of subscribers. */
export function toUserPage({ data, next, previous }: z.infer<typeof userPageSchema>): UserPage {
  const cursors = { next: toPageCursor(next), previous: toPageCursor(previous) }
  return {
    users: data.map(toUser),
    ...(cursors.next && { next: cursors.next }),
    ...(cursors.previous && { previous: cursors.previous }),
  }
}

/** Returns the paths of the cursors of a page that are not as documented. */
export function findOddCursors(page: unknown) {
  if (!isMap(page)) return []
  return ['next', 'previous'].flatMap((key) => (isOddCursor(page[key]) ? [[key]] : []))
}

/**
 * Refuses a cursor that is not one of Novu's, which are internal ids of subscribers: Novu answers others with an empty page.
 * @throws IdentikitError `invalid`
 */
export function checkCursor(cursors: Readonly<Record<string, string | undefined>>): void {
  for (const [name, cursor] of Object.entries(cursors)) {
    if (cursor !== undefined && !/^[\da-f]{24}$/i.test(cursor))
      throw invalid('users.list', { [name]: 'is not a cursor of Novu' })
  }
}

/** The body of a create or an update. */
export type SubscriberBody = Readonly<Record<string, unknown>>

/**
 * Returns the body of a create or an update. Novu replaces all custom data, so the stored data is sent with the patch; a removed key is
 * sent as `null`, in case that Novu merges the data.
 * @param stored the custom data as Novu returned it, for a patch with traits of a known user
 */
export function toUserBody(patch: UserPatch, stored: Traits = {}): SubscriberBody {
  const { traits } = patch
  const removed = Object.entries(traits ?? {}).filter(([, value]) => value === null)
  const data = traits && {
    ...applyTraits(stored, traits, traitRules),
    ...Object.fromEntries(removed),
  }
  return { ...toWireFields(fieldNames, withNameParts(patch)), ...(data && { data }) }
}

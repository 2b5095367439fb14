import * as z from 'zod/mini'
import { invalid } from '../../core/errors.js'
import { isMap } from '../../core/json.js'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import type { User, UserPatch } from '../../core/user/user.js'
import type { JsonPath } from '../http/parseParts.js'
import { isTagName, type PreferenceTags } from './preferenceTags.js'

const text = z.nullish(z.string())

/** The properties of a user. The values of tags are texts; a number is read as one, because older versions detected numbers. */
export const propertiesSchema = z.looseObject({
  tags: z.nullish(wireMapSchema),
  language: text,
  timezone_id: text,
})
type StoredProperties = z.infer<typeof propertiesSchema>

/** A subscription: an address, or a device. */
const subscriptionSchema = z.object({
  id: z.string(),
  type: z.string(),
  token: text,
  enabled: z.nullish(z.boolean()),
})
/** The JSON of a subscription. */
export type SubscriptionWire = z.infer<typeof subscriptionSchema>

/** The aliases of a user, of which `external_id` is the id of the kit. */
const identitySchema = z.looseObject({ external_id: z.string() })

/**
 * A user.
 * @see https://documentation.onesignal.com/reference/view-user
 */
export const userSchema = z.object({
  identity: identitySchema,
  properties: z.nullish(propertiesSchema),
  subscriptions: z.nullish(z.array(subscriptionSchema)),
})
/** The JSON of a user. */
export type UserWire = z.infer<typeof userSchema>

/** The part of a user that has the devices. */
export const devicesSchema = z.object({
  identity: identitySchema,
  subscriptions: z.nullish(z.array(subscriptionSchema)),
})

/** Properties to write. OneSignal keeps those that aren't sent, and an empty text removes a tag. */
export interface Properties {
  /** The changed tags. */
  readonly tags?: Readonly<Record<string, string>>
  /** The time zone. */
  readonly timezone_id?: string
}

/** Tags are texts. */
export const traitRules = { values: 'string', merge: 'key', clear: true } as const

/** Returns the text of a tag, `undefined` if there is none, or `null` if it can't be read. */
export function toTagText(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** Returns whether a tag of an answer has a written value, also as a number or a boolean. An empty text removes a tag. */
export function isSameTag(found: unknown, written: string): boolean {
  const converted = toTagText(found)
  if (converted === null || (converted ?? '') === written) return converted !== null
  const isOther = typeof found === 'number' || typeof found === 'boolean'
  return isOther && written !== '' && Number(found) === Number(written)
}

/**
 * Converts a user. Tags of preferences aren't traits. Of the subscriptions, only the addresses are read, because the others contain the tokens
 * of devices.
 */
export function toUser(
  { identity, properties, subscriptions }: UserWire,
  preferenceTags: PreferenceTags,
): User {
  const { external_id: id, ...aliases } = identity
  const { tags, language, timezone_id: timezone, ...others } = properties ?? {}
  const traits = Object.entries(tags ?? {}).flatMap(([key, value]) => {
    const trait = preferenceTags.has(key) ? undefined : toTagText(value)
    return (trait ?? null) === null ? [] : [[key, trait as string] as const]
  })
  const email = findAddress(subscriptions ?? [], 'Email')
  const phone = findAddress(subscriptions ?? [], 'SMS')
  return {
    id,
    ...(email && { email }),
    ...(phone && { phone }),
    ...(timezone && { timezone }),
    ...(language && { locale: language }),
    traits: Object.fromEntries(traits),
    rest: { identity: aliases, properties: others },
  }
}

/** Returns the first address that the user didn't unsubscribe, else the first one. */
function findAddress(subscriptions: readonly SubscriptionWire[], type: string) {
  const ofType = subscriptions.filter((item) => item.type === type && item.token)
  return (ofType.find(({ enabled }) => enabled !== false) ?? ofType[0])?.token
}

/** Returns the paths of tags that can't be read. */
export function findOddTags(answer: unknown): readonly JsonPath[] {
  const properties = isMap(answer) ? answer['properties'] : undefined
  const tags = isMap(properties) ? properties['tags'] : undefined
  return Object.entries(isMap(tags) ? tags : {}).flatMap(([key, value]) =>
    toTagText(value) === null ? [['properties', 'tags', key]] : [],
  )
}

/**
 * Refuses traits that OneSignal can't store, and those under the names of other tags.
 * @throws IdentikitError `invalid`
 */
export function checkPatch(
  caller: string,
  { traits = {} }: UserPatch,
  preferenceTags: PreferenceTags,
): void {
  const problems = Object.entries(traits).flatMap(([key, value]) => {
    if (preferenceTags.has(key)) return [[`traits.${key}`, 'is the tag of a preference']]
    if (!isTagName(key)) return [[`traits.${key}`, 'is not a name that OneSignal allows']]
    return value === '' ? [[`traits.${key}`, 'is empty, which removes a tag: send null']] : []
  })
  if (problems.length > 0) throw invalid(caller, Object.fromEntries(problems) as never)
}

/** Returns the properties of a patch. Values that aren't in it are left as they are. */
export function toProperties({ traits, timezone }: UserPatch): Properties {
  // The client checks that traits are texts.
  const tags = Object.entries(traits ?? {}).map(([key, value]) => [key, value ?? ''] as const)
  return {
    ...(tags.length > 0 && { tags: Object.fromEntries(tags) as Record<string, string> }),
    ...(typeof timezone === 'string' && { timezone_id: timezone }),
  }
}

/** Returns a user with written properties. A tag with an empty text is none. */
export function withProperties(user: UserWire, { tags = {}, ...others }: Properties): UserWire {
  const stored: StoredProperties = user.properties ?? {}
  const merged = [...Object.entries(stored.tags ?? {}), ...Object.entries(tags)]
  return { ...user, properties: { ...stored, ...others, tags: Object.fromEntries(merged) } }
}

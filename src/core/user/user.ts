import { IdentikitError, invalid } from '../errors.js'
import { checkField, type PhoneCheck } from './checkField.js'
import { userFields, userFlags, type UserField, type UserFlag } from './fields.js'
import { checkJsonMap, isJson, isJsonMap } from '../json.js'
import type { RegisteredTraits, RegisteredTraitsPatch } from './registeredTraits.js'
import { applyTraits, checkTraits, type TraitRules, type Traits } from './traits.js'
import { withKey, withoutKey } from '../objectKeys.js'
import { hasInvisible, isBlank, trimText } from '../text.js'

/** A device that receives push notifications. */
export interface Device {
  /** The push token. */
  readonly token: string
  /** The platform, e.g. `ios`. */
  readonly platform?: string | undefined
  /** The channel of the service that the token belongs to. */
  readonly channelId?: string | undefined
}

/** A device as a service returns it. Most services store only what was registered. */
export interface RegisteredDevice extends Device {
  /** The model or the browser, e.g. `Pixel 9` or `Chrome on macOS`. */
  readonly name?: string | undefined
  /** When the device was last used, in ISO 8601. */
  readonly lastSeenAt?: string | undefined
}

/** A user of a service. A field that isn't set is absent. */
export interface User
  extends
    Readonly<Partial<Record<UserField, string>>>,
    Readonly<Partial<Record<UserFlag, boolean>>> {
  /** The id at the service. */
  readonly id: string
  /** When the service last changed the user, in ISO 8601. It can't be written. */
  readonly updatedAt?: string
  /** Custom attributes. */
  readonly traits: RegisteredTraits
  /** The registered push devices. */
  readonly devices?: readonly RegisteredDevice[]
  /** The segments of the user (Engage). */
  readonly segments?: readonly { readonly id: string; readonly suppressed?: boolean | undefined }[]
  /** The lists that the user is or was subscribed to (Engage). */
  readonly lists?: readonly { readonly id: string; readonly subscribed: boolean }[]
  /** Whether the next identification sets the final id (Engage). */
  readonly uidUpdateable?: boolean
  /** Other data of the service, unchanged. */
  readonly rest: Readonly<Record<string, unknown>>
}

/** A change of a user. An absent or `undefined` key is unchanged; `null` clears a field. */
export interface UserPatch extends Readonly<Partial<Record<UserField, string | null | undefined>>> {
  /** Custom attributes; `null` removes one. */
  readonly traits?: RegisteredTraitsPatch | undefined
  /** Whether the user gets emails (Trophy). `false` deletes the email address, so `true` needs `email` in the same patch. */
  readonly subscribeToEmails?: boolean | undefined
}

/** How a service supports one field. */
export interface FieldRules {
  /** Whether the service returns the field. */
  readonly read: boolean
  /** Whether the field can be set. */
  readonly write: boolean
  /** Whether the field can be emptied. */
  readonly clear: boolean
}

/** The fields and traits that a service supports. */
export interface UserRules {
  /** The fields that the service has. */
  readonly fields: Readonly<Partial<Record<UserField | UserFlag, FieldRules>>>
  /** The rules of custom attributes. */
  readonly traits: TraitRules
}

/** URLs and database indexes limit the length of an id. */
const maxIdLength = 1024

/** The token of a web push is a URL, so it is longer than an id. */
export const maxTokenLength = 4096

/**
 * Refuses ids that another id could be mistaken for, and those that `checkKey` refuses. Two ids that look the same would be two users.
 * @throws IdentikitError `invalid`
 */
export function checkId(caller: string, id: unknown, name = 'id'): asserts id is string {
  checkKey(caller, id, name)
  if (id !== trimText(id) || hasInvisible(id)) {
    throw invalid(caller, {
      [name]: 'must not start or end with white space, or hold invisible characters',
    })
  }
}

/**
 * Refuses texts that are too long or that a URL can't contain: empty, `.`, `..`, control characters, lone surrogates.
 * @throws IdentikitError `invalid`
 */
export function checkKey(
  caller: string,
  key: unknown,
  name = 'id',
  max = maxIdLength,
): asserts key is string {
  if (typeof key !== 'string' || isBlank(key)) {
    throw invalid(caller, { [name]: 'must be a non-empty string' })
  }
  if (key === '.' || key === '..' || /\p{Cc}|\p{Surrogate}/u.test(key)) {
    throw invalid(caller, {
      [name]: 'must not be "." or ".." or hold control characters or broken Unicode',
    })
  }
  if (key.length > max) {
    throw invalid(caller, { [name]: `must be at most ${max.toLocaleString('en')} characters` })
  }
}

/**
 * Refuses invalid push tokens.
 * @throws IdentikitError `invalid`
 */
export function checkToken(caller: string, token: unknown): asserts token is string {
  checkKey(caller, token, 'token', maxTokenLength)
}

/**
 * Refuses devices with an invalid token, platform or channel.
 * @throws IdentikitError `invalid`
 */
export function checkDevice(caller: string, { token, platform, channelId }: Device): void {
  checkToken(caller, token)
  for (const [name, text] of Object.entries<unknown>({ platform, channelId })) {
    if (text === undefined || (typeof text === 'string' && isJson(text))) continue
    throw invalid(caller, { [name]: 'must be a string without NUL and broken Unicode' })
  }
}

/**
 * Checks a patch against the model and the rules of a service, and returns it in its stored form.
 * @throws IdentikitError `invalid`, naming every wrong key at once
 */
export function checkUserPatch(
  caller: string,
  input: UserPatch,
  rules?: UserRules,
  checkPhone?: PhoneCheck,
): UserPatch {
  if (typeof input !== 'object' || (input as unknown) === null || Array.isArray(input)) {
    throw invalid(caller, { patch: 'must be an object' })
  }
  let wrong: Record<string, string> = {}
  let patch: Readonly<Record<string, unknown>> = {}
  for (const [key, value] of Object.entries<unknown>(input as Readonly<Record<string, unknown>>)) {
    if (value === undefined) continue
    if (key === 'traits') {
      if (isJsonMap(value)) Object.assign(wrong, rules && checkTraits(value, rules.traits))
      else Object.assign(wrong, checkJsonMap(key, value))
      patch = withKey<unknown>(patch, key, value)
    } else if (isUserFlag(key)) {
      if (typeof value !== 'boolean') wrong[key] = 'must be true or false'
      else if (rules && !rules.fields[key]?.write) wrong[key] = 'cannot be stored at this service'
      patch = withKey<unknown>(patch, key, value)
    } else if (!isUserField(key)) {
      wrong = withKey(
        wrong,
        key,
        'is not a field of a user; put attributes of your own under "traits"',
      )
    } else {
      const can = rules?.fields[key]
      const checked = value === null ? { value } : checkField(key, value, checkPhone)
      if (rules && !can?.write) wrong[key] = 'cannot be stored at this service'
      else if (value === null && can && !can.clear) wrong[key] = 'cannot be cleared at this service'
      else if ('error' in checked) wrong[key] = checked.error
      else patch = withKey<unknown>(patch, key, checked.value)
    }
  }
  if (Object.keys(wrong).length > 0) throw invalid(caller, wrong)
  return patch
}

/** Returns the user after a patch. */
export function applyUserPatch(
  user: User,
  patch: UserPatch,
  rules: Pick<TraitRules, 'merge'>,
): User {
  const { traits, ...fields } = patch
  const next = Object.entries(fields).reduce<Record<string, unknown>>(
    (result, [key, value]) =>
      value === null
        ? withoutKey(result, key)
        : value === undefined
          ? result
          : withKey<unknown>(result, key, value),
    { ...user },
  )
  return {
    ...(next as unknown as User),
    traits: traits ? applyTraits(user.traits, traits, rules) : user.traits,
  }
}

/** Returns whether a key is a field of a user. */
export function isUserField(key: string): key is UserField {
  return userFields.some((field) => field === key)
}

/** Returns whether a key is a flag of a user. */
export function isUserFlag(key: string): key is UserFlag {
  return userFlags.some((flag) => flag === key)
}

/** Creates the error of an unknown user. */
export function userNotFound(service: string): IdentikitError {
  return new IdentikitError('not-found', `${service} does not know this user.`, { status: 404 })
}

/** Splits a patch into patches of one value each, so that each can fail alone. */
export function splitUserPatch(
  { traits, ...fields }: UserPatch,
  rules: Pick<TraitRules, 'merge'>,
): UserPatch[] {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return [
    ...given.map(([key, value]) => ({ [key]: value })),
    ...splitTraits(traits ?? {}, rules).map((part) => ({ traits: part })),
  ]
}

function splitTraits(traits: Traits, rules: Pick<TraitRules, 'merge'>): Traits[] {
  return Object.entries(traits).flatMap(([key, value]) => {
    const nested = rules.merge === 'deep' && isJsonMap(value) ? splitTraits(value, rules) : []
    return (nested.length > 0 ? nested : [value]).map((part) => withKey({}, key, part))
  })
}

/** Joins patches; later values replace earlier ones. */
export function joinUserPatches(
  patches: readonly UserPatch[],
  rules: Pick<TraitRules, 'merge'>,
): UserPatch {
  return patches.reduce<UserPatch>(({ traits: before, ...fields }, { traits, ...more }) => {
    const joined = traits ? joinTraits(before ?? {}, traits, rules) : before
    return { ...fields, ...more, ...(joined && { traits: joined }) }
  }, {})
}

function joinTraits(before: Traits, traits: Traits, rules: Pick<TraitRules, 'merge'>): Traits {
  return Object.entries(traits).reduce<Traits>((joined, [key, value]) => {
    const old = Object.hasOwn(joined, key) ? joined[key] : undefined
    const both = rules.merge === 'deep' && isJsonMap(old) && isJsonMap(value)
    return withKey(joined, key, both ? joinTraits(old, value, rules) : value)
  }, before)
}

/** Returns the key of a split patch, e.g. `["traits","address","city"]`. */
export function userPatchKey(patch: UserPatch, rules: Pick<TraitRules, 'merge'>): string {
  const [[key, value] = []] = Object.entries<unknown>(patch as Readonly<Record<string, unknown>>)
  return JSON.stringify(key === 'traits' ? [key, ...getTraitPath(value, rules)] : [key])
}

function getTraitPath(traits: unknown, rules: Pick<TraitRules, 'merge'>): string[] {
  const [entry] = isJsonMap(traits) ? Object.entries(traits) : []
  if (!entry) return []
  return [entry[0], ...(rules.merge === 'deep' ? getTraitPath(entry[1], rules) : [])]
}

import * as z from 'zod/mini'
import { isMap } from '../../core/json.js'
import { withKey } from '../../core/objectKeys.js'
import type { JsonPath } from '../http/parseParts.js'

/** A JSON object of Knock; may have a key `__proto__`. */
export type WireMap = Readonly<Record<string, unknown>>

/** The JSON of a preference set. */
export type KnockSet = WireMap

/** The maps of a set that contain types. */
export type TypeMap = 'workflows' | 'categories'

/** The maps of a set or a row that contain channels. */
export type ChannelMap = 'channel_types' | 'channels'

/** The key that marks a tenant default that overrides the recipient's own preferences. */
export const strategyKey = '__strategy__'

const typeMapKeys = ['workflows', 'categories']
const channelMapKeys = ['channel_types', 'channels']
const mapKeys = [...typeMapKeys, ...channelMapKeys]

/**
 * A preference set. Its parts are not validated, so that an odd part is shown as read-only and reported, see {@link findOddSettings}. An
 * object with neither an id nor a part of a set is something else, e.g. an error with a success status.
 * @see https://docs.knock.app/api-reference/recipients/preferences/schemas/preference_set
 */
export const preferenceSetSchema = z.custom<KnockSet>(
  (value) =>
    isMap(value) &&
    ['id', ...mapKeys, 'commercial_subscribed'].some((key) => Object.hasOwn(value, key)),
  'must be a preference set',
)

/** Returns an own property of a JSON object; `undefined` for any other value. */
export function getOwn(map: unknown, key: string): unknown {
  return isMap(map) && Object.hasOwn(map, key) ? map[key] : undefined
}

/** Returns the value at a path; `undefined` if there is none. */
export function getAt(map: unknown, path: readonly string[]): unknown {
  return path.reduce(getOwn, map)
}

/** Returns a copy with the value at a path. */
export function setAt(map: unknown, path: readonly string[], value: unknown): WireMap {
  const [key = '', ...rest] = path
  const next = rest.length === 0 ? value : setAt(getOwn(map, key), rest, value)
  return withKey(isMap(map) ? map : {}, key, next)
}

/** Returns the entries of a map in a set or a row, without Knock's own marks. */
export function getEntries(map: unknown, key: string): readonly (readonly [string, unknown])[] {
  const value = getOwn(map, key)
  return isMap(value) ? Object.entries(value).filter(([name]) => name !== strategyKey) : []
}

/**
 * Checks whether a tenant default overrides the recipient's preferences in this part.
 * @see https://docs.knock.app/preferences/overview
 */
export function isOverridden(map: unknown): boolean {
  return getOwn(map, strategyKey) === 'replace'
}

/**
 * Merges the answer to a write into the set that was read before. Whether the answer contains the defaults of environment and
 * tenant is not documented. A merge removes nothing, and overridden parts stay overridden.
 */
export function mergeAnswer(before: unknown, answer: unknown): unknown {
  if (answer === null || answer === undefined) return before
  if (!isMap(before) || !isMap(answer)) return answer
  if (isOverridden(before) && !isOverridden(answer)) return before
  const entries = Object.entries(answer).map(([key, value]) => [
    key,
    mergeAnswer(getOwn(before, key), value),
  ])
  return Object.fromEntries([...Object.entries(before), ...entries])
}

/** Returns the paths of the parts of a set that are not as documented. */
export function findOddSettings(set: unknown): readonly JsonPath[] {
  const findInRow = (row: unknown, path: JsonPath): readonly JsonPath[] => [
    ...channelMapKeys.flatMap((key) => findOddEntries(row, [...path, key], isSetting)),
    ...(isListOrNothing(getOwn(row, 'conditions')) ? [] : [[...path, 'conditions']]),
  ]
  const inRows = typeMapKeys.flatMap((key) => [
    ...findOddEntries(set, [key], isRow),
    ...getEntries(set, key).flatMap(([name, row]) => findInRow(row, [key, name])),
  ])
  const commercial = getOwn(set, 'commercial_subscribed')
  const inSubscription = isSetting(commercial) ? [] : [['commercial_subscribed']]
  return [...inRows, ...findInRow(set, []), ...inSubscription]
}

/** Returns the paths of the entries of the map at the end of a path that are not as documented, or that of the map itself. */
function findOddEntries(
  parent: unknown,
  path: JsonPath,
  isExpected: (value: unknown) => boolean,
): readonly JsonPath[] {
  const key = String(path.at(-1))
  if (!isMap(getOwn(parent, key) ?? {})) return [path]
  return getEntries(parent, key).flatMap(([name, value]) =>
    isExpected(value) ? [] : [[...path, name]],
  )
}

const isListOrNothing = (value: unknown) => Array.isArray(value ?? [])

/** Checks whether a value is a boolean, nothing, or an object, e.g. with conditions. */
const isRow = (value: unknown) => typeof (value ?? false) === 'boolean' || isMap(value)

const isSetting = (value: unknown) =>
  isRow(value) && (!isMap(value) || Array.isArray(value['conditions']) || isOverridden(value))

/** Checks whether a set contains every value of a patch. */
export function containsPatch(set: unknown, patch: unknown): boolean {
  if (!isMap(patch)) return set === patch
  return Object.entries(patch).every(([key, value]) => containsPatch(getOwn(set, key), value))
}

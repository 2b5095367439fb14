import * as z from 'zod/mini'

/** A JSON object of Knock's; a key named `__proto__` is one like any other. */
export type WireMap = Readonly<Record<string, unknown>>

/** A preference set as it came. */
export type KnockSet = WireMap

/** Where a type stands in a set. */
export type TypeMap = 'workflows' | 'categories'
export type ChannelMap = 'channel_types' | 'channels'

export const strategyKey = '__strategy__'

const maps = ['workflows', 'categories', 'channel_types', 'channels']

/**
 * Rows are not judged here: the vendor's own schema refuses its own example of one. What has neither an id nor any part of a set is
 * something else, such as an error that came as a success.
 */
export const knockSetSchema = z.custom<KnockSet>(
  (value) =>
    isMap(value) &&
    ['id', ...maps, 'commercial_subscribed'].some((key) => Object.hasOwn(value, key)) &&
    maps.every((map) => isMap(own(value, map) ?? {})),
  'must be a preference set',
)

export function isMap(value: unknown): value is WireMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function own(map: unknown, key: string): unknown {
  return isMap(map) && Object.hasOwn(map, key) ? map[key] : undefined
}

/** The value at the end of a path; `undefined` where it leads nowhere. */
export function at(map: unknown, path: readonly string[]): unknown {
  return path.reduce(own, map)
}

/** What a map holds, without Knock's own marks. */
export function entriesAt(map: unknown, key: string): readonly (readonly [string, unknown])[] {
  const value = own(map, key)
  return isMap(value) ? Object.entries(value).filter(([name]) => name !== strategyKey) : []
}

/** A copy with this value at the end of the path. */
export function withPath(map: unknown, path: readonly string[], value: unknown): WireMap {
  const [key = '', ...further] = path
  const next = further.length === 0 ? value : withPath(own(map, key), further, value)
  return Object.fromEntries([...Object.entries(isMap(map) ? map : {}), [key, next]])
}

/** Whether a default of the tenant overrides what the person chose in this part (https://docs.knock.app/preferences/overview). */
export function isReplaced(map: unknown): boolean {
  return own(map, strategyKey) === 'replace'
}

/**
 * What is shown after a write: the answer over what was read before, since nobody says whether the answer to a write has the
 * defaults of environment and tenant merged in. A merge removes nothing, and what a tenant decides stays decided.
 */
export function withAnswer(before: unknown, answer: unknown): unknown {
  if (answer === null || answer === undefined) return before
  if (!isMap(before) || !isMap(answer)) return answer
  if (isReplaced(before) && !isReplaced(answer)) return before
  const entries = Object.entries(answer).map(([key, value]) => [
    key,
    withAnswer(own(before, key), value),
  ])
  return Object.fromEntries([...Object.entries(before), ...entries])
}

/** Whether everything that was sent stands in the answer. */
export function holds(answer: unknown, sent: unknown): boolean {
  if (!isMap(sent)) return answer === sent
  return Object.entries(sent).every(([key, value]) => holds(own(answer, key), value))
}

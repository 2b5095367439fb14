import * as z from 'zod/mini'

/** A value that JSON can represent. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }

const maxDepth = 32

/** Lone surrogates and NUL, which JSON in Postgres can't store. The kit refuses them for every service. */
export const forbiddenCharacters = /\p{Surrogate}|\0/u

/** Returns whether a value is JSON: no cycles, functions, `NaN` or class instances, at most 32 levels. */
export function isJson(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'string') return !forbiddenCharacters.test(value)
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth === maxDepth) return false
  // A copy, because `every` skips the holes of a list, which JSON fills with `null`.
  if (Array.isArray(value)) return [...value].every((item) => isJson(item, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  return (
    (prototype === Object.prototype || prototype === null) &&
    Object.entries(value).every(
      ([key, item]) => !forbiddenCharacters.test(key) && isJson(item, depth + 1),
    )
  )
}

/** The schema of a JSON value. */
export const jsonSchema = z.custom<Json>(
  (value) => isJson(value),
  'must be JSON of at most 32 levels',
)

/** A map from a response. Its values aren't checked. It keeps `__proto__` as a key, unlike `z.record`. */
export const wireMapSchema = z.custom<Readonly<Record<string, Json>>>(isMap, 'must be an object')

/** A map to be stored. */
export const jsonMapSchema = z.custom<Readonly<Record<string, Json>>>(
  isJsonMap,
  'must be an object of JSON values, at most 32 levels deep',
)

/** Returns whether a value is an object of JSON values. */
export function isJsonMap(value: unknown): value is Readonly<Record<string, Json>> {
  return isMap(value) && isJson(value)
}

/** Returns whether a value is an object and no list. Its values aren't checked. */
export function isMap(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

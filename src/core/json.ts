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

/** Lone surrogates and NUL cannot be stored everywhere (JSON in Postgres refuses both), so the kit refuses them for all. */
export const forbiddenCharacters = /\p{Surrogate}|\0/u

/** Whether a value survives JSON unchanged: no cycles, functions, `NaN` or class instances, at most 32 levels. */
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

export const jsonSchema = z.custom<Json>(
  (value) => isJson(value),
  'must be JSON of at most 32 levels',
)

/** A map as it came over a wire: it is JSON already, and what is stored is not judged. Keeps `__proto__` as a key, unlike zod's `record`. */
export const wireMapSchema = z.custom<Readonly<Record<string, Json>>>(isMap, 'must be an object')

/** A map that somebody wants stored. */
export const jsonMapSchema = z.custom<Readonly<Record<string, Json>>>(
  isJsonMap,
  'must be an object of JSON values, at most 32 levels deep',
)

export function isJsonMap(value: unknown): value is Readonly<Record<string, Json>> {
  return isMap(value) && isJson(value)
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

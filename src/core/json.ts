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

const tooDeep = 'must be JSON of at most 32 levels'
const notStorable = 'holds a character that cannot be stored'
const notStorableKey = 'has a key with a character that cannot be stored'
const rounded = 'is beyond 9007199254740991 and would lose digits; send it as a string'

/** The first part that isn't JSON: its path below the value, e.g. `.a.b[2]`, and the problem. */
export type JsonProblem = readonly [path: string, problem: string]

/**
 * Returns the first part of a value that can't be stored as JSON: cycles, functions, `NaN`, class instances, more than 32 levels, and
 * integers beyond 9007199254740991, because a number doesn't hold all their digits.
 */
export function findJsonProblem(value: unknown, depth = 0): JsonProblem | undefined {
  if (value === null || typeof value === 'boolean') return undefined
  if (typeof value === 'string')
    return forbiddenCharacters.test(value) ? ['', notStorable] : undefined
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? undefined : ['', rounded]
  if (Number.isFinite(value)) return undefined
  if (!Array.isArray(value) && !isPlainObject(value)) return ['', 'must be JSON']
  if (depth === maxDepth) return ['', tooDeep]
  // The keys of a list, because its entries skip its holes, which JSON fills with `null`.
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    if (typeof key === 'string' && forbiddenCharacters.test(key)) return ['', notStorableKey]
    const found = findJsonProblem((value as Readonly<Record<string, unknown>>)[key], depth + 1)
    // The path of 32 levels would be no help.
    if (found?.[1] === tooDeep) return found
    if (found) return [`${typeof key === 'string' ? `.${key}` : `[${key}]`}${found[0]}`, found[1]]
  }
  return undefined
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Returns whether a value is JSON that is stored unchanged. */
export const isJson = (value: unknown): value is Json => findJsonProblem(value) === undefined

/** Returns the errors of a map that is to be stored, by path: `traits.a.b[2]` for the name `traits`. */
export function checkJsonMap(name: string, map: unknown): Record<string, string> {
  if (!isPlainObject(map)) return { [name]: 'must be an object of JSON values' }
  const wrong: Record<string, string> = {}
  for (const [key, value] of Object.entries(map)) {
    const found = findJsonProblem({ [key]: value })
    if (found) wrong[`${name}${found[0]}`] = found[1]
  }
  return wrong
}

/** Returns whether a value is an object of JSON values. */
export function isJsonMap(value: unknown): value is Readonly<Record<string, Json>> {
  return isMap(value) && isJson(value)
}

/** Returns whether a value is an object and no list. Its values aren't checked. */
export function isMap(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

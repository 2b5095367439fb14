import type * as z from 'zod/mini'
import { isMap } from '../../core/json.js'
import { memoize } from '../../core/memoize.js'

/** A place in JSON. */
export type JsonPath = readonly PropertyKey[]

/** The data of JSON whose invalid parts are left out, or the issues of JSON that is invalid without them, too. */
export type PartsResult<T> =
  | { readonly isReadable: true; readonly data: T; readonly issues: readonly z.core.$ZodIssue[] }
  | { readonly isReadable: false; readonly issues: readonly z.core.$ZodIssue[] }

/**
 * Parses JSON by a schema without the parts that don't match it. A part that is required, and invalid or missing, invalidates the
 * object or list entry around it, so that e.g. a user without an id is left out of a page and the other users are not.
 */
export function parseParts<Schema extends z.ZodMiniType>(
  schema: Schema,
  json: unknown,
): PartsResult<z.output<Schema>> {
  const omitted: z.core.$ZodIssue[] = []
  let rest = json
  for (;;) {
    const { success, data, error } = schema.safeParse(rest)
    if (success) return { isReadable: true, data, issues: omitted }
    const paths = error.issues.map(({ path }) => findPart(rest, path))
    if (paths.some((path) => path.length === 0)) return { isReadable: false, issues: error.issues }
    omitted.push(...error.issues)
    rest = withoutParts(rest, paths)
  }
}

/** Returns the path of the existing part that an issue is about: what is missing belongs to the part around it. */
function findPart(json: unknown, path: JsonPath): JsonPath {
  let part = json
  for (const [depth, key] of path.entries()) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) {
      return path.slice(0, depth)
    }
    part = (part as Readonly<Record<PropertyKey, unknown>>)[key]
  }
  return path
}

/** Returns a copy without the parts at some paths; keeps `__proto__` as a key. */
function withoutParts(json: unknown, paths: readonly JsonPath[]): unknown {
  if (paths.length === 0) return json
  // Grouped first, because an answer can have many entries and as many unreadable ones.
  const pathsByKey = new Map<string, JsonPath[]>()
  for (const [first, ...rest] of paths) {
    memoize(pathsByKey, String(first), (): JsonPath[] => []).push(rest)
  }
  const entries = Object.entries(json as object).flatMap(([key, value]: [string, unknown]) => {
    const inner = pathsByKey.get(key) ?? []
    return inner.some((path) => path.length === 0)
      ? []
      : [[key, withoutParts(value, inner)] as const]
  })
  return isMap(json) ? Object.fromEntries(entries) : entries.map(([, value]) => value)
}

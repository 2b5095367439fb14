/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>

/** An error answer of the fake. */
export class CourierRefusal extends Error {
  readonly status: number
  constructor(status: number) {
    super(`refused with ${status}`)
    this.status = status
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns an object of a request, or refuses it. */
export function readObject(value: unknown, _name: string): JsonObject {
  if (!isObject(value)) throw new CourierRefusal(400)
  return value
}

/** Merges a patch, in which `null` removes a key, down to a depth. */
export function mergePatch(before: JsonObject, patch: JsonObject, depth: number): JsonObject {
  const merged = new Map(Object.entries(before))
  for (const [key, value] of Object.entries(patch)) {
    const old = merged.get(key)
    if (value === null) merged.delete(key)
    else if (depth > 1 && isObject(value))
      merged.set(key, mergePatch(isObject(old) ? old : {}, value, depth - 1))
    else merged.set(key, value)
  }
  return Object.fromEntries(merged)
}

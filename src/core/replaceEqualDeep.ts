import { withKey } from './objectKeys.js'

/**
 * Returns `after` with the objects of `before` wherever they are deeply equal, so that only changed parts are new objects. Unlike
 * TanStack's `replaceEqualDeep`, it keeps a key named `__proto__`, which traits may have.
 */
export function replaceEqualDeep<T>(before: unknown, after: T): T {
  if (before === after) return after
  if (Array.isArray(before) && Array.isArray(after)) {
    const items = after.map((item, index) => replaceEqualDeep<unknown>(before[index], item))
    const isSame =
      items.length === before.length && items.every((item, index) => item === before[index])
    return (isSame ? before : items) as T
  }
  if (!isPlain(before) || !isPlain(after)) return after
  let same = Object.keys(before).length === Object.keys(after).length
  let kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined
    const item = replaceEqualDeep(old, value)
    same &&= Object.hasOwn(before, key) && item === old
    kept = key === '__proto__' ? withKey(kept, key, item) : Object.assign(kept, { [key]: item })
  }
  return (same ? before : kept) as T
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

/** Returns a copy with the key set, also where the key is `__proto__`. */
export function withKey<T>(
  map: Readonly<Record<string, T>>,
  key: string,
  value: T,
): Record<string, T> {
  const next: Record<string, T> = { ...map }
  Object.defineProperty(next, key, { value, enumerable: true, configurable: true, writable: true })
  return next
}

/** Returns a copy without the key. */
export function withoutKey<T>(map: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const next = { ...map }
  delete next[key]
  return next
}

/** Returns the cached value of a key, or creates and caches it. */
export function memoize<Key, Value>(
  cache: Map<Key, Value>,
  key: Key,
  make: (key: Key) => Value,
): Value {
  if (!cache.has(key)) cache.set(key, make(key))
  return cache.get(key) as Value
}

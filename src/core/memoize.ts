interface Cache<Key, Value> {
  has(key: Key): boolean
  get(key: Key): Value | undefined
  set(key: Key, value: Value): unknown
}

/** Returns the cached value of a key, or creates and caches it. */
export function memoize<Key, Value>(
  cache: Cache<Key, Value>,
  key: Key,
  make: (key: Key) => Value,
): Value {
  if (!cache.has(key)) cache.set(key, make(key))
  return cache.get(key) as Value
}

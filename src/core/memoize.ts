/** What was answered before, or what is made now. */
export function memoize<Key, Value>(
  answers: Map<Key, Value>,
  key: Key,
  make: (key: Key) => Value,
): Value {
  if (!answers.has(key)) answers.set(key, make(key))
  return answers.get(key) as Value
}

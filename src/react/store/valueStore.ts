/** The result of `createValueStore`. */
export type ValueStore<Value> = ReturnType<typeof createValueStore<Value>>

/** Creates a value for `useSyncExternalStore`. */
export function createValueStore<Value>(initial: Value) {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    getSnapshot: () => value,
    getServerSnapshot: () => initial,
    set(next: Value): Value {
      if (next === value) return value
      value = next
      for (const listener of listeners) listener()
      return value
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    hasListeners: () => listeners.size > 0,
  }
}

import type { Stores } from './stores.js'

/** Returns a function that creates a part of a user's stores at its first call, so that only pages that use the part bundle it. */
export function perUserStore<Part>(create: (stores: Stores) => Part): (stores: Stores) => Part {
  const parts = new WeakMap<Stores, Part>()
  return (stores) => {
    const part = parts.get(stores) ?? create(stores)
    parts.set(stores, part)
    return part
  }
}

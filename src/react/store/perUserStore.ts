import { memoize } from '../../core/memoize.js'
import type { Stores } from './stores.js'

/** Returns a function that creates a part of a user's stores at its first call, so that only pages that use the part bundle it. */
export function perUserStore<Part>(create: (stores: Stores) => Part): (stores: Stores) => Part {
  const parts = new WeakMap<Stores, Part>()
  return (stores) => memoize(parts, stores, create)
}

import type { Stores } from './stores.js'

/** One of a kind for each user, made when somebody asks for it first, so that only who shows it bundles it. */
export function perUserStore<Part>(make: (stores: Stores) => Part): (stores: Stores) => Part {
  const known = new WeakMap<Stores, Part>()
  return (stores) => {
    const part = known.get(stores) ?? make(stores)
    known.set(stores, part)
    return part
  }
}

import { withProperties, type Properties, type UserWire } from './userWire.js'

/** How long in milliseconds a written value counts more than one that is read. OneSignal's own SDKs wait as long after a create. */
const duration = 5000

/** The properties that were written a moment ago, by the ids of users. */
export interface RecentWrites {
  /** Adds what OneSignal has saved. */
  readonly add: (id: string, properties: Properties) => void
  /** Removes these properties of a user. */
  readonly remove: (id: string, properties: Properties) => void
  /** Removes a user. */
  readonly delete: (id: string) => void
  /** Returns a user who was read, with what was written a moment ago. */
  readonly apply: (id: string, user: UserWire) => UserWire
}

/**
 * Keeps what this process wrote, so that an outdated read doesn't show a saved choice as unsaved. It holds the users of the last seconds
 * only.
 */
export function createRecentWrites(): RecentWrites {
  const writes = new Map<string, { readonly properties: Properties; readonly until: number }>()

  /** Deletes what is too old. The oldest come first. */
  function prune(now: number): void {
    for (const [id, { until }] of writes) {
      if (until > now) return
      writes.delete(id)
    }
  }

  return {
    add(id, { tags, ...others }) {
      const now = Date.now()
      prune(now)
      const { tags: known, ...knownOthers } = writes.get(id)?.properties ?? {}
      const entries = [...Object.entries(known ?? {}), ...Object.entries(tags ?? {})]
      const properties = { ...knownOthers, ...others, tags: Object.fromEntries(entries) }
      writes.delete(id)
      writes.set(id, { properties, until: now + duration })
    },
    remove(id, { tags, ...others }) {
      const write = writes.get(id)
      if (!write) return
      const { tags: known, ...knownOthers } = write.properties
      const properties = { ...omit(knownOthers, others), tags: omit(known ?? {}, tags ?? {}) }
      writes.set(id, { ...write, properties })
    },
    delete: (id) => void writes.delete(id),
    apply(id, user) {
      prune(Date.now())
      const write = writes.get(id)
      return write ? withProperties(user, write.properties) : user
    },
  }
}

/** Returns a copy without the keys of another object. */
const omit = <T extends object>(map: T, other: object): T =>
  Object.fromEntries(Object.entries(map).filter(([key]) => !Object.hasOwn(other, key))) as T

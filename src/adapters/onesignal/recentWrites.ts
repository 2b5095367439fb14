import { isSameTag, withProperties, type Properties, type UserWire } from './userWire.js'

/** How long in milliseconds a read may be outdated. OneSignal's own SDKs wait as long after a create. */
const duration = 5000

interface RecentWrite {
  readonly id: string
  readonly properties: Properties
  /** Whether the write created the user. */
  readonly isNew: boolean
  /** The end of the time in which a read may not show it, by `performance.now()`. */
  readonly until: number
}

/** What this process wrote a moment ago. */
export interface RecentWrites {
  /** Adds a user who was created. A read may not find the user yet. */
  readonly addUser: (id: string) => void
  /** Adds properties that OneSignal has saved. */
  readonly add: (id: string, properties: Properties) => void
  /** Removes these properties of a user, because it is unknown whether a later write of them was saved. */
  readonly remove: (id: string, properties: Properties) => void
  /** Removes a user. */
  readonly delete: (id: string) => void
  /** Returns whether a user was created a moment ago. */
  readonly isNew: (id: string) => boolean
  /** Returns a user who was read, with the writes that the read may not show yet. */
  readonly apply: (id: string, user: UserWire) => UserWire
}

/**
 * Keeps the writes of this process for some seconds, so that an outdated read doesn't show a saved choice as unsaved. A write is kept until
 * a read has shown it and the earlier ones, or until its own time is over: a later value of another process is hidden no longer.
 */
export function createRecentWrites(): RecentWrites {
  /** The oldest come first. */
  let writes: RecentWrite[] = []

  function push(id: string, properties: Properties, isNew: boolean): void {
    const now = performance.now()
    const first = writes.findIndex(({ until }) => until > now)
    writes.splice(0, first < 0 ? writes.length : first)
    writes.push({ id, properties, isNew, until: now + duration })
  }

  function find(id: string): readonly RecentWrite[] {
    const now = performance.now()
    return writes.filter((write) => write.id === id && write.until > now)
  }

  return {
    addUser: (id) => push(id, {}, true),
    add: (id, properties) => push(id, properties, false),
    remove(id, properties) {
      writes = writes.map((write) =>
        write.id === id
          ? { ...write, properties: omitProperties(write.properties, properties) }
          : write,
      )
    },
    delete(id) {
      writes = writes.filter((write) => write.id !== id)
    },
    isNew: (id) => find(id).some(({ isNew }) => isNew),
    apply(id, user) {
      const found = find(id)
      const hidden = found.findIndex(({ properties }) => !isShown(user, properties))
      const shown = hidden < 0 ? found : found.slice(0, hidden)
      // The next read may not find a new user again.
      const dropped = new Set(shown.filter(({ isNew }) => !isNew))
      writes = writes.filter((write) => !dropped.has(write))
      return found
        .filter((write) => !dropped.has(write))
        .reduce((result, { properties }) => withProperties(result, properties), user)
    },
  }
}

function isShown({ properties: stored }: UserWire, { tags = {}, timezone_id }: Properties) {
  if (!stored || (timezone_id !== undefined && stored.timezone_id !== timezone_id)) return false
  const storedTags = stored.tags ?? {}
  return Object.entries(tags).every(([key, value]) =>
    isSameTag(Object.hasOwn(storedTags, key) ? storedTags[key] : undefined, value),
  )
}

function omitProperties({ tags, ...others }: Properties, omitted: Properties): Properties {
  return { ...omit(others, omitted), tags: omit(tags ?? {}, omitted.tags ?? {}) }
}

/** Returns a copy without the keys of another object. */
const omit = <T extends object>(map: T, other: object): T =>
  Object.fromEntries(Object.entries(map).filter(([key]) => !Object.hasOwn(other, key))) as T

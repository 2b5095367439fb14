// Dismissed suggestions of this browser, per user. Kept in memory where nothing can be stored. No function throws.

/** The dismissed zones by storage key. */
const inMemory = new Map<string, string>()
const listeners = new Set<() => void>()

/** Returns whether a user dismissed a time zone. */
export function isDismissed(userId: string, timezone: string): boolean {
  return getDismissed(getStorageKey(userId)).includes(timezone)
}

/** Dismisses a time zone for a user. */
export function dismiss(userId: string, timezone: string): void {
  const key = getStorageKey(userId)
  const timezones = [...new Set([...getDismissed(key), timezone])].join(' ')
  try {
    localStorage.setItem(key, timezones)
  } catch {
    // There is no storage, it is full, or the page may not use it.
    inMemory.set(key, timezones)
  }
  for (const listener of listeners) listener()
}

/** Subscribes to dismissals on this page and in other tabs. */
export function subscribeToDismissals(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function getDismissed(key: string): readonly string[] {
  const kept = inMemory.get(key)?.split(' ') ?? []
  try {
    return [...kept, ...(localStorage.getItem(key)?.split(' ') ?? [])]
  } catch {
    return kept
  }
}

/** Returns a key with a hash (FNV-1a, 32 bit), so that the id isn't readable for the next user of the browser. */
function getStorageKey(userId: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(userId)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return `identikit:timezones-dismissed:${hash.toString(36)}`
}

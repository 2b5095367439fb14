/** What people said no to, in this browser: per person, and in memory where nothing can be stored. Nothing here throws. */

const inMemory = new Map<string, ReadonlySet<string>>()
const listeners = new Set<() => void>()

/** Whether this person said no to this. */
export function isDismissed(person: string, what: string): boolean {
  return inMemory.get(person)?.has(what) === true || stored(person).includes(what)
}

export function dismiss(person: string, what: string): void {
  try {
    localStorage.setItem(keyOf(person), [...new Set([...stored(person), what])].join(' '))
  } catch {
    // No storage, a full one, or one that the page may not use: this page still knows.
    inMemory.set(person, new Set([...(inMemory.get(person) ?? []), what]))
  }
  for (const listener of listeners) listener()
}

/** Hears of dismissals on this page and in other tabs. */
export function subscribeToDismissals(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function stored(person: string): readonly string[] {
  try {
    return localStorage.getItem(keyOf(person))?.split(' ') ?? []
  } catch {
    return []
  }
}

/** The id itself would tell the next person at this browser who was here (FNV-1a, 32 bit). */
function keyOf(person: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(person)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return `identikit:timezones-dismissed:${hash.toString(36)}`
}

import { isMap } from '../../core/json.js'
import type { ChangeEntry, ChangeLog } from '../../core/sync/changeLog.js'
import type { Page } from './page.js'

/** The part of an entry that is stored. */
export type StoredEntry = Pick<ChangeEntry<unknown>, 'change' | 'order' | 'at' | 'seen'>

interface StoredTab {
  readonly v: 1
  /** Whether the tab was closed, so that another may send its changes. */
  readonly isClosed: boolean
  /** When the tab last showed that it is open, in milliseconds since 1970. */
  readonly openAt: number
  readonly entries: Readonly<Record<string, readonly StoredEntry[]>>
}

/** How often an open tab with pending changes stores the time, in milliseconds. Browsers slow down the timers of hidden tabs to one per minute. */
const openInterval = 20_000
/** After how many milliseconds without a sign a tab counts as closed. */
const openTimeout = 90_000

/** How long a stored change may wait for the next page, in milliseconds. */
export const maxAge = 24 * 60 * 60 * 1000

/** The stored changes of one user. */
export type StoredQueue = ReturnType<typeof createStoredQueue>

/**
 * Creates the storage of the pending changes of one user: one key per tab, so that tabs don't overwrite each other. Storage may be full,
 * blocked or hold anything.
 */
export function createStoredQueue({ storage, on }: Page, userKey: string) {
  const prefix = `identikit:queue:${userKey}:`
  const ownKey = prefix + crypto.getRandomValues(new Uint32Array(3)).join('-')
  let entries: Record<string, readonly StoredEntry[]> = {}
  /** The keys of closed tabs and their resources that were taken over, until they are stored under this tab's key. */
  const taken: (readonly [key: string, resource: string])[] = []
  let isStored = false
  let isClosed = false
  let isCleared = false
  let stopEvents: (() => void) | undefined

  function write(): void {
    const isEmpty = Object.values(entries).every((list) => list.length === 0)
    try {
      if (!storage) return
      const tab: StoredTab = { v: 1, isClosed, openAt: Date.now(), entries }
      if (isEmpty) storage.removeItem(ownKey)
      else storage.setItem(ownKey, JSON.stringify(tab))
      for (const [key, resource] of taken.splice(0)) drop(key, resource)
      isStored = true
    } catch {
      isStored = false
      forgetOwn()
    }
    if (isEmpty === (stopEvents === undefined)) return
    stopEvents?.()
    stopEvents = isEmpty ? undefined : showOpen()
  }

  /** Deletes the older changes of this tab, where newer ones can't be stored. */
  function forgetOwn(): void {
    try {
      storage?.removeItem(ownKey)
    } catch {
      // Blocked: then nothing is stored.
    }
  }

  function showOpen(): () => void {
    const timer = setInterval(write, openInterval)
    const setClosed = (closed: boolean) => () => {
      isClosed = closed
      write()
    }
    const stops = [on('pagehide', setClosed(true)), on('pageshow', setClosed(false))]
    return () => {
      isClosed = false
      clearInterval(timer)
      for (const stop of stops) stop()
    }
  }

  /** Deletes the changes of one resource of another tab. */
  function drop(key: string, resource: string): void {
    const tab = parseTab(storage?.getItem(key))
    if (typeof tab !== 'object') return
    const { [resource]: _, ...others } = tab.entries
    const isEmpty = Object.values(others).every((list) => list.length === 0)
    if (isEmpty) storage?.removeItem(key)
    else storage?.setItem(key, JSON.stringify({ ...tab, entries: others }))
  }

  const listKeys = (start = prefix) =>
    Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '').filter(
      (key) => key.startsWith(start) && key !== ownKey,
    )

  /** Deletes what users left behind too long ago to be sent. */
  function deleteOld(): void {
    for (const key of listKeys('identikit:queue:')) {
      const tab = parseTab(storage?.getItem(key))
      if (typeof tab === 'object' && tab.openAt + 2 * maxAge < Date.now()) storage?.removeItem(key)
    }
  }

  return {
    /** Stores the pending changes of a resource in place of those before. */
    save(resource: string, log: ChangeLog<unknown>): void {
      const isUnchanged = log.length === 0 && !entries[resource]?.length && taken.length === 0
      if (isCleared || isUnchanged) return
      const list = log.map(({ change, order, at, seen }) => ({ change, order, at, seen }))
      entries = { ...entries, [resource]: list }
      write()
    },
    /** Returns whether the last changes are stored. */
    isStored: () => isStored,
    /**
     * Takes over the changes of a resource that closed tabs left behind.
     * @returns the changes, and the milliseconds after which to look again, if another tab may be open
     */
    takeOver(resource: string): {
      readonly found: readonly StoredEntry[]
      readonly lookAfter?: number
    } {
      const found: StoredEntry[] = []
      if (isCleared) return { found }
      let lookAfter: number | undefined
      try {
        deleteOld()
        for (const key of listKeys()) {
          const text = storage?.getItem(key)
          const tab = parseTab(text)
          if (tab === 'corrupt') storage?.removeItem(key)
          if (typeof tab !== 'object') continue
          const wait = tab.isClosed ? 0 : tab.openAt + openTimeout - Date.now()
          // A time in the future is from a wrong clock.
          if (wait > 0 && wait <= openTimeout) {
            lookAfter = Math.min(lookAfter ?? wait, wait)
            continue
          }
          const { [resource]: list = [] } = tab.entries
          found.push(...list)
          if (list.length > 0) taken.push([key, resource])
        }
      } catch {
        // Blocked or full: what was read is sent all the same.
      }
      return { found, ...(lookAfter !== undefined && { lookAfter }) }
    },
    /** Stores changes again after `clear`. */
    resume(): void {
      isCleared = false
    },
    /** Deletes the changes of all tabs: the user signed out. */
    clear(): void {
      isCleared = true
      entries = {}
      write()
      try {
        for (const key of listKeys()) storage?.removeItem(key)
      } catch {
        // Blocked: then nothing was stored either.
      }
    },
  }
}

function parseTab(text: string | null | undefined): StoredTab | 'corrupt' | undefined {
  try {
    const tab = JSON.parse(text ?? '') as Partial<Omit<StoredTab, 'v'>> & { readonly v?: unknown }
    // A tab with another version of the kit keeps its own.
    if (typeof tab.v === 'number' && tab.v !== 1) return undefined
    const isValid =
      tab.v === 1 &&
      typeof tab.openAt === 'number' &&
      isMap(tab.entries) &&
      Object.values(tab.entries).every((list) => Array.isArray(list) && list.every(isEntry))
    return isValid ? (tab as unknown as StoredTab) : 'corrupt'
  } catch {
    return 'corrupt'
  }
}

function isEntry(entry: unknown): boolean {
  const { order, at, change, seen } = Object(entry) as Partial<StoredEntry>
  return (
    typeof order?.writer === 'string' &&
    Number.isSafeInteger(order.seq) &&
    typeof at === 'number' &&
    typeof change === 'object' &&
    Array.isArray(seen)
  )
}

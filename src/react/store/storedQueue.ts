import { isMap } from '../../core/json.js'
import type { ChangeEntry, ChangeLog } from '../../core/sync/changeLog.js'
import type { Page } from './page.js'
import { listStored, readStored, writeStored } from '../environment/readStored.js'

/** The part of an entry that is stored. */
export type StoredEntry = Pick<ChangeEntry<unknown>, 'change' | 'order' | 'at' | 'seen'>

type StoredEntries = Readonly<Record<string, readonly StoredEntry[]>>

interface StoredTab {
  readonly v: 1
  /** Whether the tab was closed, so that another may send its changes. */
  readonly isClosed: boolean
  /** When the tab last showed that it is open, in milliseconds since 1970. */
  readonly openAt: number
  readonly entries: StoredEntries
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
export function createStoredQueue(page: Page, userKey: string) {
  const prefix = `identikit:queue:${userKey}:`
  const ownKey = prefix + crypto.getRandomValues(new Uint32Array(3)).join('-')
  let entries: StoredEntries = {}
  /** The keys of closed tabs and their resources that were taken over, until they are stored under this tab's key. */
  const taken: (readonly [key: string, resource: string])[] = []
  let isStored = false
  let isClosed = false
  let isCleared = false
  let stopEvents: (() => void) | undefined

  function write(): void {
    const isEmpty = isWithoutEntries(entries)
    const tab: StoredTab = { v: 1, isClosed, openAt: Date.now(), entries }
    isStored = writeStored(page, ownKey, isEmpty ? undefined : tab)
    if (isStored) for (const [key, resource] of taken.splice(0)) drop(key, resource)
    // The older changes of this tab, where newer ones can't be stored.
    else writeStored(page, ownKey)
    if (isEmpty === (stopEvents === undefined)) return
    stopEvents?.()
    stopEvents = isEmpty ? undefined : showOpen()
  }

  function showOpen(): () => void {
    const timer = setInterval(write, openInterval)
    const setClosed = (closed: boolean) => () => {
      isClosed = closed
      write()
    }
    const stops = [page.on('pagehide', setClosed(true)), page.on('pageshow', setClosed(false))]
    return () => {
      isClosed = false
      clearInterval(timer)
      for (const stop of stops) stop()
    }
  }

  /** Deletes the changes of one resource of another tab. */
  function drop(key: string, resource: string): void {
    const tab = readStored(page, key)
    if (!isTab(tab)) return
    const others = { ...tab.entries, [resource]: [] }
    writeStored(page, key, isWithoutEntries(others) ? undefined : { ...tab, entries: others })
  }

  const listOthers = (start = prefix) => listStored(page, start).filter((key) => key !== ownKey)

  /** Deletes what is corrupt, and what users left behind too long ago to be sent. */
  function clean(): void {
    for (const key of listOthers('identikit:queue:')) {
      const tab = readStored(page, key)
      const isRecent = isTab(tab) && tab.openAt + 2 * maxAge >= Date.now()
      if (!isRecent && !isOfOtherVersion(tab)) writeStored(page, key)
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
      readonly lookAfter: number
    } {
      const found: StoredEntry[] = []
      let lookAfter = Infinity
      if (isCleared) return { found, lookAfter }
      clean()
      for (const key of listOthers()) {
        const tab = readStored(page, key)
        if (!isTab(tab)) continue
        const wait = tab.isClosed ? 0 : tab.openAt + openTimeout - Date.now()
        const list = tab.entries[resource] ?? []
        // A time in the future is from a wrong clock.
        if (wait > 0 && wait <= openTimeout) lookAfter = Math.min(lookAfter, wait)
        else if (list.length > 0) {
          found.push(...list)
          taken.push([key, resource])
        }
      }
      return { found, lookAfter }
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
      for (const key of listOthers()) writeStored(page, key)
    },
  }
}

const isWithoutEntries = (entries: StoredEntries) =>
  Object.values(entries).every((list) => list.length === 0)

/** Returns whether a stored value is of a tab with another version of the kit, which keeps its own. */
function isOfOtherVersion(tab: unknown): boolean {
  const { v } = Object(tab) as { readonly v?: unknown }
  return typeof v === 'number' && v !== 1
}

function isTab(tab: unknown): tab is StoredTab {
  const { v, openAt, entries } = Object(tab) as Partial<StoredTab>
  return (
    v === 1 &&
    typeof openAt === 'number' &&
    isMap(entries) &&
    Object.values(entries).every((list) => Array.isArray(list) && list.every(isEntry))
  )
}

function isEntry(entry: unknown): boolean {
  const { order, at, change, seen } = Object(entry) as Partial<StoredEntry>
  return (
    typeof order?.writer === 'string' &&
    Number.isSafeInteger(order.seq) &&
    typeof at === 'number' &&
    isMap(change) &&
    Array.isArray(seen)
  )
}

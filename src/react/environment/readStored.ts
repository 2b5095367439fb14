import type { Page } from '../store/page.js'

/** Returns the stored value of a key; `undefined` if there is none, if it isn't JSON, or where storage is blocked. */
export function readStored({ storage }: Page, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? '')
  } catch {
    return undefined
  }
}

/** Stores a value, or deletes it if it is `undefined`. Returns whether that was done: storage may be full, blocked or absent. */
export function writeStored({ storage }: Page, key: string, value?: unknown): boolean {
  try {
    if (value === undefined) storage?.removeItem(key)
    else storage?.setItem(key, JSON.stringify(value))
    return storage !== undefined
  } catch {
    return false
  }
}

/** Returns the stored keys that start with a prefix. */
export function listStored({ storage }: Page, prefix: string): readonly string[] {
  try {
    const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index))
    return keys.filter((key) => key?.startsWith(prefix)) as string[]
  } catch {
    return []
  }
}

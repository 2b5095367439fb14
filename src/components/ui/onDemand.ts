'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { createValueStore, type ValueStore } from '../../react/store/valueStore.js'

/** A module that is loaded when a component that needs it is shown. */
export interface OnDemand<Part> extends Pick<
  ValueStore<Part | null | undefined>,
  'subscribe' | 'getSnapshot' | 'getServerSnapshot'
> {
  /** Loads the module once for the page, and again after a failure. Resolves with `null` if that fails. */
  readonly load: () => Promise<Part | null>
}

/** Returns a module that `load` imports. */
export function createOnDemand<Part>(load: () => Promise<Part>): OnDemand<Part> {
  const store = createValueStore<Part | null | undefined>(undefined)
  let loading: Promise<Part | null> | undefined
  async function start(): Promise<Part | null> {
    const part = await load().catch(() => null)
    if (part === null) loading = undefined
    store.set(part)
    return part
  }
  return { ...store, load: () => (loading ??= start()) }
}

/**
 * Loads a module and returns it; `undefined` until it is loaded, on the server and while hydrating, `null` if it can't be loaded.
 */
export function useOnDemand<Part>(part: OnDemand<Part>, isNeeded = true): Part | null | undefined {
  const { load, subscribe, getSnapshot, getServerSnapshot } = part
  useEffect(() => {
    if (isNeeded) void load()
  }, [load, isNeeded])
  return useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot)
}

import type { Page, PageEvent, TabMessage } from '../../../src/react/store/page.js'

/** A browser whose tabs share storage and messages. */
export type TestBrowser = ReturnType<typeof createTestBrowser>

/** One tab of a test browser. */
export type TestTab = ReturnType<TestBrowser['openTab']>

/**
 * Creates a browser. Tabs receive messages in a later task (`setTimeout`), as from a `BroadcastChannel`, so advance fake timers to
 * deliver them.
 */
export function createTestBrowser() {
  const stored = new Map<string, string>()
  const receivers = new Map<object, (message: TabMessage) => void>()
  const messages: TabMessage[] = []
  let isFull = false

  const storage = {
    get length() {
      return stored.size
    },
    key: (index: number) => [...stored.keys()][index] ?? null,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem(key: string, value: string) {
      if (isFull) throw new DOMException('The quota is exceeded.', 'QuotaExceededError')
      stored.set(key, value)
    },
    removeItem: (key: string) => void stored.delete(key),
  }

  /** Opens a tab that is online and visible. `hasStorage: false`: the browser blocks storage. */
  function openTab({ hasStorage = true, isOnline = true, isVisible = true } = {}) {
    const id = {}
    const listeners = new Map<PageEvent, Set<() => void>>()
    const messageListeners = new Set<(message: TabMessage) => void>()
    const prompts = new Set<() => boolean>()
    let isOpen = true
    let isNowOnline = isOnline
    let isNowVisible = isVisible

    receivers.set(id, (message) => {
      for (const listener of messageListeners) listener(structuredClone(message))
    })

    /** Dispatches an event to the listeners of the tab, without changing its state. */
    function fire(event: PageEvent): void {
      for (const listener of listeners.get(event) ?? []) listener()
    }

    const page: Page = {
      isOnline: () => isNowOnline,
      isVisible: () => isNowVisible,
      on(event, listener) {
        const set = listeners.get(event) ?? new Set()
        listeners.set(event, set.add(listener))
        return () => set.delete(listener)
      },
      storage: hasStorage
        ? {
            get length() {
              return storage.length
            },
            key: storage.key,
            getItem: storage.getItem,
            setItem: (key, value) => isOpen && storage.setItem(key, value),
            removeItem: (key) => isOpen && storage.removeItem(key),
          }
        : undefined,
      post(message) {
        if (!isOpen) return
        messages.push(message)
        for (const receiver of receivers.keys())
          if (receiver !== id) setTimeout(() => receivers.get(receiver)?.(message))
      },
      promptBeforeUnload(isUnsaved) {
        prompts.add(isUnsaved)
        return () => prompts.delete(isUnsaved)
      },
      onMessage(listener) {
        messageListeners.add(listener)
        return () => messageListeners.delete(listener)
      },
    }

    return {
      page,
      fire,
      goOffline() {
        isNowOnline = false
        fire('offline')
      },
      goOnline() {
        isNowOnline = true
        fire('online')
      },
      hide() {
        isNowVisible = false
        fire('hidden')
      },
      reveal() {
        isNowVisible = true
        fire('visible')
      },
      /** Closes the tab without an event, as when the browser ends its process; nothing it does later has an effect. */
      kill() {
        isOpen = false
        receivers.delete(id)
        listeners.clear()
        messageListeners.clear()
      },
      /** Returns whether the browser would ask the user before it closes the tab. */
      isPrompting: () => [...prompts].some((isUnsaved) => isUnsaved()),
      /** The number of listeners for events and messages. */
      countListeners: () =>
        [...listeners.values()].reduce((sum, { size }) => sum + size, messageListeners.size),
    }
  }

  return {
    openTab,
    /** What is stored, to be read and changed by tests. */
    stored,
    /** All messages that tabs sent. */
    messages,
    /** Makes writes to the storage fail, or succeed again. */
    setStorageFull: (value: boolean) => void (isFull = value),
  }
}

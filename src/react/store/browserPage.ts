import type { Page, PageEvent, TabMessage } from './page.js'

let page: Page | undefined

/** Returns the page of the browser's window. */
export function browserPage(): Page {
  return (page ??= createBrowserPage())
}

function createBrowserPage(): Page {
  const listeners = new Set<(message: TabMessage) => void>()
  const leaving = new Set<() => void>()
  let channel: BroadcastChannel | undefined

  function open(): BroadcastChannel | undefined {
    if (channel || typeof BroadcastChannel === 'undefined') return channel
    channel = new BroadcastChannel('identikit')
    channel.addEventListener('message', ({ data }: MessageEvent) => {
      if (isTabMessage(data)) for (const listener of listeners) listener(data)
    })
    // Node has channels too, in tests with a simulated DOM, and an open one keeps the process alive.
    ;(channel as { unref?: () => void }).unref?.()
    return channel
  }

  // One listener for all, before those of the host: Chromium aborts the requests of a page that is closed, and what waits for them would
  // go on between two listeners.
  const leave = () => {
    for (const listener of leaving) listener()
    // An open channel keeps a page out of the back/forward cache of some browsers.
    channel?.close()
    channel = undefined
  }
  addEventListener('pagehide', leave, { capture: true })
  on('pageshow', open)

  return {
    isOnline: () => navigator.onLine,
    isVisible: () => document.visibilityState !== 'hidden',
    on(event, listener) {
      if (event !== 'pagehide') return on(event, listener)
      leaving.add(listener)
      return () => leaving.delete(listener)
    },
    get storage() {
      return getStorage()
    },
    post: (message) => open()?.postMessage(message),
    promptBeforeUnload(isUnsaved) {
      const prompt = (event: Event) => {
        if (isUnsaved()) event.preventDefault()
      }
      addEventListener('beforeunload', prompt)
      return () => removeEventListener('beforeunload', prompt)
    },
    onMessage(listener) {
      listeners.add(listener)
      open()
      return () => listeners.delete(listener)
    },
  }
}

function on(event: Exclude<PageEvent, 'pagehide'>, listener: () => void): () => void {
  const isOfTab = event === 'hidden' || event === 'visible'
  const type = isOfTab ? 'visibilitychange' : event
  function handle(dispatched: Event): void {
    if (isOfTab && document.visibilityState !== event) return
    if (event === 'pageshow' && !(dispatched as PageTransitionEvent).persisted) return
    listener()
  }
  addEventListener(type, handle)
  return () => removeEventListener(type, handle)
}

function getStorage(): Page['storage'] {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** Returns whether data is a message of this version: other versions of the kit may run in other tabs. */
function isTabMessage(data: unknown): data is TabMessage {
  const { v, scope, resource } = Object(data) as Partial<Record<keyof TabMessage, unknown>>
  return v === 1 && typeof scope === 'string' && typeof resource === 'string'
}

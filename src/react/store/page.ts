/**
 * The events of a page that stores react to. `pageshow` is fired only when the page is restored from the back/forward cache; `hidden`
 * and `visible` follow the visibility of the tab.
 */
export type PageEvent = 'online' | 'offline' | 'pagehide' | 'pageshow' | 'hidden' | 'visible'

/** A message to the other tabs of the browser. */
export interface TabMessage {
  /** The version of the format. */
  readonly v: 1
  /** The client, scope and user whose data changed. */
  readonly scope: string
  /** The resource that changed, e.g. `preferences`. */
  readonly resource: string
}

/** What the stores use of the page that they run in; tests pass their own. */
export interface Page {
  /** Returns whether the browser is online. */
  readonly isOnline: () => boolean
  /** Returns whether the tab is visible. */
  readonly isVisible: () => boolean
  /** Adds a listener and returns a function that removes it. */
  readonly on: (event: PageEvent, listener: () => void) => () => void
  /** `localStorage`; `undefined` where it is blocked or absent. */
  readonly storage:
    | Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>
    | undefined
  /** Sends a message to the other tabs, where the browser can. */
  readonly post: (message: TabMessage) => void
  /** Makes the browser ask the user before the page is closed while something is unsaved. Returns a function that ends this. */
  readonly promptBeforeUnload: (isUnsaved: () => boolean) => () => void
  /** Adds a listener for the messages of other tabs and returns a function that removes it. */
  readonly onMessage: (listener: (message: TabMessage) => void) => () => void
}

/** The page on a server: online, visible, without events, storage and other tabs. */
export const serverPage: Page = {
  isOnline: () => true,
  isVisible: () => true,
  on: () => () => {},
  storage: undefined,
  post: () => {},
  promptBeforeUnload: () => () => {},
  onMessage: () => () => {},
}

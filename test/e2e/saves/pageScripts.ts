/** Functions that run in a page before its own scripts. Each is sent as text, so none may use the others. */

/** Makes the pause before the next try as long as it can be. */
export function pauseLong(): void {
  Math.random = () => 0.999
}

/** Sets the clock two minutes ahead. */
export function passMinutes(): void {
  const start = Date.now.bind(Date)
  Date.now = () => start() + 120_000
}

/** Fills `localStorage`. */
export function fillStorage(): void {
  for (let size = 2 ** 22; size >= 1;) {
    try {
      localStorage.setItem(`host ${localStorage.length}`, 'x'.repeat(size))
    } catch {
      size = Math.floor(size / 2)
    }
  }
}

/** Blocks `localStorage`, as browsers do without cookies. */
export function blockStorage(): void {
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('Blocked.', 'SecurityError')
    },
  })
}

/** Records what the page writes into a storage: `window.stored`. */
export function recordStorage(): void {
  const stored: string[] = []
  Object.assign(Storage.prototype, {
    setItem(this: Storage, key: string, value: string) {
      stored.push(`${key} ${value}`)
      this[key] = value
    },
  })
  Object.assign(window, { stored })
}

/** Records each state of the switch "Recap, Email": `window.states`. */
export function recordStates(): void {
  const states: (string | null)[] = []
  const record = () => {
    const state = document
      .querySelector('[aria-label="Recap, Email"]')
      ?.getAttribute('aria-checked')
    if (state !== undefined && state !== states.at(-1)) states.push(state)
  }
  const options = { subtree: true, childList: true, attributes: true }
  new MutationObserver(record).observe(document, options)
  Object.assign(window, { states })
}

/** What the functions of this file and the page add to `window`. */
export interface PageGlobals {
  readonly stored: readonly string[]
  readonly states: readonly string[]
  /** Shows a page that was opened with `manual`. */
  readonly start: () => void
}

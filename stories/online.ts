/** Sets whether the browser is online. */
export function setOnline(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: isOnline })
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

/** The `beforeEach` of stories that go offline. */
export const reconnectAfterwards = () => () => setOnline(true)

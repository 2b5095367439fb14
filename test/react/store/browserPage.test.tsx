import { expect, onTestFinished, test, vi } from 'vitest'
import { browserPage } from '../../../src/react/store/browserPage.js'
import type { PageEvent, TabMessage } from '../../../src/react/store/page.js'

const message: TabMessage = { v: 1, scope: 'client:ada', resource: 'preferences' }

/** Opens a channel, as another tab does. */
function openChannel() {
  const channel = new BroadcastChannel('identikit')
  const received: unknown[] = []
  channel.addEventListener('message', ({ data }) => received.push(data))
  onTestFinished(() => channel.close())
  const post = channel.postMessage.bind(channel)
  return { received, post }
}

function listen() {
  const received: TabMessage[] = []
  onTestFinished(browserPage().onMessage((data) => received.push(data)))
  return received
}

test('browserPage: sends messages to other tabs, not to its own', async () => {
  const other = openChannel()
  const own = listen()
  browserPage().post(message)
  await vi.waitFor(() => expect(other.received).toEqual([message]))
  expect(own).toEqual([])
})

test('browserPage: receives messages of other tabs and ignores other shapes and versions', async () => {
  const other = openChannel()
  const own = listen()
  for (const data of [undefined, null, 'text', {}, { ...message, v: 2 }, { v: 1, scope: 'a' }])
    other.post(data)
  other.post(message)
  await vi.waitFor(() => expect(own).toHaveLength(1))
  expect(own).toEqual([message])
})

test('browserPage: closes the channel when the page is hidden for good, and opens it when it is restored', async () => {
  const close = vi.spyOn(BroadcastChannel.prototype, 'close')
  const other = openChannel()
  const own = listen()
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  expect(close).toHaveBeenCalledOnce()
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  other.post(message)
  await vi.waitFor(() => expect(own).toEqual([message]))
})

test.each<[PageEvent, () => Event]>([
  ['online', () => new Event('online')],
  ['offline', () => new Event('offline')],
  ['pagehide', () => new PageTransitionEvent('pagehide')],
  ['pageshow', () => new PageTransitionEvent('pageshow', { persisted: true })],
])('browserPage: calls a listener of %s until it is removed', (event, create) => {
  const listener = vi.fn<() => void>()
  const remove = browserPage().on(event, listener)
  window.dispatchEvent(create())
  expect(listener).toHaveBeenCalledOnce()
  remove()
  window.dispatchEvent(create())
  expect(listener).toHaveBeenCalledOnce()
})

test('browserPage: reports no pageshow for the first load of a page', () => {
  const listener = vi.fn<() => void>()
  onTestFinished(browserPage().on('pageshow', listener))
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
  expect(listener).not.toHaveBeenCalled()
})

test('browserPage: follows the visibility of the tab', () => {
  const events: PageEvent[] = []
  for (const event of ['hidden', 'visible'] as const)
    onTestFinished(browserPage().on(event, () => events.push(event)))
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  expect(browserPage().isVisible()).toBe(false)
  visibility.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  expect(browserPage().isVisible()).toBe(true)
  expect(events).toEqual(['hidden', 'visible'])
})

test('browserPage: has no storage where the browser blocks it', () => {
  expect(browserPage().storage).toBe(localStorage)
  const storage = vi.spyOn(window, 'localStorage', 'get')
  storage.mockImplementation(() => {
    throw new DOMException('Access is denied.', 'SecurityError')
  })
  expect(browserPage().storage).toBeUndefined()
})

test('browserPage: makes the browser ask before the page is closed while something is unsaved, until that is revoked', () => {
  let isUnsaved = false
  const revoke = browserPage().promptBeforeUnload(() => isUnsaved)
  expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true)
  isUnsaved = true
  expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(false)
  revoke()
  expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(true)
})

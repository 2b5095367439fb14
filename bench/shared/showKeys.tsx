import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

/** Renders an app and measures each key press: until its first and its last change of the page are painted. */
export function show(app: ReactNode): void {
  const root = document.createElement('main')
  document.body.append(root)
  createRoot(root).render(app)

  let pressed = 0
  let first = 0
  let last = 0
  const { port1, port2 } = new MessageChannel()
  // A message that is posted in a frame callback arrives after the frame is painted.
  port1.addEventListener('message', () => {
    last = performance.now()
    first ||= last
  })
  port1.start()
  new MutationObserver((changes) => {
    if (changes.every(isAnnouncement)) return
    requestAnimationFrame(() => port2.postMessage(null))
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  })
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      pressed = timeStamp
      first = 0
    },
    true,
  )
  Object.assign(window, { keyToPaint: () => ({ first: first - pressed, last: last - pressed }) })
}

/** Announcements change live regions after typing stops, and are not painted. */
function isAnnouncement({ target }: MutationRecord): boolean {
  const element = target instanceof Element ? target : target.parentElement
  return element?.closest('[role=status], [aria-live]') != null
}

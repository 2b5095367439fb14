import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

/** Shows a picker, and keeps how long each key takes: until the first and the last change that it makes to the page are painted. */
export function show(picker: ReactNode): void {
  const root = document.createElement('main')
  document.body.append(root)
  createRoot(root).render(picker)

  let pressed = 0
  let first = 0
  let last = 0
  const { port1, port2 } = new MessageChannel()
  // After a frame's callbacks comes its painting, and after that the next task.
  port1.addEventListener('message', () => {
    last = performance.now()
    first ||= last
  })
  port1.start()
  new MutationObserver((changes) => {
    if (changes.every(isSpoken)) return
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

/** What is only said comes when the typing stops, and is not painted. */
function isSpoken({ target }: MutationRecord): boolean {
  const element = target instanceof Element ? target : target.parentElement
  return element?.closest('[role=status], [aria-live]') != null
}

import { Inbox, Preferences } from '@novu/react'

export function App() {
  return (
    <Inbox applicationIdentifier="app" subscriberId="u1">
      <Preferences />
    </Inbox>
  )
}

const row = '.nv-workflowContainer'

/** Returns the switches of single types, without those of the global row. */
export function findSwitches(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`${row} input[type=checkbox]`)].slice(3)
}

/** Opens the row of a switch, which hides its channels until then. */
export async function reveal(element: HTMLElement): Promise<void> {
  const container = element.closest(row)
  if (container?.querySelector('[data-open=true]')) return
  container?.querySelector<HTMLElement>('.nv-workflowLabelContainer')?.click()
  await new Promise((resolve) => setTimeout(resolve, 500))
}

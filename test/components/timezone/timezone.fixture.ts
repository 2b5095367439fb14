import { vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'

/** What the page's device reports from now on; a running page hears of it when it gets the focus. */
export function setDevice(timeZone: string | undefined): void {
  const options = Object.assign(new Intl.DateTimeFormat().resolvedOptions(), { timeZone })
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(options)
  window.dispatchEvent(new Event('focus'))
}

export const input = () => page.getByRole('combobox')

/** The names of the rows that are shown, without country, time and offset. */
export function cities(): string[] {
  return page
    .getByRole('option')
    .elements()
    .map((row) => row.querySelector('.ik-timezone-picker-city')?.textContent.trim() ?? '')
}

/** Opens the list with the keyboard and types. */
export async function search(text: string): Promise<void> {
  ;(input().element() as HTMLElement).focus()
  await userEvent.keyboard('{ArrowDown}')
  await userEvent.fill(input(), text)
}

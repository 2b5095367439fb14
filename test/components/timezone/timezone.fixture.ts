import { expect, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'

/** Sets the time zone of the device; a running page reads it again on focus. */
export function setDevice(timeZone: string | undefined): void {
  const options = Object.assign(new Intl.DateTimeFormat().resolvedOptions(), { timeZone })
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(options)
  window.dispatchEvent(new Event('focus'))
}

export const input = () => page.getByRole('combobox')

/** Returns the cities of the rendered rows. */
export function cities(): string[] {
  return page
    .getByRole('option')
    .elements()
    .map((row) => row.querySelector('.ik-timezone-picker-city')?.textContent.trim() ?? '')
}

/** Opens the list by keyboard and types a query. */
export async function search(text: string): Promise<void> {
  ;(input().element() as HTMLElement).focus()
  await userEvent.keyboard('{ArrowDown}')
  await userEvent.fill(input(), text)
}

/** Scrolls to the end of the list until all rows are rendered. */
export async function showAllRows(): Promise<void> {
  await expect
    .poll(
      () => {
        const end = document.querySelector('.ik-timezone-picker-end')
        end?.scrollIntoView()
        return end
      },
      { timeout: 10_000 },
    )
    .toBeNull()
}

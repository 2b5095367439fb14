import { render } from '@testing-library/react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { listTimezones } from '../../../src/core.js'
import { TimezonePicker } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { cities, input, search, setDevice } from './timezone.fixture.js'

const count = listTimezones().length
const active = () => document.querySelector('[role=option][data-active]')
const city = () => active()?.querySelector('.ik-timezone-picker-city')?.textContent.trim()

/** Presses a key like a keyboard, without the wait of `userEvent`. */
async function press(key: string): Promise<void> {
  input()
    .element()
    .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  // React renders at most 50 updates without a pause.
  await new Promise((resolve) => setTimeout(resolve))
}

/** Returns how many pixels of the active row are outside of the list or under a heading. */
function hiddenPixels(): number {
  const row = active()
  const list = document.querySelector('.ik-timezone-picker-list')
  if (!row || !list) return NaN
  const { top, bottom } = row.getBoundingClientRect()
  const frame = list.getBoundingClientRect()
  const heading = row.parentElement?.querySelector('.ik-timezone-picker-heading')
  const start = heading ? heading.getBoundingClientRect().bottom : frame.top
  return Math.max(0, start - top, bottom - frame.bottom)
}

beforeEach(() => setDevice('Asia/Seoul'))

test.each([
  ['ArrowDown', import.meta.env['VITE_CAMPAIGN'] ? count : 80, 'ltr', 1200],
  ['ArrowUp', 60, 'ltr', 1200],
  ['ArrowDown', 60, 'ltr', 320],
  ['ArrowUp', 60, 'rtl', 320],
])(
  'TimezonePicker: shows each row in full while %s moves through %i rows (%s, %i px)',
  // Each key renders and lays out the list. The campaigns move through all rows.
  { timeout: 120_000 },
  async (key, rows, dir, width) => {
    onTestFinished(async () => {
      document.dir = ''
      await page.viewport(1200, 800)
    })
    await page.viewport(width, 600)
    document.dir = dir
    render(<TimezonePicker locale="en" />)
    ;(input().element() as HTMLElement).focus()
    await press(key)
    await expect.poll(active).not.toBeNull()
    const cut: string[] = []
    const seen = new Set<string | undefined>()
    for (let index = 0; index < rows; index += 1) {
      seen.add(active()?.id)
      if (!(hiddenPixels() <= 0.5)) cut.push(`${index} ${city() ?? ''}: ${hiddenPixels()}`)
      await press(key)
    }
    expect(cut).toEqual([])
    expect(seen.size).toBe(rows)
  },
)

test('TimezonePicker: shows the row that ArrowUp, PageDown and PageUp reach, also right after opening', async () => {
  const onChange = vi.fn()
  render(<TimezonePicker locale="en" onChange={onChange} />)
  ;(input().element() as HTMLElement).focus()
  await press('ArrowUp')
  await expect.poll(city).toBe('UTC')
  expect(hiddenPixels()).toBeLessThanOrEqual(0.5)
  for (const key of ['PageUp', 'PageUp', 'PageDown', 'ArrowUp', 'PageUp']) {
    await press(key)
    expect(hiddenPixels(), key).toBeLessThanOrEqual(0.5)
  }
  const chosen = city()
  await userEvent.keyboard('{Enter}')
  expect(onChange).toHaveBeenCalledTimes(1)
  await expect.element(input()).toHaveValue(chosen ?? '')
})

test.each(['ArrowLeft', 'ArrowRight', 'Home', 'End'])(
  'TimezonePicker: returns to the text on %s, so that Enter chooses nothing',
  async (key) => {
    const onChange = vi.fn()
    render(<TimezonePicker locale="en" defaultValue="Asia/Tokyo" onChange={onChange} />)
    await search('paris')
    await expect.poll(city).toBe('Paris')
    await userEvent.keyboard(`{${key}}`)
    expect(active()).toBeNull()
    await expect.element(input()).toHaveAttribute('aria-activedescendant', '')
    const { selectionStart } = input().element() as HTMLInputElement
    expect(selectionStart).toBe({ ArrowLeft: 4, ArrowRight: 5, Home: 0, End: 5 }[key])
    await userEvent.keyboard('{Enter}')
    expect(onChange).not.toHaveBeenCalled()
    await expect.element(input()).toHaveValue('paris')
    await userEvent.keyboard('{ArrowDown}')
    expect(city()).toBe('Paris')
    await userEvent.keyboard('{Enter}')
    expect(onChange.mock.calls).toEqual([['Europe/Paris']])
  },
)

test('TimezonePicker: makes the first row active again when the text changes after the caret moved', async () => {
  const onChange = vi.fn()
  render(<TimezonePicker locale="en" onChange={onChange} />)
  await search('ondon')
  await expect.poll(cities).toEqual([])
  await userEvent.keyboard('{Home}l')
  await expect.element(input()).toHaveValue('london')
  await expect.poll(city).toBe('London')
  await userEvent.keyboard('{Enter}')
  expect(onChange.mock.calls).toEqual([['Europe/London']])
})

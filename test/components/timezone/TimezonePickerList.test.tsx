import { render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { listTimezones, messages } from '../../../src/core.js'
import { TimezonePicker } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { cities, input, search, setDevice, showAllRows } from './timezone.fixture.js'

const { timezone: t } = messages
const row = (name: RegExp) => page.getByRole('option', { name })

beforeEach(() => setDevice('Asia/Seoul'))
afterEach(async () => {
  vi.unstubAllGlobals()
  document.dir = ''
  await page.viewport(1200, 800)
})

test('TimezonePickerList: lists each zone and UTC, device and saved zone first, then known zones of the region, the others by region', async () => {
  render(<TimezonePicker locale="en" defaultValue="Asia/Calcutta" />)
  await search('')
  await expect.element(row(/^Seoul/)).toBeVisible()
  // More rows are rendered before the end of them is scrolled to.
  expect(cities().length).toBeLessThan(20)
  await expect.element(row(/^Kolkata/)).toHaveAttribute('aria-posinset', '2')
  await expect.element(row(/^Kolkata/)).toHaveAttribute('aria-setsize', `${listTimezones().length}`)
  await showAllRows()
  await expect.poll(cities).toHaveLength(listTimezones().length)
  expect(cities().slice(0, 7)).toEqual([
    'Seoul',
    'Kolkata',
    'Dubai',
    'Shanghai',
    'Singapore',
    'Tokyo',
    'Aden',
  ])
  const groups = page.getByRole('group').elements()
  expect(groups.map((group) => group.getAttribute('aria-label'))).toEqual([
    t.suggested,
    t.regions.Asia,
    ...Object.values(t.regions).filter((name) => name !== t.regions.Asia),
  ])
  expect(page.getByRole('option', { selected: true }).elements()).toHaveLength(1)
  await expect.element(row(/^Kolkata/)).toHaveAttribute('aria-selected', 'true')
})

test.each(['Mars/Olympus', 'BST', 'EST', 'CET', 'Etc/GMT+5'])(
  'TimezonePickerList: adds a selected row for a saved %s',
  async (id) => {
    const onChange = vi.fn()
    render(<TimezonePicker locale="en" defaultValue={id} name="zone" onChange={onChange} />)
    await expect.element(input()).toHaveValue(id)
    await search('')
    await expect.element(page.getByRole('option', { selected: true })).toHaveTextContent(id)
    await showAllRows()
    await expect.poll(cities).toHaveLength(listTimezones().length + 1)
    await userEvent.fill(input(), id.slice(0, 4))
    await expect.element(row(new RegExp(`^${id.replace('+', '\\+')}`))).toBeVisible()
    await userEvent.keyboard('{Escape}')
    expect(onChange).not.toHaveBeenCalled()
    expect(document.querySelector<HTMLInputElement>('[name=zone]')?.value).toBe(id)
  },
)

test('TimezonePicker: shows a saved abbreviation as it is, with its offset in tzdb', async () => {
  render(<TimezonePicker locale="en" defaultValue="EST" name="zone" />)
  await expect.element(input()).toHaveValue('EST')
  await expect.element(input()).toHaveAccessibleDescription(/^GMT−5 · /)
  expect(document.querySelector<HTMLInputElement>('[name=zone]')?.value).toBe('EST')
  await search('est')
  await expect.poll(() => cities().slice(0, 2)).toEqual(['EST', 'New York'])
})

test('TimezonePickerList: shows city, country, time and offset, both offsets if they change, and no abbreviation', async () => {
  render(<TimezonePicker locale="de" />)
  await search('new york')
  await expect
    .element(row(/^New York Vereinigte Staaten \d{1,2}:\d{2} GMT−[45], −[45] in (summer|winter)$/))
    .toBeVisible()
  await userEvent.fill(input(), 'kolkata')
  await expect.element(row(/^Kolkata Indien \d{1,2}:\d{2} GMT\+5:30$/)).toBeVisible()
  for (const option of page.getByRole('option').elements())
    expect(option.textContent).not.toMatch(/standard|daylight|\b[ECMP][SD]T\b|CET/i)
})

test('TimezonePickerList: fills in times in batches without Temporal', async () => {
  vi.stubGlobal('Temporal', undefined)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2031, 0, 5, 10, 7) })
  render(<TimezonePicker locale="en" />)
  await search('')
  await showAllRows()
  await expect
    .poll(
      () =>
        page
          .getByRole('option')
          .elements()
          .every((element) => /\d:\d/.test(element.textContent)),
      { timeout: 10_000 },
    )
    .toBe(true)
  await expect.element(row(/^Kolkata/)).toHaveAccessibleName(/^Kolkata India 3:37\sPM GMT\+5:30$/)
  vi.useRealTimers()
})

test('TimezonePickerList: moves through rows by keys, mouse and the list button', async () => {
  const onChange = vi.fn()
  render(<TimezonePicker locale="en" onChange={onChange} />)
  await search('united states')
  const active = () => document.querySelector('[data-active]')?.textContent ?? ''
  await expect.poll(active).toMatch(/^New York/)
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(active).toMatch(/^Los Angeles/)
  const { id } = document.querySelector('[data-active]') ?? {}
  await expect.element(input()).toHaveAttribute('aria-activedescendant', id ?? '')
  await userEvent.keyboard('{PageDown}')
  await expect.poll(active).not.toMatch(/^Los Angeles/)
  await userEvent.keyboard('{PageUp}{ArrowUp}')
  await expect.poll(active).toMatch(/^New York/)
  await userEvent.click(row(/^Chicago/))
  expect(onChange.mock.calls).toEqual([['America/Chicago']])
  await userEvent.click(page.getByRole('button', { name: t.open }))
  await expect.element(row(/^Chicago/)).toHaveAttribute('aria-selected', 'true')
  await expect.element(row(/^Chicago/)).toHaveAttribute('data-active')
})

test('TimezonePickerList: announces the number of results, or that there are none, after typing stops', async () => {
  render(<TimezonePicker locale="en" />)
  const status = page.getByRole('status')
  await search('mumbai')
  await expect.element(status).toHaveTextContent(t.count(1))
  await userEvent.fill(input(), 'xyzzy')
  await expect.element(status).toHaveTextContent(t.none('xyzzy'))
  await expect.element(page.getByText(t.none('xyzzy')).first()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(status).toHaveTextContent('')
})

test('TimezonePickerList: announces the active row on Apple devices', async () => {
  vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel')
  render(<TimezonePicker locale="en" />)
  await search('oslo')
  await expect.element(page.getByRole('status')).toHaveTextContent(/^1 time zone\. Oslo, Norway/)
})

test('TimezonePickerList: floats above clipping containers at any width and in both directions', async () => {
  for (const [width, dir] of [
    [1200, 'ltr'],
    [320, 'ltr'],
    [320, 'rtl'],
  ] as const) {
    document.dir = dir
    await page.viewport(width, 640)
    const { unmount } = render(
      <div style={{ overflow: 'hidden', blockSize: 80, marginInline: 8 }}>
        <TimezonePicker locale="en" defaultValue="America/North_Dakota/New_Salem" />
      </div>,
    )
    await search('')
    await expect.element(row(/^Seoul/)).toBeVisible()
    const list = document.querySelector('.ik-timezone-picker-popup')?.getBoundingClientRect()
    const field = document.querySelector('.ik-timezone-picker-field')?.getBoundingClientRect()
    expect(list?.height).toBeGreaterThan(200)
    expect(Math.abs((list?.left ?? 0) - (field?.left ?? NaN))).toBeLessThanOrEqual(1)
    expect(Math.abs((list?.width ?? 0) - (field?.width ?? NaN))).toBeLessThanOrEqual(1)
    expect(list?.top).toBeGreaterThan(field?.bottom ?? 0)
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    const middle = document.elementFromPoint((list?.left ?? 0) + 40, (list?.bottom ?? 0) - 30)
    expect(middle?.closest('[role=option]')).not.toBeNull()
    unmount()
  }
})

test.each([
  [640, 480, 'above'],
  [640, 60, 'below'],
  [256, 150, 'above'],
  [256, 60, 'below'],
])(
  'TimezonePickerList: in a window %i px high and %i px from its top, opens %s and is fully visible',
  async (height, top, side) => {
    await page.viewport(320, height)
    render(
      <div style={{ paddingBlockStart: top }}>
        <TimezonePicker locale="en" />
      </div>,
    )
    await search('')
    await expect.element(row(/^Dubai/)).toBeVisible()
    const list = document.querySelector('.ik-timezone-picker-popup')!.getBoundingClientRect()
    const field = document.querySelector('.ik-timezone-picker-field')!.getBoundingClientRect()
    expect(list.height).toBeGreaterThanOrEqual(96)
    expect(side === 'above' ? field.top : list.top).toBeGreaterThan(
      side === 'above' ? list.bottom : field.bottom,
    )
    expect(list.top).toBeGreaterThanOrEqual(0)
    expect(list.bottom).toBeLessThanOrEqual(height)
  },
)

test('TimezonePickerList: renders below the input without anchor positioning', async () => {
  vi.spyOn(CSS, 'supports').mockReturnValue(false)
  render(<TimezonePicker locale="en" />)
  await search('oslo')
  await expect.element(row(/^Oslo/)).toBeVisible()
  const popup = document.querySelector<HTMLElement>('.ik-timezone-picker-popup')
  expect(popup?.hasAttribute('popover')).toBe(false)
  expect(getComputedStyle(popup as HTMLElement).position).toBe('absolute')
})

test('TimezonePickerList: fills a small touch screen with its input, and Done closes it', async () => {
  const everything = window.matchMedia('all')
  vi.spyOn(window, 'matchMedia').mockReturnValue(everything)
  await page.viewport(360, 640)
  render(<TimezonePicker locale="en" />)
  await userEvent.click(input())
  await expect.element(row(/^Seoul/)).toBeVisible()
  const sheet = document.querySelector('.ik-timezone-picker-control')
  expect(sheet?.getBoundingClientRect()).toMatchObject({ x: 0, y: 0, width: 360, height: 640 })
  await expect.element(input()).toHaveFocus()
  await userEvent.click(page.getByRole('button', { name: t.close }))
  await expect.element(page.getByRole('option').first()).not.toBeInTheDocument()
  expect(sheet?.hasAttribute('popover')).toBe(false)
})

import { render } from '@testing-library/react'
import { useState } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { listTimezones, messages } from '../../../src/core.js'
import { TimezonePicker } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { createWrapper } from '../../../src/testing.js'
import { cities, input, search, setDevice, showAllRows } from './timezone.fixture.js'

const { timezone: t } = messages
const row = (name: RegExp) => page.getByRole('option', { name })

beforeEach(() => setDevice('Asia/Seoul'))

test.each([
  ['mumbai', 'en'],
  ['india', 'en'],
  ['indien', 'de'],
  ['+5:30', 'en'],
  ['ist', 'en'],
  ['asia/calcutta', 'en'],
])('TimezonePicker: selects Kolkata by keyboard for "%s" (%s)', async (query, locale) => {
  const onChange = vi.fn()
  render(<TimezonePicker locale={locale} onChange={onChange} />)
  await userEvent.tab()
  await expect.element(input()).toHaveFocus()
  await userEvent.keyboard(query)
  await expect.element(row(/^Kolkata/)).toHaveAttribute('data-active')
  await userEvent.keyboard('{Enter}')
  expect(onChange.mock.calls).toEqual([['Asia/Kolkata']])
  await expect.element(input()).toHaveValue('Kolkata')
  await expect.element(input()).toHaveAttribute('aria-expanded', 'false')
})

test.each([
  ['en', ['en-GB', 'en'], /^GMT\+9 · \d{1,2}:\d\d$/],
  ['en', ['de-DE', 'de'], /^GMT\+9 · \d{1,2}:\d\d$/],
  ['en', ['en-US', 'en'], /^GMT\+9 · \d{1,2}:\d\d\s[AP]M$/],
  ['en-US', ['en-GB'], /^GMT\+9 · \d{1,2}:\d\d\s[AP]M$/],
])(
  'TimezonePicker: a page in %s on a device with %j shows times such as %s',
  async (locale, languages, hint) => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)
    render(<TimezonePicker locale={locale} defaultValue="Asia/Seoul" />)
    await expect.element(input()).toHaveAccessibleDescription(hint)
  },
)

test('TimezonePicker: selects the typed zone on Enter, also before the list shows it', async () => {
  const onChange = vi.fn()
  render(<TimezonePicker locale="en" onChange={onChange} />)
  await search('n')
  const element = input().element() as HTMLInputElement
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, 'oslo')
  element.dispatchEvent(new InputEvent('input', { bubbles: true }))
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  await vi.waitFor(() => expect(onChange.mock.calls).toEqual([['Europe/Oslo']]))
})

test('TimezonePicker: changes nothing on Tab, a click elsewhere, Esc or an empty input', async () => {
  const onChange = vi.fn()
  render(
    <>
      <button type="button">Elsewhere</button>
      <TimezonePicker locale="en" defaultValue="Asia/Tokyo" onChange={onChange} />
    </>,
  )
  await search('paris')
  await expect.element(row(/^Paris/)).toBeVisible()
  await userEvent.tab()
  await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
  await expect.element(input()).toHaveValue('Tokyo')
  await search('paris')
  await userEvent.click(page.getByRole('button', { name: 'Elsewhere' }))
  await expect.element(input()).toHaveValue('Tokyo')
  await search('')
  await userEvent.keyboard('{Escape}')
  await expect.element(input()).toHaveValue('Tokyo')
  await userEvent.keyboard('{Escape}{Escape}')
  await expect.element(input()).toHaveValue('Tokyo')
  expect(onChange).not.toHaveBeenCalled()
})

test('TimezonePicker: replaces the shown value with typed text, however the list was opened', async () => {
  render(<TimezonePicker locale="en" defaultValue="America/New_York" />)
  const opened = [
    async () => (input().element() as HTMLElement).focus(),
    () => userEvent.click(input()),
    () => userEvent.click(page.getByRole('button', { name: t.open })),
  ]
  for (const open of opened) {
    await open()
    await userEvent.keyboard('os')
    await expect.element(input()).toHaveValue('os')
    await userEvent.keyboard('lo')
    await expect.poll(cities).toEqual(['Oslo'])
    await userEvent.keyboard('{Escape}')
    ;(document.activeElement as HTMLElement).blur()
  }
})

test('TimezonePicker: ignores keys of an input method', async () => {
  const onChange = vi.fn()
  render(<TimezonePicker locale="en" onChange={onChange} />)
  await search('東京')
  await expect.element(row(/^Tokyo/)).toBeVisible()
  for (const key of ['Enter', 'ArrowDown', 'Escape']) {
    input()
      .element()
      .dispatchEvent(
        new KeyboardEvent('keydown', { key, isComposing: true, keyCode: 229, bubbles: true }),
      )
  }
  await expect.element(row(/^Tokyo/)).toHaveAttribute('data-active')
  expect(onChange).not.toHaveBeenCalled()
})

test('TimezonePicker: closes the list on Esc, and a dialog around it only on the next Esc', async () => {
  render(
    <dialog ref={(dialog) => void (dialog?.open || dialog?.showModal())} aria-label="Settings">
      <TimezonePicker locale="en" />
    </dialog>,
  )
  // Dialogs of libraries listen in the capture phase.
  const onKeyDown = vi.fn()
  document.addEventListener('keydown', onKeyDown, true)
  await search('paris')
  onKeyDown.mockClear()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
  await expect.element(page.getByRole('dialog')).toBeVisible()
  expect(onKeyDown).not.toHaveBeenCalled()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  document.removeEventListener('keydown', onKeyDown, true)
})

test('TimezonePicker: adds the tzdb name, or a stored alias, to form data; a form reset restores it', async () => {
  render(
    <form aria-label="Account">
      <TimezonePicker name="timezone" defaultValue="US/Pacific" locale="en" />
      <button type="reset">Reset</button>
    </form>,
  )
  const sent = () => new FormData(document.querySelector('form') ?? undefined).get('timezone')
  await expect.element(input()).toHaveValue('Los Angeles')
  expect(sent()).toBe('US/Pacific')
  await search('los angeles')
  await userEvent.keyboard('{Enter}')
  expect(sent()).toBe('US/Pacific')
  await search('kathmandu')
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => expect(sent()).toBe('Asia/Kathmandu'))
  await userEvent.click(page.getByRole('button', { name: 'Reset' }))
  await expect.element(input()).toHaveValue('Los Angeles')
  expect(sent()).toBe('US/Pacific')
})

test('TimezonePicker: reports a missing required value with its own message', () => {
  const { rerender } = render(<TimezonePicker required locale="en" />)
  const element = input().element() as HTMLInputElement
  expect(element.validationMessage).toBe(t.required)
  rerender(<TimezonePicker required locale="en" value="Asia/Tokyo" />)
  expect(element.checkValidity()).toBe(true)
})

test('TimezonePicker: is controlled if it gets a value', async () => {
  function Host() {
    const [value, setValue] = useState<string | null>('Asia/Tokyo')
    return (
      <>
        <TimezonePicker
          locale="en"
          value={value}
          onChange={(zone) => zone !== 'Asia/Seoul' && setValue(zone)}
        />
        <output>{value}</output>
      </>
    )
  }
  render(<Host />)
  await search('seoul')
  await userEvent.keyboard('{Enter}')
  await expect.element(input()).toHaveValue('Tokyo')
  await search('oslo')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('status').first()).toBeInTheDocument()
  await expect.element(page.getByText('Europe/Oslo')).toBeVisible()
})

test('TimezonePicker: starts with the time zone of the device only with prefill', async () => {
  render(<TimezonePicker locale="en" name="a" />)
  render(<TimezonePicker locale="en" name="b" prefill label="With device" />)
  await expect.element(page.getByRole('combobox', { name: 'With device' })).toHaveValue('Seoul')
  await expect.element(page.getByRole('combobox', { name: t.label })).toHaveValue('')
})

test.each(['UTC', 'Atlantic/Reykjavik', 'Etc/Unknown', undefined, 'Etc/GMT+5'])(
  'TimezonePicker: suggests nothing on a device in %s',
  async (timeZone) => {
    setDevice(timeZone)
    render(<TimezonePicker locale="en" prefill />)
    await search('')
    await expect.element(page.getByRole('group').first()).toBeVisible()
    await expect.element(page.getByRole('group', { name: t.suggested })).not.toBeInTheDocument()
    await showAllRows()
    await expect.poll(cities).toHaveLength(listTimezones().length)
  },
)

test('TimezonePicker: uses the given label, name and description, and the messages of a provider', async () => {
  render(
    <>
      <p id="help">For reports</p>
      <TimezonePicker label={false} aria-label="Zone" aria-describedby="help" locale="en" />
      <label htmlFor="own">Ours</label>
      <TimezonePicker label={false} id="own" locale="en" />
    </>,
  )
  await expect
    .element(page.getByRole('combobox', { name: 'Zone' }))
    .toHaveAccessibleDescription('For reports')
  await expect.element(page.getByRole('combobox', { name: 'Ours' })).toBeVisible()
  const Wrapper = createWrapper({ messages: { timezone: { label: 'Zeitzone' } } })
  render(<TimezonePicker locale="de" />, { wrapper: Wrapper })
  await expect.element(page.getByRole('combobox', { name: 'Zeitzone' })).toBeVisible()
})

test('TimezonePicker: ignores an invalid locale and can be disabled', async () => {
  render(<TimezonePicker locale="not a tag" defaultValue="Asia/Tokyo" disabled name="zone" />)
  await expect.element(input()).toBeDisabled()
  await userEvent.click(page.getByRole('button', { name: t.open }), { force: true })
  await expect.element(page.getByRole('option').first()).not.toBeInTheDocument()
})

test('TimezonePicker: is validated by a form outside of it', () => {
  render(
    <>
      <form id="outside" aria-label="Outside" />
      <TimezonePicker locale="en" form="outside" name="timezone" required />
    </>,
  )
  const form = page.getByRole('form', { name: 'Outside' }).element() as HTMLFormElement
  expect(form.checkValidity()).toBe(false)
})

test('TimezonePicker: closes its list when it is disabled', async () => {
  const { rerender } = render(<TimezonePicker locale="en" />)
  await search('paris')
  await expect.element(row(/^Paris/)).toBeVisible()
  rerender(<TimezonePicker locale="en" disabled />)
  await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
  await expect.element(input()).toHaveValue('')
})

test('TimezonePicker: prefers the city over the time in a narrow place, and opens on a click on the time', async () => {
  const { container, rerender } = render(
    <div style={{ inlineSize: 160 }}>
      <TimezonePicker locale="en" defaultValue="America/New_York" />
    </div>,
  )
  const element = input().element()
  expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth)
  rerender(
    <div style={{ inlineSize: 320 }}>
      <TimezonePicker locale="en" defaultValue="America/New_York" />
    </div>,
  )
  const hint = container.querySelector('.ik-timezone-picker-hint')?.getBoundingClientRect()
  const { left, top } = container.getBoundingClientRect()
  const position = { x: (hint?.x ?? 0) - left + 20, y: (hint?.y ?? 0) - top + 8 }
  await userEvent.click(container, { position })
  await expect.element(input()).toHaveFocus()
  await expect.element(input()).toHaveAttribute('aria-expanded', 'true')
})

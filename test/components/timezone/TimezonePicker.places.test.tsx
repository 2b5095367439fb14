import { render } from '@testing-library/react'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { TimezonePicker } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { input, search, setDevice } from './timezone.fixture.js'

const { timezone: t } = messages
const row = (name: RegExp) => page.getByRole('option', { name })
const neighbors = (
  <>
    <button type="button">Before</button>
    <TimezonePicker locale="en" defaultValue="Asia/Tokyo" />
    <button type="button">After</button>
  </>
)

beforeEach(() => setDevice('Asia/Seoul'))

test.each([
  ['{Tab}', 'After'],
  ['{Shift>}{Tab}{/Shift}', 'Before'],
])(
  'TimezonePicker: moves the focus from an open list by %s to "%s", although the list scrolls',
  async (key, name) => {
    render(neighbors)
    await search('')
    await expect.element(row(/^Dubai/)).toBeVisible()
    await userEvent.keyboard(key)
    await expect.element(page.getByRole('button', { name })).toHaveFocus()
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
  },
)

test('TimezonePicker: selects by click in a shadow root, and closes on a press outside', async () => {
  const onChange = vi.fn()
  function Host() {
    const [root, setRoot] = useState<ShadowRoot | null>(null)
    const attach = (element: HTMLDivElement | null) =>
      setRoot((before) => before ?? element?.attachShadow({ mode: 'open' }) ?? null)
    return (
      <>
        <button type="button">Elsewhere</button>
        <div ref={attach} />
        {root && createPortal(<TimezonePicker locale="en" onChange={onChange} />, root)}
      </>
    )
  }
  render(<Host />)
  await search('abidjan')
  await userEvent.click(row(/^Abidjan/))
  expect(onChange.mock.calls).toEqual([['Africa/Abidjan']])
  await search('paris')
  await expect.element(row(/^Paris/)).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Elsewhere' }))
  await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
})

test('TimezonePicker: selects by press in a closed shadow root, and closes on a press beside the list', async () => {
  const onChange = vi.fn()
  const host = document.body.appendChild(document.createElement('div'))
  const root = host.attachShadow({ mode: 'closed' })
  const place = root.appendChild(document.createElement('div'))
  const beside = root.appendChild(document.createElement('p'))
  render(<TimezonePicker locale="en" onChange={onChange} />, { container: place })
  const option = () => root.querySelector<HTMLElement>('[role=option]')
  const press = (element: HTMLElement | null) => {
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      element?.dispatchEvent(
        new PointerEvent(type, { bubbles: true, composed: true, cancelable: true }),
      )
  }
  root.querySelector('input')?.focus()
  await userEvent.keyboard('abidjan')
  await expect.poll(() => option()?.textContent).toContain('Abidjan')
  press(option())
  await expect.poll(() => onChange.mock.calls).toEqual([['Africa/Abidjan']])
  await expect.poll(option).toBeNull()
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(option).not.toBeNull()
  press(beside)
  await expect.poll(option).toBeNull()
  host.remove()
})

test('TimezonePicker: closes on a press beside the list, also if the input keeps the focus', async () => {
  render(
    <>
      <button type="button" onMouseDown={(event) => event.preventDefault()}>
        Bold
      </button>
      <TimezonePicker locale="en" />
    </>,
  )
  await search('paris')
  await expect.element(row(/^Paris/)).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Bold' }))
  await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
})

test('TimezonePicker: keeps the rows of an open list when the value or the device changes', async () => {
  const onChange = vi.fn()
  const { rerender } = render(<TimezonePicker locale="en" value={null} onChange={onChange} />)
  ;(input().element() as HTMLElement).focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  await expect.element(row(/^Dubai/)).toHaveAttribute('data-active')
  rerender(<TimezonePicker locale="en" value="Asia/Tokyo" onChange={onChange} />)
  await expect.element(input()).toHaveValue('Tokyo')
  setDevice('Europe/Paris')
  await expect.element(row(/^Tokyo/)).toHaveAttribute('aria-selected', 'true')
  await expect.element(row(/^Dubai/)).toHaveAttribute('data-active')
  await userEvent.keyboard('{Enter}')
  expect(onChange.mock.calls).toEqual([['Asia/Dubai']])
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('option').first()).toHaveTextContent(/^Paris/)
})

test('TimezonePicker: passes aria attributes to the input', async () => {
  const { container } = render(
    <TimezonePicker
      locale="en"
      aria-errormessage="why"
      aria-details="more"
      aria-invalid
      data-x="1"
    />,
  )
  await expect.element(input()).toHaveAttribute('aria-errormessage', 'why')
  await expect.element(input()).toHaveAttribute('aria-details', 'more')
  expect(container.firstElementChild?.getAttributeNames().sort()).toEqual(['class', 'data-x'])
})

test('TimezonePicker: restores its value on a form reset without a name, but not on a prevented one', async () => {
  const stop = vi.fn<(event: { preventDefault(): void }) => void>()
  render(
    <form aria-label="Account" onReset={stop}>
      <TimezonePicker defaultValue="Asia/Tokyo" locale="en" />
      <button type="reset">Reset</button>
    </form>,
  )
  await search('oslo')
  await userEvent.keyboard('{Enter}')
  await expect.element(input()).toHaveValue('Oslo')
  stop.mockImplementationOnce((event) => event.preventDefault())
  await userEvent.click(page.getByRole('button', { name: 'Reset' }))
  await expect.element(input()).toHaveValue('Oslo')
  await userEvent.click(page.getByRole('button', { name: 'Reset' }))
  await expect.element(input()).toHaveValue('Tokyo')
})

test("TimezonePicker: restores its value on a form reset that doesn't propagate", async () => {
  render(
    <form aria-label="Account" onReset={(event) => event.stopPropagation()}>
      <TimezonePicker defaultValue="Asia/Tokyo" locale="en" />
      <button type="reset">Reset</button>
    </form>,
  )
  await search('oslo')
  await userEvent.keyboard('{Enter}')
  await expect.element(input()).toHaveValue('Oslo')
  await userEvent.click(page.getByRole('button', { name: 'Reset' }))
  await expect.element(input()).toHaveValue('Tokyo')
})

test('TimezonePicker: reports a missing required value of a select with its own message', () => {
  render(<TimezonePicker native required locale="en" />)
  const select = input().element() as HTMLSelectElement
  expect(select.validationMessage).toBe(t.required)
})

test('TimezonePicker: shows no times if the browser refuses to format them', async () => {
  vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function () {
    throw new RangeError('refused')
  })
  // A locale that no other test uses, since formats are cached.
  render(<TimezonePicker locale="en-ZW" defaultValue="Asia/Tokyo" />)
  await expect.element(input()).toHaveValue('Tokyo')
  await search('oslo')
  await expect.element(row(/^Oslo/)).not.toHaveTextContent(/\d:\d\d/)
})

import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  TimezonePicker as RegistryPicker,
  type TimezonePickerProps,
} from '../../registry/timezone-picker.js'
import { messages } from '../../src/core.js'
import { TimezonePicker } from '../../src/index.js'
import { de } from '../../src/locales/de.js'
import { createMemoryAdapter, createWrapper, type WrapperOptions } from '../../src/testing.js'
import { setDevice } from '../components/timezone/timezone.fixture.js'

beforeEach(() => setDevice('Asia/Seoul'))
afterEach(cleanup)

const { timezone: t } = messages

const picker = () => screen.getByRole<HTMLSelectElement>('combobox')
const wrap = (options: WrapperOptions = {}) =>
  createWrapper({ adapter: createMemoryAdapter(), userId: null, ...options })
const show = (props: TimezonePickerProps = {}, options?: WrapperOptions) =>
  render(
    <form aria-label="Account">
      <RegistryPicker name="zone" {...props} />
    </form>,
    { wrapper: wrap(options) },
  )
const sent = () => new FormData(screen.getByRole<HTMLFormElement>('form')).get('zone')

/** The zones by id, without the offset of the other half of the year, which only the component has. */
function listOptions() {
  return [...picker().options]
    .map(({ value, text, disabled }) => [value, text.replace(/(GMT[+−][\d:]+).*/, '$1'), disabled])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
}

const listGroups = () => [...picker().querySelectorAll('optgroup')].map(({ label }) => label).sort()

describe('registry/timezone-picker.tsx', () => {
  it.each<[string, TimezonePickerProps, WrapperOptions]>([
    ['no value', {}, {}],
    ['a zone', { defaultValue: 'America/New_York' }, {}],
    ['an alias', { defaultValue: 'Asia/Calcutta' }, {}],
    ['an unknown zone', { defaultValue: 'Mars/Olympus' }, {}],
    ['the zone of the device', { prefill: true }, {}],
    ['a controlled value', { value: 'Europe/London' }, {}],
    ['German', { value: 'Europe/London' }, { locale: de }],
    ['a disabled picker', { disabled: true, required: true }, {}],
  ])('has the zones and the value of the component: %s', (_, props, options) => {
    const original = render(<TimezonePicker native {...(props as object)} />, {
      wrapper: wrap(options),
    })
    const expected = [picker().value, picker().disabled, picker().validity.valid, ...listOptions()]
    const groups = listGroups()
    const [label] = picker().labels
    const name = label?.textContent
    original.unmount()

    show(props, options)
    expect([picker().value, picker().disabled, picker().validity.valid, ...listOptions()]).toEqual(
      expected,
    )
    expect(listGroups()).toEqual(groups)
    expect(picker().labels[0]?.textContent).toBe(name)
  })

  it('reports a choice, sends it with the form, and keeps it when the form is reset', () => {
    const onChange = vi.fn()
    show({ defaultValue: 'Asia/Calcutta', onChange })
    expect(sent()).toBe('Asia/Calcutta')
    fireEvent.change(picker(), { target: { value: 'Europe/Oslo' } })
    expect(onChange.mock.calls).toEqual([['Europe/Oslo']])
    screen.getByRole<HTMLFormElement>('form').reset()
    expect(sent()).toBe('Europe/Oslo')
  })

  it('has no value before the first choice, and then is invalid if one is required', () => {
    show({ required: true, label: 'Your zone', 'aria-describedby': 'help' })
    expect(picker().checkValidity()).toBe(false)
    expect(picker().selectedOptions[0]?.text).toBe(t.required)
    expect(picker().getAttribute('aria-describedby')).toBe('help')
    fireEvent.change(picker(), { target: { value: 'Asia/Seoul' } })
    expect(picker().checkValidity()).toBe(true)
    expect(screen.getByLabelText('Your zone')).toBe(picker())
  })

  it('lists the new zone of a device that traveled first, and keeps the value', () => {
    show({ prefill: true, value: 'Asia/Tokyo' })
    expect(picker().options[0]?.value).toBe('Asia/Seoul')
    fireEvent(window, new Event('focus'))
    setDevice('Asia/Tokyo')
    return vi.waitFor(() => {
      expect(picker().options[0]?.value).toBe('Asia/Tokyo')
      expect(picker().value).toBe('Asia/Tokyo')
    })
  })

  it('renders the value on the server', () => {
    const Wrapper = wrap()
    const html = renderToString(
      <Wrapper>
        <RegistryPicker defaultValue="Europe/Oslo" />
      </Wrapper>,
    )
    expect(html).toContain('<option value="Europe/Oslo" selected="">Oslo</option>')
    expect(html.match(/<option/g)).toHaveLength(1)
  })
})

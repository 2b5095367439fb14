import { render } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { listTimezones, messages } from '../../../src/core.js'
import { TimezonePicker } from '../../../src/index.js'
import { input, setDevice } from './timezone.fixture.js'

const { timezone: t } = messages

beforeEach(() => setDevice('Asia/Seoul'))

test('TimezonePickerSelect: lists each zone, keeps a stored alias and reports a choice', async () => {
  const onChange = vi.fn()
  render(
    <form>
      <TimezonePicker
        native
        name="zone"
        locale="en"
        defaultValue="Asia/Calcutta"
        onChange={onChange}
      />
    </form>,
  )
  const sent = () => new FormData(document.querySelector('form') ?? undefined).get('zone')
  await expect.element(page.getByRole('combobox', { name: t.label })).toBeVisible()
  expect(sent()).toBe('Asia/Calcutta')
  expect(page.getByRole('option').elements()).toHaveLength(listTimezones().length)
  await expect
    .element(page.getByRole('option', { selected: true }))
    .toHaveTextContent('Kolkata, India, GMT+5:30')
  await userEvent.selectOptions(input(), 'Europe/Oslo')
  expect(onChange.mock.calls).toEqual([['Europe/Oslo']])
  expect(sent()).toBe('Europe/Oslo')
})

test('TimezonePickerSelect: keeps an unknown stored id selected, and selects nothing before the first choice', async () => {
  const { unmount } = render(<TimezonePicker native locale="en" defaultValue="Mars/Olympus" />)
  await expect.element(input()).toHaveValue('Mars/Olympus')
  unmount()
  render(<TimezonePicker native locale="en" required />)
  await expect.element(input()).toHaveValue('')
  expect((input().element() as HTMLSelectElement).checkValidity()).toBe(false)
})

test.each([
  ['what it began with', 'Asia/Tokyo', 'Asia/Tokyo'],
  ['an alias', 'US/Pacific', 'US/Pacific'],
  ['nothing', undefined, ''],
])(
  'TimezonePickerSelect: restores %s on a form reset, before and after a choice',
  async (_, begun, sent) => {
    render(
      <form aria-label="Account">
        <TimezonePicker native name="timezone" locale="en" defaultValue={begun} />
        <button type="reset">Reset</button>
      </form>,
    )
    const select = page.getByRole('combobox')
    const reset = page.getByRole('button', { name: 'Reset' })
    await userEvent.click(reset)
    await expect.element(select).toHaveValue(sent)
    await userEvent.selectOptions(select, 'Europe/Paris')
    await expect.element(select).toHaveValue('Europe/Paris')
    await userEvent.click(reset)
    await expect.element(select).toHaveValue(sent)
  },
)

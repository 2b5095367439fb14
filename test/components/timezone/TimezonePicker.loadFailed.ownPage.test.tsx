import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { TimezonePicker } from '../../../src/index.js'
import { cities, input, search } from './timezone.fixture.js'

// A module that throws fails like one that can't be fetched.
vi.mock('../../../src/core/timezone/findTimezones.js', () => ({
  get findTimezones() {
    throw new TypeError('Failed to fetch dynamically imported module')
  },
}))

test('TimezonePicker: finds cities, countries and tzdb names if more names fail to load', async () => {
  render(<TimezonePicker locale="de" defaultValue="Europe/Berlin" />)
  await search('napoli')
  await expect.element(page.getByText(messages.timezone.none('napoli')).first()).toBeVisible()
  for (const [query, city] of [
    ['São', 'São Paulo'],
    ['indien', 'Kolkata'],
    ['asia/kat', 'Kathmandu'],
    ['orleans', undefined],
  ] as const) {
    await userEvent.fill(input(), query)
    await expect.poll(() => cities().includes(city ?? '')).toBe(city !== undefined)
  }
  await userEvent.fill(input(), 'tokyo')
  await userEvent.keyboard('{Enter}')
  await expect.element(input()).toHaveValue('Tokyo')
})

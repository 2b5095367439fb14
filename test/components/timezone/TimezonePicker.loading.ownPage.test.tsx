import { render } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { TimezonePicker } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { cities, input, search, setDevice } from './timezone.fixture.js'

const { timezone: t } = messages
// Without the time, which changes each minute.
const active = () =>
  document.querySelector('[data-active] .ik-timezone-picker-city')?.textContent ?? ''

/** Ends the load of the search. */
const load = vi.hoisted(() => {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve: () => resolve(), wasAsked: false }
})
vi.mock('../../../src/core/timezone/findTimezones.js', async (original) => {
  load.wasAsked = true
  await load.promise
  return original()
})

beforeEach(() => setDevice('Asia/Seoul'))

test('TimezonePicker: searches cities and countries until its names are loaded, then everything', async () => {
  const onChange = vi.fn()
  render(<TimezonePicker locale="en" defaultValue="Asia/Calcutta" onChange={onChange} />)
  await expect.element(input()).toHaveValue('Kolkata')
  expect(load.wasAsked).toBe(false)
  await search('london')
  await expect.poll(() => load.wasAsked).toBe(true)
  await expect.poll(cities).toEqual(['London'])
  await userEvent.fill(input(), 'Eastern Time')
  await expect.element(page.getByText(t.searching).first()).toBeVisible()
  await expect.element(page.getByRole('status')).toHaveTextContent(t.searching)
  await expect.element(input()).toHaveAttribute('aria-activedescendant', '')
  await userEvent.keyboard('{Enter}')
  expect(onChange).not.toHaveBeenCalled()
  await userEvent.fill(input(), 'india')
  await userEvent.keyboard('{ArrowDown}')
  const before = cities()
  expect(before.length).toBeGreaterThan(2)
  const chosen = active()
  load.resolve()
  await new Promise((resolve) => setTimeout(resolve, 300))
  // Rows that the user moves through stay.
  expect(cities()).toEqual(before)
  expect(active()).toBe(chosen)
  await userEvent.fill(input(), 'Eastern Time')
  await expect.poll(active).toMatch(/^New York/)
  await userEvent.fill(input(), 'napoli')
  await expect.poll(cities).toEqual(['Rome'])
  await userEvent.keyboard('{Enter}')
  expect(onChange.mock.calls).toEqual([['Europe/Rome']])
})

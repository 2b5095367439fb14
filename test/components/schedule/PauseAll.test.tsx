import type { FormEvent } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { PauseAll, PreferenceCenter } from '../../../src/index.js'
import { schedule, showSchedule } from './schedule.fixture.js'

const { schedule: t } = messages
const button = (name: string) => page.getByRole('button', { name })
const pausedUntil = '2099-06-01T07:00:00.000Z'
const paused = { schedule: { ...schedule, pausedUntil } }

afterEach(() => void vi.useRealTimers())

function useClock(at: Date): void {
  vi.useFakeTimers({ toFake: ['Date'], now: at })
}

test('PauseAll: pauses for an hour, and resumes', async () => {
  useClock(new Date(2026, 10, 29, 14, 30))
  const { patches } = showSchedule(<PauseAll />)
  await userEvent.click(button(t.forOneHour))
  const group = page.getByRole('group', { name: t.pauseTitle })
  await expect.element(group).toHaveFocus()
  await expect.element(group).toHaveAccessibleDescription(t.paused('3:30 PM'))
  await expect.element(page.getByRole('status')).toHaveTextContent(t.paused('3:30 PM'))
  await userEvent.click(button(t.resume))
  await expect.element(group).toHaveFocus()
  await expect.element(page.getByRole('status')).toHaveTextContent(t.resumed)
  const end = new Date(2026, 10, 29, 15, 30).toISOString()
  expect(patches()).toEqual([{ pausedUntil: end }, { pausedUntil: null }])
})

test('PauseAll: pauses until tomorrow at 9 on the clock of the device', async () => {
  useClock(new Date(2026, 11, 31, 23, 59))
  const { patches } = showSchedule(<PauseAll />)
  await userEvent.click(button(t.untilTomorrow))
  await expect.poll(patches).toEqual([{ pausedUntil: new Date(2027, 0, 1, 9).toISOString() }])
  await expect.element(page.getByText(t.paused('Fri, Jan 1, 2027, 9:00 AM')).first()).toBeVisible()
})

test('PauseAll: pauses until a date, from tomorrow on', async () => {
  useClock(new Date(2026, 10, 29, 14, 30))
  const { patches } = showSchedule(<PauseAll />)
  await userEvent.click(button(t.untilDate))
  await expect.element(button(t.untilDate)).toHaveAttribute('aria-expanded', 'true')
  const date = page.getByLabelText(t.resumeOn)
  await expect.element(date).toHaveValue('2026-11-30')
  await expect.element(date).toHaveAttribute('min', '2026-11-30')
  await userEvent.fill(date, '2026-12-24')
  await userEvent.click(page.getByRole('button', { name: t.pause, exact: true }))
  await expect.poll(patches).toEqual([{ pausedUntil: new Date(2026, 11, 24, 9).toISOString() }])
})

test('PauseAll: names the types that are sent all the same, in the center', async () => {
  showSchedule(<PreferenceCenter pause={<PauseAll />} />, paused, {
    catalog: [
      { id: 'security', label: 'Security alerts', channels: ['email'], default: true, locked: {} },
      { id: 'outages', label: 'Outages', channels: ['email'], default: true, urgent: true },
      { id: 'quiet', label: 'Quiet', channels: ['email'], default: false, urgent: true },
      { id: 'recap', label: 'Weekly recap', channels: ['email'], default: true },
    ],
  })
  await expect.element(page.getByText(t.stillSent('Security alerts and Outages'))).toBeVisible()
})

test('PauseAll: does not name urgent types that a parent overrides', async () => {
  showSchedule(
    <PreferenceCenter pause={<PauseAll />} />,
    { ...paused, preferences: { channels: { push: { state: 'off', default: true } } } },
    {
      catalog: [
        { id: 'outages', label: 'Outages', channels: ['push'], default: true, urgent: true },
        { id: 'alarms', label: 'Alarms', channels: ['push', 'sms'], default: true, urgent: true },
        { id: 'security', label: 'Security', channels: ['push'], default: true, locked: {} },
      ],
    },
  )
  await expect.element(page.getByText(t.stillSent('Alarms and Security'))).toBeVisible()
})

test('PauseAll: pauses until a date in a form of the host, which is not sent', async () => {
  useClock(new Date(2026, 10, 29, 14, 30))
  const onSubmit = vi.fn((event: FormEvent) => event.preventDefault())
  const { patches, container } = showSchedule(
    <form onSubmit={onSubmit}>
      <PauseAll />
    </form>,
  )
  await userEvent.click(button(t.untilDate))
  expect(container.querySelectorAll('form')).toHaveLength(1)
  const date = page.getByLabelText(t.resumeOn)
  expect(date.element()).toHaveProperty('form', null)
  await userEvent.fill(date, '2026-11-29')
  await userEvent.click(page.getByRole('button', { name: t.pause, exact: true }))
  await expect.element(date).toBeVisible()
  await userEvent.fill(date, '2026-12-24')
  await userEvent.keyboard('{Enter}')
  await expect.poll(patches).toEqual([{ pausedUntil: new Date(2026, 11, 24, 9).toISOString() }])
  expect(onSubmit).not.toHaveBeenCalled()
})

test('PauseAll: the Enter key on the button of the date picker opens it', async () => {
  const { patches } = showSchedule(<PauseAll />)
  await userEvent.click(button(t.untilDate))
  const date = page.getByLabelText(t.resumeOn)
  date.element().focus()
  // The last part of the input, after month, day and year.
  await userEvent.keyboard('{Tab}{Tab}{Tab}{Enter}')
  await expect.poll(() => date.element().matches(':open')).toBe(true)
  await userEvent.keyboard('{Escape}')
  expect(patches()).toEqual([])
})

test('PauseAll: Enter in the date pauses in browsers that do not tell whether the picker is open', async () => {
  const { patches } = showSchedule(<PauseAll />)
  await userEvent.click(button(t.untilDate))
  const supports = vi.spyOn(CSS, 'supports').mockReturnValue(false)
  page.getByLabelText(t.resumeOn).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => patches().length).toBe(1)
  supports.mockRestore()
})

test('PauseAll: shows no pause that could not be saved', async () => {
  const { adapter } = showSchedule(<PauseAll />)
  await expect.element(button(t.forOneHour)).toBeVisible()
  adapter.faults.fail = () => new IdentikitError('service', 'Down.', { status: 500 })
  await userEvent.click(button(t.forOneHour))
  const retry = button(messages.retrySetting(t.pauseTitle))
  await expect.element(retry).toBeVisible()
  await expect.element(button(t.forOneHour)).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(retry)
  await expect.element(button(t.resume)).toBeVisible()
})

test('PauseAll: ends with the pause', async () => {
  showSchedule(<PauseAll />, { schedule: { ...schedule, pausedUntil: '2026-01-01T00:00:00.000Z' } })
  await expect.element(button(t.forOneHour)).toBeVisible()
  expect(button(t.resume).elements()).toHaveLength(0)
})

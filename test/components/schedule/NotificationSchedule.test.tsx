import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { NotificationSchedule } from '../../../src/index.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { schedule, showSchedule } from './schedule.fixture.js'

const { schedule: t } = messages
const enabled = () => page.getByRole('switch', { name: t.enabled })
const day = (name: string) => page.getByRole('checkbox', { name })
const select = (name: string) => page.getByRole('combobox', { name, exact: true })
const failure = new IdentikitError('service', 'Down.', { status: 500 })

test('NotificationSchedule: shows the hours of each day in the time zone of the user', async () => {
  showSchedule(<NotificationSchedule />)
  await expect.element(enabled()).toBeChecked()
  await expect.element(enabled()).toHaveAccessibleDescription(t.zone('Seoul'))
  await expect.element(day('Monday')).toBeChecked()
  await expect.element(day('Sunday')).not.toBeChecked()
  await expect.element(select(t.from('Monday'))).toHaveDisplayValue('9:00 AM')
  await expect.element(select(t.to('Friday'))).toHaveDisplayValue('12:05 PM')
  const second = select(t.numbered(t.to('Friday'), '2'))
  await expect.element(second).toHaveDisplayValue(t.nextDay('6:00 AM'))
})

test('NotificationSchedule: claims no time zone before the user is read, and without it', async () => {
  const { timezone: _, ...user } = ada
  const { adapter, unmount } = showSchedule(<NotificationSchedule />, { users: [user] })
  await expect.element(enabled()).toHaveAccessibleDescription(t.zoneUnknown)
  unmount()
  adapter.faults.fail = ({ member }) => (member === 'users.get' ? failure : undefined)
  render(<NotificationSchedule />, { wrapper: createWrapper({ adapter }) })
  await expect.element(enabled()).toHaveAccessibleDescription(t.zoneOwn)
  await expect.poll(() => adapter.calls.at(-1)?.member).toBe('users.get')
  await expect.element(enabled()).toHaveAccessibleDescription(t.zoneOwn)
})

test('NotificationSchedule: says UTC where the service returns no time zone', async () => {
  const memory = createMemoryAdapter({ users: [ada], schedule })
  const { timezone: _, ...fields } = memory.fields
  const wrapper = createWrapper({ adapter: { ...memory, fields } })
  render(<NotificationSchedule />, { wrapper })
  await expect.element(enabled()).toHaveAccessibleDescription(t.zoneUnknown)
})

test('NotificationSchedule: names the offset of a time zone without a city', async () => {
  showSchedule(<NotificationSchedule />, { schedule: { ...schedule, timezone: 'Etc/GMT+5' } })
  await expect.element(enabled()).toHaveAccessibleDescription(t.zone('UTC\u22125'))
})

test('NotificationSchedule: saves a changed time and keeps the other ranges', async () => {
  const { patches } = showSchedule(<NotificationSchedule />)
  await userEvent.selectOptions(select(t.numbered(t.to('Friday'), '2')), '420')
  await expect.element(page.getByRole('status')).toHaveTextContent(t.saved(t.hours))
  const [monday, morning] = schedule.hours
  expect(patches()).toEqual([{ hours: [monday, morning, { day: 5, from: 1320, to: 420 }] }])
})

test('NotificationSchedule: turns days off and on, with the hours of another day', async () => {
  const { patches } = showSchedule(<NotificationSchedule />)
  await userEvent.click(day('Friday'))
  await expect.element(day('Friday')).not.toBeChecked()
  await userEvent.click(day('Sunday'))
  await expect.element(select(t.from('Sunday'))).toHaveDisplayValue('9:00 AM')
  const [monday] = schedule.hours
  expect(patches().at(-1)).toEqual({ hours: [{ day: 0, from: 540, to: 1080 }, monday] })
})

test('NotificationSchedule: starts with working hours, and says that every day is off', async () => {
  const nothing = { enabled: false, hours: [] }
  const { patches } = showSchedule(<NotificationSchedule />, { schedule: nothing })
  await expect.element(enabled()).toHaveAccessibleDescription(t.anyTime)
  expect(page.getByRole('checkbox').elements()).toHaveLength(0)
  await userEvent.click(enabled())
  await expect.element(day('Monday')).toBeChecked()
  const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
  await expect.poll(patches).toHaveLength(1)
  expect(patches()[0]).toEqual({
    enabled: true,
    hours: [1, 2, 3, 4, 5].map((number) => ({ day: number, from: 540, to: 1080 })),
  })
  for (const name of names) await userEvent.click(day(name))
  await expect.element(enabled()).toHaveAccessibleDescription(t.noHours)
})

test('NotificationSchedule: shows what could not be saved, and saves it again', async () => {
  const { adapter } = showSchedule(<NotificationSchedule />)
  await expect.element(day('Sunday')).toBeVisible()
  adapter.faults.fail = ({ member }) => (member === 'schedule.update' ? failure : undefined)
  await userEvent.click(day('Sunday'))
  const retry = page.getByRole('button', { name: messages.retrySetting(t.hours) })
  await expect.element(retry).toBeVisible()
  await expect.element(day('Sunday')).not.toBeChecked()
  const group = page.getByRole('group', { name: t.hours })
  await expect
    .element(group)
    .toHaveAccessibleDescription(`${messages.notSaved} ${messages.errors.service}`)
  adapter.faults.fail = undefined
  await userEvent.click(retry)
  await expect.element(day('Sunday')).toBeChecked()
  await expect.element(group).toHaveFocus()
})

test('NotificationSchedule: orders and names days and times by locale', async () => {
  showSchedule(<NotificationSchedule />, {}, { locale: 'de-DE' })
  await expect.element(select(t.from('Montag'))).toHaveDisplayValue('09:00')
  const names = page
    .getByRole('checkbox')
    .elements()
    .map((box) => box.closest('label')?.textContent)
  expect(names[0]).toBe('Montag')
  expect(names.at(-1)).toBe('Sonntag')
})

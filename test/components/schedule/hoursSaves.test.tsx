import { act } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, messages } from '../../../src/core.js'
import { NotificationSchedule, useSchedule } from '../../../src/index.js'
import { ada } from '../../../src/testing.js'
import { setOnline } from '../online.fixture.js'
import { schedule, showSchedule } from './schedule.fixture.js'

const { schedule: t } = messages
const enabled = () => page.getByRole('switch', { name: t.enabled })
const day = (name: string) => page.getByRole('checkbox', { name })
const select = (name: string) => page.getByRole('combobox', { name, exact: true })
const hours = () => page.getByRole('group', { name: t.hours })
const row = (name: string) => day(name).element().closest('.ik-schedule-day')
const refusal = new IdentikitError('forbidden', 'No.')

afterEach(() => setOnline(true))

test('NotificationSchedule: keeps the focus when turning on fails while it is in the hours', async () => {
  const { adapter, release } = showSchedule(<NotificationSchedule />, {
    schedule: { enabled: false, hours: [] },
  })
  await expect.element(enabled()).toBeVisible()
  adapter.faults.pause = true
  adapter.faults.fail = () => refusal
  await userEvent.click(enabled())
  await userEvent.keyboard('{Tab}')
  await expect.element(day('Sunday')).toHaveFocus()
  release()
  await expect.element(hours()).not.toBeInTheDocument()
  await expect.element(page.getByRole('region', { name: t.title })).toHaveFocus()
})

test('NotificationSchedule: keeps the focus when a day with the focus cannot be saved', async () => {
  const { adapter, release } = showSchedule(<NotificationSchedule />)
  await expect.element(day('Sunday')).toBeVisible()
  adapter.faults.pause = true
  adapter.faults.fail = () => refusal
  await userEvent.click(day('Sunday'))
  await userEvent.keyboard('{Tab}')
  await expect.element(select(t.from('Sunday'))).toHaveFocus()
  release()
  await expect.element(select(t.from('Sunday'))).not.toBeInTheDocument()
  await expect.element(day('Sunday')).toHaveFocus()
})

test('NotificationSchedule: shows beside a day that it is being saved, was saved or waits', async () => {
  const { adapter, release } = showSchedule(<NotificationSchedule />)
  await expect.element(day('Sunday')).toBeVisible()
  adapter.faults.pause = true
  await userEvent.click(day('Sunday'))
  const getMark = () => row('Sunday')?.querySelector('.ik-save-mark')
  await expect.poll(() => row('Sunday')?.getAttribute('data-save')).toBe('saving')
  expect(getMark()).toBeVisible()
  expect(hours().element().querySelectorAll('.ik-save-mark')).toHaveLength(1)
  release()
  await expect.poll(() => row('Sunday')?.getAttribute('data-save')).toBe('saved')
  expect(getMark()).toBeVisible()
  act(() => setOnline(false))
  await userEvent.selectOptions(select(t.from('Monday')), '600')
  expect(row('Monday')).toHaveAttribute('data-save', 'waiting')
  await expect.element(day('Monday')).toHaveAccessibleDescription(messages.waiting)
  await expect.element(select(t.from('Monday'))).toHaveAccessibleDescription(messages.waiting)
  await expect.element(day('Monday')).toHaveAccessibleName('Monday')
  await expect.element(day('Sunday')).not.toHaveAccessibleDescription()
})

test('NotificationSchedule: gives a day that is turned off and on again its own hours', async () => {
  const { patches } = showSchedule(<NotificationSchedule />)
  await userEvent.click(day('Friday'))
  await expect.element(day('Friday')).not.toBeChecked()
  await userEvent.click(day('Friday'))
  await expect.poll(() => patches().at(-1)).toEqual({ hours: schedule.hours })
})

test('NotificationSchedule: changes one of two equal ranges of a day', async () => {
  const range = { day: 1, from: 780, to: 1080 }
  const { patches } = showSchedule(<NotificationSchedule />, {
    schedule: { enabled: true, hours: [{ ...range, from: 540 }, range] },
  })
  await userEvent.selectOptions(select(t.from('Monday')), '780')
  await expect.poll(() => patches().at(-1)).toEqual({ hours: [range, range] })
  await userEvent.selectOptions(select(t.numbered(t.to('Monday'), '2')), '1200')
  await expect.poll(() => patches().at(-1)).toEqual({ hours: [range, { ...range, to: 1200 }] })
})

test('NotificationSchedule: a retry keeps what another page changed since', async () => {
  function Page() {
    const { reload } = useSchedule()
    return (
      <>
        <NotificationSchedule />
        <button type="button" onClick={() => void reload()}>
          Reload
        </button>
      </>
    )
  }
  const { adapter, patches, release } = showSchedule(<Page />)
  await expect.element(day('Tuesday')).toBeVisible()
  adapter.faults.fail = ({ member }) => (member === 'schedule.update' ? refusal : undefined)
  adapter.faults.pause = true
  await userEvent.click(day('Tuesday'))
  await userEvent.selectOptions(select(t.from('Tuesday')), '600')
  release()
  const retry = page.getByRole('button', { name: messages.retrySetting(t.hours) })
  await expect.element(retry).toBeVisible()
  await expect.element(day('Tuesday')).not.toBeChecked()
  adapter.faults.fail = undefined
  const wednesday = { day: 3, from: 540, to: 600 }
  const [monday, ...friday] = schedule.hours
  await createUserClient(adapter).schedule.update(ada.id, {
    hours: [monday!, wednesday, ...friday],
  })
  await userEvent.click(page.getByRole('button', { name: 'Reload' }))
  await expect.element(day('Wednesday')).toBeChecked()
  await userEvent.click(retry)
  const tuesday = { day: 2, from: 600, to: 1080 }
  await expect
    .poll(() => patches().at(-1))
    .toEqual({
      hours: [monday, tuesday, wednesday, ...friday],
    })
  await expect.element(retry).not.toBeInTheDocument()
})

test('NotificationSchedule: a retry sends what another component changed, after own hours were saved', async () => {
  const preset = [{ day: 6, from: 600, to: 720 }]
  function Preset() {
    const { update } = useSchedule()
    return <button onClick={() => void update({ hours: preset })}>Preset</button>
  }
  const { adapter, patches } = showSchedule(
    <>
      <NotificationSchedule />
      <Preset />
    </>,
  )
  await userEvent.click(day('Sunday'))
  await expect.element(day('Sunday')).toBeChecked()
  await expect.poll(() => row('Sunday')).toHaveAttribute('data-save', 'saved')
  adapter.faults.fail = ({ member }) => (member === 'schedule.update' ? refusal : undefined)
  await userEvent.click(page.getByRole('button', { name: 'Preset' }))
  const retry = page.getByRole('button', { name: messages.retrySetting(t.hours) })
  await expect.element(retry).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(retry)
  await expect.element(retry).not.toBeInTheDocument()
  await expect.poll(() => patches().at(-1)).toEqual({ hours: preset })
  await expect.element(day('Saturday')).toBeChecked()
})

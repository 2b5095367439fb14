import { act } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, messages } from '../../../src/core.js'
import { PauseAll, PreferenceCenter, useSchedule } from '../../../src/index.js'
import { ada } from '../../../src/testing.js'
import { setOnline } from '../online.fixture.js'
import { schedule, showSchedule } from './schedule.fixture.js'

const { schedule: t } = messages
const button = (name: string) => page.getByRole('button', { name })
const group = () => page.getByRole('group', { name: t.pauseTitle })

afterEach(() => {
  setOnline(true)
  vi.useRealTimers()
})

const refusal = new IdentikitError('forbidden', 'No.')

test('PauseAll: keeps the focus when the pause ends by itself', async () => {
  vi.useFakeTimers({
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
    now: new Date(2026, 10, 29, 14, 30),
  })
  const pausedUntil = new Date(2026, 10, 29, 14, 31).toISOString()
  showSchedule(<PauseAll />, { schedule: { ...schedule, pausedUntil } })
  await vi.advanceTimersByTimeAsync(50)
  button(t.resume).element().focus()
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  await expect.element(button(t.forOneHour)).toBeVisible()
  await expect.element(group()).toHaveFocus()
})

test('PauseAll: keeps the focus when the pause cannot be saved', async () => {
  const { adapter, release } = showSchedule(<PauseAll />)
  await expect.element(button(t.forOneHour)).toBeVisible()
  adapter.faults.pause = true
  adapter.faults.fail = () => refusal
  await userEvent.click(button(t.forOneHour))
  await userEvent.keyboard('{Tab}')
  await expect.element(button(t.resume)).toHaveFocus()
  release()
  await expect.element(button(t.forOneHour)).toBeVisible()
  await expect.element(group()).toHaveFocus()
})

test('PauseAll: keeps the focus when another page pauses while a date is being chosen', async () => {
  function Page() {
    const { reload } = useSchedule()
    return (
      <>
        <PauseAll />
        <button type="button" onClick={() => void reload()}>
          Reload
        </button>
      </>
    )
  }
  const { adapter } = showSchedule(<Page />)
  await userEvent.click(button(t.untilDate))
  page.getByLabelText(t.resumeOn).element().focus()
  const pausedUntil = '2099-01-01T00:00:00.000Z'
  await createUserClient(adapter).schedule.update(ada.id, { pausedUntil })
  button('Reload')
    .element()
    .dispatchEvent(new MouseEvent('click', { bubbles: true }))
  await expect.element(button(t.resume)).toBeVisible()
  await expect.element(group()).toHaveFocus()
})

test('PauseAll: says that a pause waits for a connection, alone and in the center', async () => {
  const { adapter, unmount } = showSchedule(<PauseAll />)
  await expect.element(button(t.forOneHour)).toBeVisible()
  act(() => setOnline(false))
  await userEvent.click(button(t.forOneHour))
  await expect.element(group()).toHaveAttribute('data-save', 'waiting')
  expect(group().element()).toHaveAccessibleDescription(expect.stringContaining(messages.waiting))
  await expect.element(page.getByText(messages.offlineChanges(1))).toBeVisible()
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(`${messages.offline} ${messages.offlineChanges(0)}`)
  act(() => setOnline(true))
  await expect.element(group()).toHaveAttribute('data-save', 'saved')
  expect(page.getByText(messages.offline).elements()).toHaveLength(0)
  expect((await createUserClient(adapter).schedule.get(ada.id)).pausedUntil).toBeDefined()
  unmount()

  showSchedule(<PreferenceCenter pause={<PauseAll />} />)
  await expect.element(button(t.forOneHour)).toBeVisible()
  act(() => setOnline(false))
  await userEvent.click(button(t.forOneHour))
  await expect.element(group()).toHaveAttribute('data-save', 'waiting')
  expect(page.getByText(messages.offlineChanges(1)).elements()).toHaveLength(1)
})

test('PauseAll: shows that a pause is being saved and was saved', async () => {
  const { adapter, release } = showSchedule(<PauseAll />)
  await expect.element(button(t.forOneHour)).toBeVisible()
  adapter.faults.pause = true
  await userEvent.click(button(t.forOneHour))
  const mark = () => group().element().querySelector('.ik-save-mark')
  await expect.element(group()).toHaveAttribute('data-save', 'saving')
  expect(mark()).toBeVisible()
  release()
  await expect.element(group()).toHaveAttribute('data-save', 'saved')
  expect(mark()).toBeVisible()
  adapter.faults.pause = true
  await userEvent.click(button(t.resume))
  await expect.element(group()).toHaveAttribute('data-save', 'saving')
  expect(mark()).toBeVisible()
})

test('PauseAll: neither saves nor announces a pause whose end passed before a retry', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 29, 14, 30) })
  const { adapter, patches } = showSchedule(<PauseAll />)
  await expect.element(button(t.forOneHour)).toBeVisible()
  adapter.faults.fail = () => refusal
  await userEvent.click(button(t.forOneHour))
  const retry = button(messages.retrySetting(t.pauseTitle))
  const status = page.getByRole('status')
  await expect.element(status).toHaveTextContent(messages.notSavedNamed(t.pauseTitle))
  vi.setSystemTime(new Date(2026, 10, 29, 16, 30))
  adapter.faults.fail = undefined
  await userEvent.click(retry)
  await expect
    .element(group())
    .toHaveAccessibleDescription(
      `${messages.notSaved} ${messages.errors.invalid} ${t.pauseDescription}`,
    )
  await expect.element(status).toHaveTextContent(messages.notSavedNamed(t.pauseTitle))
  expect(patches()).toHaveLength(1)
})

test('PauseAll: does not save a pause that ended while the browser was offline', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 29, 14, 30) })
  const { patches } = showSchedule(<PauseAll />)
  await expect.element(button(t.forOneHour)).toBeVisible()
  act(() => setOnline(false))
  await userEvent.click(button(t.forOneHour))
  await expect.element(group()).toHaveAttribute('data-save', 'waiting')
  vi.setSystemTime(new Date(2026, 10, 29, 16, 30))
  act(() => setOnline(true))
  await expect.element(button(messages.retrySetting(t.pauseTitle))).toBeVisible()
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(messages.notSavedNamed(t.pauseTitle))
  expect(patches()).toHaveLength(0)
})

test('PauseAll: announces a pause and a resume that failed as two sentences', async () => {
  vi.useFakeTimers({
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
    now: new Date(2026, 10, 29, 14, 30),
  })
  const { adapter } = showSchedule(<PauseAll />)
  await act(() => vi.advanceTimersByTimeAsync(50))
  for (const name of [t.forOneHour, t.resume]) {
    button(name)
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await act(() => vi.advanceTimersByTimeAsync(100))
    adapter.faults.fail = () => refusal
  }
  await act(() => vi.advanceTimersByTimeAsync(1000))
  expect(page.getByRole('status').element()).toHaveTextContent(
    `${t.paused('3:30 PM')} ${messages.notSavedNamed(t.pauseTitle)}`,
  )
})

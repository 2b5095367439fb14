import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  createUserClient,
  IdentikitError,
  messages,
  type NotificationType,
  type Preferences,
} from '../../../src/core.js'
import {
  PreferenceCenter,
  PreferenceCenterBulk,
  PreferenceCenterFooter,
  PreferenceCenterList,
} from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const { bulk: t, preferences: center } = messages
const unset = { state: 'unset', default: true } as const
const types: readonly NotificationType[] = [
  { id: 'comments', channels: { email: { state: 'off', default: true }, push: unset } },
  { id: 'mentions', channels: { email: unset, push: { state: 'on', default: true } } },
  { id: 'seats', channels: { email: unset, push: { state: 'off', default: true } } },
]

const undo = page.getByRole('button', { name: t.undo })
const allEmail = page.getByRole('checkbox', { name: t.allOn('Email') })
const reset = page.getByRole('button', { name: center.reset })
const control = (type: string, channel: string) =>
  page.getByRole('switch', { name: center.cell(type, channel) })
const announcement = () =>
  document.querySelector('.ik-preference-center-bulk [aria-live]')?.textContent

/** Renders a center and returns its service. */
async function showCenter(view: ReactNode) {
  const adapter = createMemoryAdapter({ users: [ada], preferences: { types } })
  render(view, { wrapper: createWrapper({ adapter, catalog: [] }) })
  await expect.element(control('Comments', 'Email')).toBeInTheDocument()
  const saved = (): Promise<Preferences> => createUserClient(adapter).preferences.get(ada.id)
  return { adapter, saved, before: await saved() }
}

/** Renders a center with checkboxes. */
async function setUp() {
  const opened = await showCenter(<PreferenceCenter bulk={<PreferenceCenterBulk />} />)
  await expect.element(allEmail).toBePartiallyChecked()
  return opened
}

/** From here on, time passes only when the test advances it. */
const stopTime = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

afterEach(() => void vi.useRealTimers())

test('PreferenceCenterBulk: restores the settings, and moves the focus to the checkbox', async () => {
  const { saved, before } = await setUp()
  await userEvent.click(allEmail)
  await expect.element(page.getByText(t.turnedOffMany(2), { exact: true })).toBeVisible()
  await expect.poll(announcement).toBe(`${t.turnedOffMany(2)}. ${t.canUndo}`)
  await userEvent.click(undo)
  await expect.element(undo).not.toBeInTheDocument()
  await expect.element(allEmail).toBePartiallyChecked()
  await expect.element(allEmail).toHaveFocus()
  await expect.poll(saved).toEqual(before)
  expect(announcement()).toBe(t.undone)
})

test('PreferenceCenterBulk: is offered for eight seconds, and not counted while it has focus or pointer', async () => {
  await setUp()
  stopTime()
  await userEvent.click(allEmail)
  await expect.element(undo).toBeVisible()
  await pass(5000)
  await userEvent.hover(undo)
  await pass(20_000)
  await expect.element(undo).toBeVisible()
  await userEvent.hover(page.getByRole('heading', { name: center.title }))
  await pass(2000)
  ;(undo.element() as HTMLElement).focus()
  await pass(20_000)
  await expect.element(undo).toHaveFocus()
  ;(allEmail.element() as HTMLElement).focus()
  await pass(900)
  await expect.element(undo).toBeVisible()
  await pass(200)
  await expect.element(undo).not.toBeInTheDocument()
  await expect.element(allEmail).toHaveFocus()
  await expect.element(allEmail).not.toBeChecked()
})

test('PreferenceCenterBulk: Ctrl+Z in the center undoes, and not after the offer', async () => {
  const { saved, before } = await setUp()
  await userEvent.click(allEmail)
  await expect.element(undo).toBeVisible()
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
  await expect.element(undo).toBeVisible()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(undo).not.toBeInTheDocument()
  await expect.element(allEmail).toHaveFocus()
  await expect.poll(saved).toEqual(before)
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(allEmail).toBePartiallyChecked()
})

test('PreferenceCenterBulk: Ctrl+Z is that of a keyboard without Latin letters, too', async () => {
  const { saved, before } = await setUp()
  await userEvent.click(allEmail)
  await expect.element(undo).toBeVisible()
  const press = (key: string, code: string) =>
    allEmail
      .element()
      .dispatchEvent(new KeyboardEvent('keydown', { key, code, ctrlKey: true, bubbles: true }))
  // On a German keyboard, "y" has the place of the English "z".
  press('y', 'KeyZ')
  await expect.element(undo).toBeVisible()
  press('\u044F', 'KeyZ')
  await expect.element(undo).not.toBeInTheDocument()
  await expect.poll(saved).toEqual(before)
})

test('PreferenceCenterBulk: is about the last change, and counts what an undo restores', async () => {
  const { saved } = await setUp()
  await userEvent.click(allEmail)
  await userEvent.click(page.getByRole('checkbox', { name: t.allOn('Push') }))
  await expect.element(page.getByText(t.turnedOffMany(2), { exact: true })).toBeVisible()
  await userEvent.click(control('Mentions', 'Push'))
  await expect.element(page.getByText(t.turnedOffMany(1), { exact: true })).toBeVisible()
  await userEvent.click(undo)
  await expect.element(control('Comments', 'Push')).toBeChecked()
  const held = await saved()
  expect(held.types[1]?.channels).toMatchObject({ email: { state: 'off' }, push: { state: 'on' } })
})

test('PreferenceCenterBulk: ends when nothing is left to restore', async () => {
  const { adapter } = await setUp()
  adapter.faults.pause = true
  await userEvent.click(allEmail)
  await expect.element(undo).toBeVisible()
  ;(undo.element() as HTMLElement).focus()
  adapter.faults.pause = false
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  await userEvent.click(control('Mentions', 'Email'))
  await userEvent.click(control('Seats', 'Email'))
  await expect.element(undo).not.toBeInTheDocument()
  expect(document.activeElement).not.toBe(document.body)
})

test('PreferenceCenterBulk: is not offered for what failed', async () => {
  const { adapter } = await setUp()
  adapter.faults.fail = ({ member }) =>
    member === 'preferences.update' ? new IdentikitError('forbidden', 'No.') : undefined
  await userEvent.click(allEmail)
  await expect
    .element(page.getByText(center.notTurned('Email', false), { exact: true }).first())
    .toBeVisible()
  await expect.element(undo).not.toBeInTheDocument()
})

test('PreferenceCenterBulk: restores what "Reset to defaults" cleared, and keeps the focus in the center', async () => {
  const { saved, before } = await setUp()
  await userEvent.click(reset)
  await expect.element(page.getByText(t.resetMany(2), { exact: true })).toBeVisible()
  await expect.element(control('Comments', 'Email')).toBeChecked()
  await userEvent.click(undo)
  await expect.element(control('Comments', 'Email')).not.toBeChecked()
  await expect.poll(saved).toEqual(before)
  await expect.element(page.getByRole('region', { name: center.title })).toHaveFocus()
})

test('PreferenceCenterBulk: as a child, undoes a reset and adds no checkboxes', async () => {
  const { saved, before } = await showCenter(
    <PreferenceCenter>
      <PreferenceCenterList />
      <PreferenceCenterFooter />
      <PreferenceCenterBulk />
    </PreferenceCenter>,
  )
  expect(page.getByRole('checkbox').elements()).toEqual([])
  await userEvent.click(reset)
  await expect.element(page.getByText(t.resetMany(2), { exact: true })).toBeVisible()
  await userEvent.click(undo)
  await expect.poll(saved).toEqual(before)
})

import { render } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages, type Device } from '../../src/core.js'
import { DeleteAccount, DeviceList, StreakSettings } from '../../src/index.js'
import '../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../src/testing.js'
import { showStreak } from '../components/streak/streak.fixture.js'
import {
  expectAnnounced,
  expectPhrases,
  findPhrase,
  readPage,
  startReader,
  useControl,
} from './screenReader.js'

const { account: t, streak } = messages
const devices: readonly Device[] = [
  { token: 'phone-token-3f9a', platform: 'ios' },
  { token: 'tablet-token-81b2', platform: 'android' },
]

beforeEach(() => page.viewport(1200, 800))

function showDevices() {
  const adapter = createMemoryAdapter({ users: [ada] })
  for (const device of devices) void adapter.devices?.add(ada.id, device)
  render(<DeviceList />, { wrapper: createWrapper({ adapter }) })
  return adapter
}

const phone = t.deviceName('iPhone or iPad', t.deviceEnding('3f9a'))

test('DeviceList: is read as a list of devices whose buttons name them', async () => {
  showDevices()
  await expect.element(page.getByText('Android').first()).toBeVisible()
  const log = await readPage()
  expectPhrases(log, [
    `heading, ${t.devicesTitle}`,
    t.devicesDescription,
    'list',
    'iPhone or iPad',
    `button, ${t.removeDeviceNamed('iPhone or iPad')}`,
    'Android',
    `button, ${t.removeDeviceNamed('Android')}`,
  ])
})

test('DeviceList: announces that a device is removed, and that it could not be', async () => {
  const adapter = showDevices()
  await expect.element(page.getByText('Android').first()).toBeVisible()
  await startReader()
  adapter.faults.fail = ({ member }) =>
    member === 'devices.remove' ? new IdentikitError('forbidden', 'No.') : undefined
  await findPhrase(`button, ${t.removeDeviceNamed('iPhone or iPad')}`)
  await useControl()
  await expectAnnounced(t.notRemovedNamed(phone))
  adapter.faults.fail = undefined
  await startReader()
  await findPhrase(`button, ${t.removeDeviceNamed('iPhone or iPad')}`)
  await useControl()
  await expectAnnounced(t.removedNamed(phone))
})

test('DeleteAccount: opens a dialog with its title and the text to type, and a wrong text says its error', async () => {
  const onDelete = vi.fn()
  const adapter = createMemoryAdapter({ users: [ada] })
  render(<DeleteAccount onDelete={onDelete} confirmWith="delete" />, {
    wrapper: createWrapper({ adapter }),
  })
  await startReader()
  await findPhrase(t.deleteDescription)
  await findPhrase(`button, ${t.open}`)
  await useControl()
  await expect.element(page.getByRole('dialog')).toBeVisible()
  await startReader()
  expect(await findPhrase('dialog, ')).toContain(t.dialogTitle)
  await findPhrase(`textbox, ${t.confirmLabel('delete')}`)
  await userEvent.fill(page.getByRole('textbox'), 'no')
  await findPhrase(`button, ${t.confirm}`)
  await useControl()
  await expect.element(page.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true')
  await startReader()
  const field = await findPhrase(`textbox, ${t.confirmLabel('delete')}`)
  expect(field).toContain(t.confirmWrong('delete'))
  expect(field).toContain('invalid')
  expect(onDelete).not.toHaveBeenCalled()
})

test('StreakSettings: is read as a heading, a switch, goals with their options, and days', async () => {
  showStreak({}, {}, <StreakSettings />)
  await expect.element(page.getByRole('switch', { name: streak.enabled })).toBeVisible()
  const log = await readPage()
  expectPhrases(log, [
    `heading, ${streak.title}`,
    `switch, ${streak.enabled}`,
    'radio, 500 words, checked',
    `radiogroup, ${streak.modeTitle}`,
    `group, ${streak.daysTitle}`,
    'checkbox, ',
  ])
  expectPhrases(log, [`switch, ${streak.counts('Words')}, checked`])
})

test('StreakSettings: a used switch keeps its name, and its save is announced once', async () => {
  showStreak()
  await expect.element(page.getByRole('switch', { name: streak.counts('Words') })).toBeVisible()
  await startReader()
  expect(await findPhrase(`switch, ${streak.counts('Words')}`)).toMatch(/, checked/)
  await useControl()
  await expectAnnounced(messages.savedOff(streak.counts('Words')))
  await startReader()
  expect(await findPhrase(`switch, ${streak.counts('Words')}`)).toMatch(/not checked/)
})

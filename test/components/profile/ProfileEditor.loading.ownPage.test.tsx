import { render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { commands, page, userEvent } from 'vitest/browser'
import { ProfileEditor } from '../../../src/components/profile/ProfileEditor.js'
import { messages } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { picture } from '../avatar/pictures.fixture.js'

const { timezone, profile: t, avatar } = messages
const url = 'https://pictures.example/ada.png'

const modules = [
  'components/timezone/LoadedTimezoneControl.tsx',
  'components/fields/PhoneControl.tsx',
  'components/avatar/AvatarUploadControl.tsx',
]

beforeEach(() => commands.holdModules(modules))
afterEach(() => commands.releaseModules())

const zone = () => page.getByRole('combobox', { name: timezone.label })
const busyControls = () =>
  Array.from(
    document.querySelectorAll('.ik-field [aria-busy="true"]'),
    ({ className }) => className,
  )

function measure() {
  const parts = '.ik-field, .ik-timezone-picker-field, .ik-avatar-input > *'
  return Array.from(document.querySelectorAll(parts), (element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return [x, y, width, height].map(Math.round).join()
  })
}

test('ProfileEditor: passes on what is entered while controls are loaded, and no field moves', async () => {
  const user = { ...ada, timezone: 'America/Sao_Paulo', avatar: url }
  const adapter = createMemoryAdapter({ users: [user] })
  const upload = vi.fn(async (_file: File) => ({ url }))
  render(<ProfileEditor fields={['avatar', 'phone', 'timezone', 'name']} uploadAvatar={upload} />, {
    wrapper: createWrapper({ adapter }),
  })
  await expect.element(zone()).toHaveValue('São Paulo')
  expect(document.querySelector('.ik-timezone-picker-hint, .ik-phone-input option')).toBeNull()
  expect(busyControls()).toEqual([])
  const before = measure()
  await userEvent.upload(page.getByLabelText(avatar.chooseName), await picture())
  const phone = page.getByRole('textbox', { name: t.phone })
  await userEvent.fill(phone, '11 96123 4567')
  await userEvent.click(zone())
  await userEvent.keyboard('tok{Enter}')
  await expect.element(zone()).toHaveValue('tok')
  await expect.element(phone).toHaveAccessibleDescription(t.phoneWithoutCode)
  // The chosen file and the list of time zones need what is loaded.
  expect(busyControls()).toEqual(['ik-avatar-input', 'ik-timezone-picker'])
  await commands.releaseModules()
  // A busy machine takes seconds to load them.
  await expect.poll(busyControls, { timeout: 20_000 }).toEqual([])
  await expect.poll(() => (document.activeElement as HTMLInputElement).value).toBe('tok')
  await expect.element(zone()).toHaveAttribute('aria-expanded', 'true')
  await expect.element(page.getByRole('option', { name: 'Tokyo' })).toBeVisible()
  // The country is the one of the time zone.
  await expect.element(phone).toHaveValue('(11) 96123-4567')
  await expect.element(page.getByText(avatar.uploaded)).toBeInTheDocument()
  expect(upload.mock.calls.map(([file]) => file.name)).toEqual(['me.png'])
  await userEvent.keyboard('yo')
  await expect.element(zone()).toHaveValue('tokyo')
  await userEvent.keyboard('{Enter}')
  await expect.element(zone()).toHaveValue('Tokyo')
  await userEvent.click(page.getByRole('button', { name: t.discard }))
  await expect.element(phone).toHaveValue('')
  expect(measure()).toEqual(before)
})

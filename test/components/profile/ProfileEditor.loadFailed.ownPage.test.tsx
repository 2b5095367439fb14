import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ProfileEditor } from '../../../src/components/profile/ProfileEditor.js'
import { messages } from '../../../src/core.js'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const { timezone, profile: t } = messages

const fail = vi.hoisted(() => (): never => {
  throw new TypeError('Failed to fetch dynamically imported module')
})
// A module that throws fails like one that can't be fetched.
vi.mock('../../../src/components/timezone/LoadedTimezoneControl.js', () => ({
  get LoadedTimezoneControl() {
    return fail()
  },
}))
vi.mock('../../../src/core/user/languages.js', () => ({
  get findLanguage() {
    return fail()
  },
}))
vi.mock('../../../src/components/avatar/AvatarUploadControl.js', () => ({
  get AvatarUploadControl() {
    return fail()
  },
}))
vi.mock('../../../src/components/fields/PhoneControl.js', () => ({
  get PhoneControl() {
    return fail()
  },
}))

test('ProfileEditor: saves time zone, language and phone number if their parts fail to load', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  render(
    <ProfileEditor
      fields={['avatar', 'phone', 'timezone', 'locale']}
      locales={['en', 'de']}
      uploadAvatar={async () => ({ url: 'https://pictures.example/ada.png' })}
    />,
    { wrapper: createWrapper({ adapter }) },
  )
  const zone = page.getByRole('combobox', { name: timezone.label })
  await expect.poll(() => zone.element().tagName).toBe('SELECT')
  await expect.element(zone).toHaveValue('Europe/London')
  await userEvent.selectOptions(zone, 'America/New York')
  const locale = page.getByRole('combobox', { name: t.locale })
  await userEvent.selectOptions(locale, 'de')
  const phone = page.getByRole('textbox', { name: t.phone })
  await userEvent.fill(phone, '030 1234')
  await userEvent.click(zone)
  await expect.element(phone).toHaveAccessibleDescription(t.phoneWithoutCode)
  await userEvent.fill(phone, '+49 1512 3456789')
  const avatar = page.getByLabelText(messages.avatar.chooseName)
  await userEvent.upload(avatar, new File(['x'], 'x.png', { type: 'image/png' }))
  await expect.element(avatar).toHaveAccessibleDescription(new RegExp(messages.avatar.notUploaded))
  await userEvent.click(page.getByRole('button', { name: t.save }))
  await expect
    .poll(() => adapter.calls.filter(({ member }) => member === 'users.update'))
    .toMatchObject([
      { input: { phone: '+4915123456789', timezone: 'America/New_York', locale: 'de' } },
    ])
})

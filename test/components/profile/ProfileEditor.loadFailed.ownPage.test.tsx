import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { button, showProfile, t } from './profile.fixture.js'

const { timezone } = messages

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
vi.mock('../../../src/core/contact/phoneReader.js', () => ({
  get createPhoneReader() {
    return fail()
  },
}))

test('ProfileEditor: saves time zone, language and phone number if their parts fail to load', async () => {
  const { patches } = showProfile({
    fields: ['phone', 'timezone', 'locale'],
    locales: ['en', 'de'],
  })
  const zone = page.getByRole('combobox', { name: timezone.label })
  await expect.poll(() => zone.element().tagName).toBe('SELECT')
  await expect.element(zone).toHaveValue('Europe/London')
  await userEvent.selectOptions(zone, 'America/New York')
  const locale = page.getByRole('combobox', { name: t.locale })
  await userEvent.selectOptions(locale, 'de')
  await userEvent.fill(page.getByRole('textbox', { name: t.phone }), '+49 1512 3456789')
  await userEvent.click(button(t.save))
  await expect
    .poll(patches)
    .toEqual([{ phone: '+4915123456789', timezone: 'America/New_York', locale: 'de' }])
})

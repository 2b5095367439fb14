import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { ada } from '../../../src/testing.js'
import { box, button, liveRegion, showProfile, t } from './profile.fixture.js'

const select = () => page.getByRole('combobox', { name: messages.profile.locale, exact: true })

function show(locale: string | undefined, locales: readonly string[]) {
  return showProfile({ fields: ['name', 'locale'], locales }, { users: [{ ...ada, locale }] })
}

test.each(['en_US', 'zh_Hant_TW', 'pt_BR', 'no', 'iw', 'tl', 'zh-CN'])(
  'ProfileEditor: offers, saves and shows the language %s as the host writes it',
  async (tag) => {
    const { patches } = show(undefined, ['de', tag])
    await userEvent.selectOptions(select(), tag)
    await userEvent.click(button(t.save))
    await expect.element(liveRegion()).toHaveTextContent(t.saved)
    expect(patches()).toEqual([{ locale: tag }])
    await expect.element(select()).toHaveValue(tag)
    expect(button(t.save).elements()).toEqual([])
  },
)

test.each([
  ['en_US', 'en_US'],
  ['en-US', 'en_US'],
  ['en_US', 'en-US'],
])('ProfileEditor: shows a stored language %s as %s without a change', async (stored, tag) => {
  const { patches } = show(stored, ['de', tag])
  await expect.element(select()).toHaveDisplayValue('English (United States)')
  await expect.element(select()).toHaveValue(tag)
  expect(button(t.save).elements()).toEqual([])
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toEqual([{ name: 'Ada King' }])
})

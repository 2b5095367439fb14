import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { enter, leave, london, showPhone, type PhoneOptions } from './phone.fixture.js'

const { phone: t } = messages
const chosen = () => page.getByRole('combobox').element().querySelector('option:checked')
const code = () => document.querySelector('.ik-phone-input-code')?.textContent

test('PhoneInput: reads a national number again for the selected country', async () => {
  const { input, country, last } = showPhone({ defaultCountry: 'US' })
  await enter(input)
  await userEvent.keyboard('2079460018')
  expect(last()).toEqual(['+12079460018'])
  await leave()
  await expect.element(input).toHaveValue('(207) 946-0018')
  await userEvent.selectOptions(country, 'GB')
  expect(last()).toEqual([london])
  await expect.element(input).toHaveValue('020 7946 0018')
  await userEvent.selectOptions(country, 'RU')
  expect(last()).toEqual(['+72079460018'])
  await userEvent.selectOptions(country, 'GB')
  expect(last()).toEqual([london])
  expect(code()).toBe('+44')
})

test('PhoneInput: a number with a + keeps its country and the selected one applies to the next number', async () => {
  const { input, country, onChange, last } = showPhone({ value: london })
  await enter(input)
  await userEvent.selectOptions(country, 'FR')
  expect(onChange).not.toHaveBeenCalled()
  await expect.element(input).toHaveValue('+44 20 7946 0018')
  await expect.element(input).toHaveAccessibleDescription(`For codes. ${t.keepsCode('+44', '+33')}`)
  expect(code()).toBe('+33')
  await userEvent.fill(input, '01 42 34 56 78')
  expect(last()).toEqual(['+33142345678'])
  expect(chosen()?.textContent).toBe('France +33')
})

test('PhoneInput: typing + and a code selects the country', async () => {
  const { input, last } = showPhone()
  await enter(input)
  await userEvent.keyboard('+49')
  expect(chosen()?.textContent).toBe('Germany +49')
  await userEvent.keyboard('{Backspace}{Backspace}')
  expect(chosen()?.textContent).toBe('United Kingdom +44')
  await userEvent.keyboard('1204')
  expect([chosen()?.textContent, code()]).toEqual(['No country +1', '+1'])
  await userEvent.keyboard('5550100')
  expect([chosen()?.textContent, code()]).toEqual(['Canada +1', 'CA'])
  expect(last()).toEqual(['+12045550100'])
  await userEvent.fill(input, '+800 1234 5678')
  expect([chosen()?.textContent, code()]).toEqual(['No country +800', '+800'])
  expect(last()).toEqual(['+80012345678'])
})

test.each([
  ['GB', '+44 7911 123456', 'United Kingdom +44'],
  ['US', '+1 204 555 0100', 'United States +1'],
  ['RU', '+7 701 123 4567', 'Russia +7'],
  ['VA', '+39 06 1234 5678', 'Vatican City +39'],
])(
  'PhoneInput: the selected country stays while the calling code is the same: %s',
  async (id, text, name) => {
    const { input, country } = showPhone({ defaultCountry: 'FR' })
    await enter(input)
    await userEvent.selectOptions(country, id)
    await userEvent.fill(input, text)
    expect(chosen()?.textContent).toBe(name)
    await leave()
    expect(chosen()?.textContent).toBe(name)
  },
)

test.each<[PhoneOptions, readonly string[], string]>([
  [{ value: '+33142345678', defaultCountry: 'GB' }, [], 'France +33'],
  [{ defaultCountry: 'GB', timezone: 'Asia/Calcutta' }, ['fr-CA'], 'United Kingdom +44'],
  [{ defaultCountry: undefined, timezone: 'Asia/Calcutta' }, ['fr-CA'], 'India +91'],
  [{ defaultCountry: undefined, timezone: 'UTC' }, ['en-US', 'fr', 'fr-CA'], 'Canada +1'],
  [{ defaultCountry: undefined, timezone: null }, ['en-US'], 'United States +1'],
  [{ defaultCountry: undefined }, ['fr'], t.noCountry],
])('PhoneInput: guesses the country from %o and %o', async (props, languages, name) => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)
  const { input } = showPhone(props)
  await enter(input)
  expect(chosen()?.textContent).toBe(name)
})

test('PhoneInput: asks for a country without a guess', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr'])
  const { input, country, last } = showPhone({ defaultCountry: undefined })
  await enter(input)
  await userEvent.keyboard('020 7946 0018')
  expect(last()).toEqual(['020 7946 0018', t.needsCountry])
  await userEvent.selectOptions(country, 'GB')
  expect(last()).toEqual([london])
})

test('PhoneInput: names and sorts the countries by the locale', async () => {
  const { input } = showPhone({ locale: 'de' })
  await enter(input)
  const names = Array.from(document.querySelectorAll('option'), ({ text }) => text)
  expect(names).toContain('Österreich +43')
  expect(names.indexOf('Österreich +43')).toBeLessThan(names.indexOf('Portugal +351'))
})

import { render } from '@testing-library/react'
import * as plans from 'libphonenumber-js/min'
import { hydrateRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { commands, page, userEvent } from 'vitest/browser'
import type { PhoneMetadata } from '../../../src/core/contact/phoneReader.js'
import { messages } from '../../../src/core.js'
import { PhoneInput } from '../../../src/index.js'
import { fixtures } from '../../ssr/fixtures.js'
import { enter, leave, london, showPhone } from './phone.fixture.js'

const { phone: t } = messages
const chosen = () => page.getByRole('combobox').element().querySelector('option:checked')

/** Returns metadata that loads or fails when the test calls `answer`. */
function deferMetadata() {
  const answers: ((loaded?: PhoneMetadata) => void)[] = []
  const metadata = vi.fn(
    () =>
      new Promise<PhoneMetadata>((resolve, reject) => {
        answers.push((loaded) => (loaded ? resolve(loaded) : reject(new Error('Offline'))))
      }),
  )
  return { metadata, answer: (loaded?: PhoneMetadata) => answers.pop()?.(loaded) }
}

test('PhoneInput: is a named group of a list and a described input', async () => {
  const { input, country } = showPhone({ 'aria-invalid': undefined })
  await expect.element(page.getByRole('group', { name: 'Your phone' })).toBeVisible()
  await expect.element(country).toHaveTextContent('United Kingdom')
  await expect.element(input).toHaveAccessibleDescription('For codes.')
  await enter(input)
  await userEvent.keyboard('020 7946 0018')
  await expect
    .element(input)
    .toHaveAccessibleDescription('For codes. +44 20 7946 0018 · United Kingdom')
  await expect.element(page.getByRole('option', { name: 'France +33' })).toBeInTheDocument()
  expect(document.querySelector('[aria-live], [role=status], [role=alert]')).toBeNull()
})

test('PhoneInput: reports E.164, null for an empty text, and an invalid text with an error', async () => {
  const { input, onChange, last } = showPhone()
  await enter(input)
  await userEvent.keyboard('020')
  expect(onChange.mock.calls).toEqual([
    ['0', t.tooShort],
    ['02', t.tooShort],
    ['020', t.tooShort],
  ])
  await userEvent.fill(input, '020 7946 0018')
  expect(last()).toEqual([london])
  await userEvent.fill(input, `${london};ext=5`)
  expect(last()).toEqual([`${london};ext=5`, t.extension])
  await userEvent.fill(input, ' ')
  expect(last()).toEqual([null])
  await leave()
  await expect.element(input).toHaveValue('')
})

test('PhoneInput: formats a stored number once the metadata is loaded and the input has no focus', async () => {
  const { metadata, answer } = deferMetadata()
  const { input, onChange } = showPhone({ value: london, metadata })
  await expect.poll(() => metadata.mock.calls.length).toBe(1)
  await userEvent.click(input)
  answer(plans)
  await expect.poll(() => chosen()?.textContent).toBe('United Kingdom +44')
  await expect.element(input).toHaveValue(london)
  await leave()
  await expect.element(input).toHaveValue('+44 20 7946 0018')
  expect(onChange).not.toHaveBeenCalled()
})

test('PhoneInput: loads the metadata on hover or focus', async () => {
  const { metadata, answer } = deferMetadata()
  const { country } = showPhone({ metadata })
  await expect.element(country).toHaveTextContent('United Kingdom')
  expect(metadata).not.toHaveBeenCalled()
  await userEvent.hover(country)
  answer(plans)
  await expect.element(country).toHaveTextContent('France +33')
  expect(metadata).toHaveBeenCalledTimes(1)
})

test('PhoneInput: accepts an international number without metadata and loads again on the next focus', async () => {
  const { metadata, answer } = deferMetadata()
  const { input, onChange, last } = showPhone({ metadata })
  await userEvent.click(input)
  answer()
  await userEvent.fill(input, '+44 (20) 7946-0018')
  expect(last()).toEqual([london])
  await userEvent.fill(input, '020 7946 0018')
  expect(last()).toEqual(['020 7946 0018', t.needsCode])
  await leave()
  await expect.element(input).toHaveValue('020 7946 0018')
  expect(metadata).toHaveBeenCalledTimes(1)
  await userEvent.click(input)
  expect(metadata).toHaveBeenCalledTimes(2)
  onChange.mockClear()
  answer(plans)
  await expect.poll(() => onChange.mock.calls).toEqual([[london]])
  await expect.element(input).toHaveValue('020 7946 0018')
})

test('PhoneInput: formats the number when the metadata loads after blur', async () => {
  const { metadata, answer } = deferMetadata()
  const { input, last } = showPhone({ metadata })
  await userEvent.click(input)
  await userEvent.keyboard('02079460018')
  await leave()
  answer(plans)
  await expect.element(input).toHaveValue('020 7946 0018')
  expect(last()).toEqual([london])
})

test('PhoneInput: warns on blur, and removes the warning while typing', async () => {
  const { input, onWarning, last } = showPhone()
  await enter(input)
  await userEvent.keyboard('020794600')
  expect(onWarning).not.toHaveBeenCalled()
  await leave()
  await expect.poll(() => onWarning.mock.calls).toEqual([[t.unlikely]])
  expect(last()).toHaveLength(1)
  await userEvent.click(input)
  await userEvent.keyboard('{End}1')
  expect(onWarning).toHaveBeenCalledTimes(1)
  await userEvent.keyboard('8')
  expect(last()).toEqual([london])
  expect(onWarning.mock.calls).toEqual([[t.unlikely], [undefined]])
})

test('PhoneInput: shows a value from outside and keeps the typed text for its own value', async () => {
  const { input, host } = showPhone({ value: london })
  await expect.element(input).toHaveValue('+44 20 7946 0018')
  await enter(input)
  await userEvent.fill(input, '+33 1 42')
  host.set(london)
  await expect.element(input).toHaveValue('+44 20 7946 0018')
  expect(chosen()?.textContent).toBe('United Kingdom +44')
  await userEvent.fill(input, '+33142345678')
  await leave()
  host.set(null)
  await expect.element(input).toHaveValue('')
  host.set('not a number')
  await expect.element(input).toHaveValue('not a number')
})

test('PhoneInput: keeps the typed text and shows the error on blur when the host stores no invalid values', async () => {
  const onChange = vi.fn()
  render(<PhoneInput value={null} defaultCountry="GB" onChange={onChange} />)
  await expect.element(page.getByRole('group', { name: messages.profile.phone })).toBeVisible()
  const input = page.getByRole('textbox')
  await enter(input)
  await userEvent.keyboard('020 79')
  await userEvent.tab()
  await expect.element(input).toHaveValue('020 79')
  expect(onChange).toHaveBeenLastCalledWith('020 79', t.tooShort)
})

test('PhoneInput: can be disabled and read-only', async () => {
  const { input, country, rerender } = showPhone({ value: london, disabled: true })
  await expect.element(input).toBeDisabled()
  await expect.element(country).toBeDisabled()
  rerender(<></>)
  const readOnly = showPhone({ value: london, readOnly: true })
  await expect.element(readOnly.input).toHaveAttribute('readonly')
  await expect.element(readOnly.country).toBeDisabled()
})

test('PhoneInput: the server renders the stored number and the browser formats it', async () => {
  const html = await commands.serverHtml('phone')
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).toContain(`value="${london}"`)
  // The countries of time zones are loaded in the browser.
  expect(html).toContain(`<option value="" selected="">${t.noCountry}</option>`)
  const hostElement = document.createElement('div')
  hostElement.innerHTML = html
  document.body.append(hostElement)
  const errors: unknown[] = []
  const root = hydrateRoot(hostElement, fixtures['phone']?.(), {
    onRecoverableError: (error) => errors.push(error),
  })
  await expect
    .element(page.getByRole('textbox', { name: 'Stored' }))
    .toHaveValue('+44 20 7946 0018')
  await expect
    .element(page.getByRole('option', { name: /^India( \+91)?$/ }).first())
    .toBeInTheDocument()
  expect(errors).toEqual([])
  root.unmount()
  hostElement.remove()
})

test('PhoneInput: fits into 320 px, and an error hides the empty hint', async () => {
  const { input, container } = showPhone({ value: '+4915123456789' })
  container.className = 'ik-narrow'
  Object.assign(container.style, { inlineSize: '288px' })
  await expect.element(input).toHaveValue('+49 1512 3456789')
  const number = input.element() as HTMLInputElement
  expect(number.scrollWidth).toBeLessThanOrEqual(number.clientWidth)
  expect(container.scrollWidth).toBeLessThanOrEqual(288)
  const hint = document.querySelector('.ik-phone-input-hint')!
  const group = page.getByRole('group').element()
  const before = group.getBoundingClientRect().height
  await userEvent.fill(input, '')
  expect(hint.textContent).toBe('')
  expect(group.getBoundingClientRect().height).toBe(before)
  number.setAttribute('aria-invalid', 'true')
  expect(hint.getBoundingClientRect().height).toBe(0)
})

test('PhoneInput: in a right-to-left page the number runs from left to right and is aligned to the start', async () => {
  document.documentElement.dir = 'rtl'
  const { input, country } = showPhone({ value: london })
  await expect.element(input).toHaveValue('+44 20 7946 0018')
  const style = getComputedStyle(input.element())
  expect([style.direction, style.textAlign]).toEqual(['ltr', 'right'])
  const { right } = country.element().getBoundingClientRect()
  expect(right).toBeGreaterThan(input.element().getBoundingClientRect().right)
  document.documentElement.removeAttribute('dir')
})

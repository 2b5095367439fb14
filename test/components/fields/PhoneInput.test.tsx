import { render } from '@testing-library/react'
import * as plans from 'libphonenumber-js/min'
import { hydrateRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { commands, page, userEvent } from 'vitest/browser'
import { PhoneInput } from '../../../src/components/fields/PhoneInput.js'
import type { PhoneMetadata } from '../../../src/components/fields/phoneNumber.js'
import { messages } from '../../../src/core.js'
import { fixtures } from '../../ssr/fixtures.js'
import { enter, leave, london, showPhone } from './phone.fixture.js'

const { phone: t } = messages
const chosen = () => page.getByRole('combobox').element().querySelector('option:checked')

/** Plans that come, or fail to, when the test says so. */
function late() {
  const answers: ((found?: PhoneMetadata) => void)[] = []
  const metadata = vi.fn(
    () =>
      new Promise<PhoneMetadata>((resolve, reject) => {
        answers.push((found) => (found ? resolve(found) : reject(new Error('Offline'))))
      }),
  )
  return { metadata, answer: (found?: PhoneMetadata) => answers.pop()?.(found) }
}

test('it is one named group of a list and an input, which is described by what is said', async () => {
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

test('a number is given as E.164, nothing as null, and what cannot be saved with its reason', async () => {
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

test('a stored number is shown as it is until the input has no focus and the plans are there', async () => {
  const { metadata, answer } = late()
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

test('nothing is loaded before somebody comes', async () => {
  const { metadata, answer } = late()
  const { country } = showPhone({ metadata })
  await expect.element(country).toHaveTextContent('United Kingdom')
  expect(metadata).not.toHaveBeenCalled()
  await userEvent.hover(country)
  answer(plans)
  await expect.element(country).toHaveTextContent('France +33')
  expect(metadata).toHaveBeenCalledTimes(1)
})

test('without the plans a whole number is taken, and the next focus asks again', async () => {
  const { metadata, answer } = late()
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

test('a plan that comes after the input was left writes the number as it should be', async () => {
  const { metadata, answer } = late()
  const { input, last } = showPhone({ metadata })
  await userEvent.click(input)
  await userEvent.keyboard('02079460018')
  await leave()
  answer(plans)
  await expect.element(input).toHaveValue('020 7946 0018')
  expect(last()).toEqual([london])
})

test('nobody is warned while typing, and no longer than it is true', async () => {
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

test('what the host sets is shown, what comes back from it changes nothing', async () => {
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

test('what was typed stays where the host keeps only what can be saved', async () => {
  const onChange = vi.fn()
  render(<PhoneInput id="alone" value={null} defaultCountry="GB" onChange={onChange} />)
  await expect.element(page.getByRole('group', { name: t.label })).toBeVisible()
  const input = page.getByRole('textbox')
  await enter(input)
  await userEvent.keyboard('020 79')
  await userEvent.tab()
  await expect.element(input).toHaveValue('020 79')
  expect(onChange).toHaveBeenLastCalledWith('020 79', t.tooShort)
})

test('it can be disabled, or only read', async () => {
  const { input, country, rerender } = showPhone({ value: london, disabled: true })
  await expect.element(input).toBeDisabled()
  await expect.element(country).toBeDisabled()
  rerender(<></>)
  const readOnly = showPhone({ value: london, readOnly: true })
  await expect.element(readOnly.input).toHaveAttribute('readonly')
  await expect.element(readOnly.country).toBeDisabled()
})

test('the server sends the number as it is stored, and the browser writes it for people', async () => {
  const html = await commands.serverHtml('phone')
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).toContain(`value="${london}"`)
  expect(html).toContain('<option value="IN" selected="">IN</option>')
  const hostElement = document.createElement('div')
  hostElement.innerHTML = html
  document.body.append(hostElement)
  const complaints: unknown[] = []
  const root = hydrateRoot(hostElement, fixtures['phone']?.(), {
    onRecoverableError: (error) => complaints.push(error),
  })
  await expect
    .element(page.getByRole('textbox', { name: 'Stored' }))
    .toHaveValue('+44 20 7946 0018')
  await expect
    .element(page.getByRole('option', { name: /^India( \+91)?$/ }).first())
    .toBeInTheDocument()
  expect(complaints).toEqual([])
  root.unmount()
  hostElement.remove()
})

test('it fits into 320 px, and an error takes the place of the empty hint', async () => {
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

test('in a page from right to left the number runs from left to right, at the side where text begins', async () => {
  document.documentElement.dir = 'rtl'
  const { input, country } = showPhone({ value: london })
  await expect.element(input).toHaveValue('+44 20 7946 0018')
  const style = getComputedStyle(input.element())
  expect([style.direction, style.textAlign]).toEqual(['ltr', 'end'])
  const { right } = country.element().getBoundingClientRect()
  expect(right).toBeGreaterThan(input.element().getBoundingClientRect().right)
  document.documentElement.removeAttribute('dir')
})

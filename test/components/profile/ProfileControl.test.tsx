import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, messages, type Json } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { ada } from '../../../src/testing.js'
import { box, button, liveRegion, showProfile, t } from './profile.fixture.js'

const zone = () => page.getByRole('combobox', { name: messages.timezone.label })

test('ProfileControl: sets the autofill token of text fields', async () => {
  showProfile({ fields: ['name', 'firstName', 'lastName', 'email'] })
  await expect.element(box(t.name)).toHaveAttribute('autocomplete', 'name')
  await expect.element(box(t.firstName)).toHaveAttribute('autocomplete', 'given-name')
  await expect.element(box(t.lastName)).toHaveAttribute('autocomplete', 'family-name')
  await expect.element(box(t.email)).toHaveAttribute('autocomplete', 'email')
  await expect.element(box(t.email)).toHaveAttribute('inputmode', 'email')
  await expect.element(box(t.email)).toHaveAttribute('spellcheck', 'false')
  await expect.element(page.getByRole('form')).toHaveAttribute('novalidate')
})

test('ProfileControl: sets the autofill token of phone, picture and language', async () => {
  showProfile({ fields: ['phone', 'avatar', 'locale'] })
  await userEvent.click(button(messages.avatar.useAddress))
  await expect.element(box(messages.profile.phone)).toHaveAttribute('autocomplete', 'tel')
  await expect.element(box(messages.profile.avatar)).toHaveAttribute('autocomplete', 'photo')
  const language = page.getByRole('combobox', { name: messages.profile.locale })
  await expect.element(language).toHaveAttribute('autocomplete', 'language')
})

test('ProfileControl: refuses an invalid picture address with its own error', async () => {
  const { patches } = showProfile({ fields: ['avatar'] })
  const address = box(messages.profile.avatar)
  await userEvent.click(button(messages.avatar.useAddress))
  const reasons = new Set<string>()
  const wrong = [
    'javascript:alert(1)',
    'data:text/html,<b>',
    'http://example.com/a.png',
    'https:\\\\evil.example/a.png',
    'https://ada:secret@example.com/a.png',
    `https://example.com/${'a'.repeat(3000)}`,
  ]
  for (const text of wrong) {
    await userEvent.fill(address, text)
    await userEvent.keyboard('{Enter}')
    await expect.element(address).toHaveFocus()
    await expect.element(address).toBeInvalid()
    await expect
      .poll(() => document.querySelector('.ik-field-error')?.textContent ?? '')
      .not.toBe('')
    reasons.add(document.querySelector('.ik-field-error')?.textContent ?? '')
  }
  // Scripts and data share one error.
  expect(reasons.size).toBe(wrong.length - 1)
  expect(patches()).toEqual([])
})

test('ProfileControl: a new time zone keeps a typed phone number', async () => {
  const { patches } = showProfile({ fields: ['phone', 'timezone'] })
  const phone = box(messages.profile.phone)
  const country = page.getByRole('combobox', { name: messages.phone.country })
  await userEvent.click(phone)
  await expect.element(country).toHaveTextContent('South Korea')
  await userEvent.keyboard('02079460018')
  await userEvent.fill(zone(), 'Seoul')
  await userEvent.keyboard('{Enter}')
  await expect.element(zone()).toHaveValue('Seoul')
  await expect.element(country).toHaveValue('GB')
  await expect.element(phone).toHaveValue('020 7946 0018')
  await userEvent.click(button(t.save))
  await expect.poll(patches).toEqual([{ phone: '+442079460018', timezone: 'Asia/Seoul' }])
  await expect.element(country).toHaveValue('GB')
  // The new time zone applies to a new number.
  await userEvent.clear(phone)
  await expect.element(country).toHaveValue('KR')
})

test('ProfileControl: a required time zone has aria-required', async () => {
  showProfile({ fields: [{ field: 'timezone', required: true }] })
  await expect.element(zone()).toHaveAttribute('aria-required', 'true')
  await expect.element(zone()).toHaveValue('London')
  expect(document.querySelectorAll('div[aria-required]')).toHaveLength(0)
})

test('ProfileControl: removes the keys that a custom control removed from an object', async () => {
  const user = { ...ada, traits: { pets: { rex: 'dog', tom: 'cat' } } }
  const render = ({ id, onChange }: { id: string; onChange: (value: Json) => void }) => (
    <button type="button" id={id} onClick={() => onChange({ tom: 'cat' })}>
      Rex left
    </button>
  )
  const { adapter } = showProfile(
    { fields: [{ type: 'custom', key: 'pets', label: 'Pets', render }] },
    { users: [user] },
  )
  await userEvent.click(button('Pets'))
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  const { traits } = await createUserClient(adapter).users.get(ada.id)
  expect(traits).toEqual({ pets: { tom: 'cat' } })
})

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, messages, type Json } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { ada } from '../../../src/testing.js'
import { box, button, said, showProfile, t } from './profile.fixture.js'

const zone = () => page.getByRole('combobox', { name: messages.timezone.label })

test('a browser can fill the form: each field carries its token', async () => {
  showProfile({ fields: ['name', 'firstName', 'lastName', 'email'] })
  await expect.element(box(t.name)).toHaveAttribute('autocomplete', 'name')
  await expect.element(box(t.firstName)).toHaveAttribute('autocomplete', 'given-name')
  await expect.element(box(t.lastName)).toHaveAttribute('autocomplete', 'family-name')
  await expect.element(box(t.email)).toHaveAttribute('autocomplete', 'email')
  await expect.element(box(t.email)).toHaveAttribute('type', 'email')
  await expect.element(box(t.email)).toHaveAttribute('spellcheck', 'false')
  await expect.element(page.getByRole('form')).toHaveAttribute('novalidate')
})

test('phone, picture and language carry their tokens, too', async () => {
  showProfile({ fields: ['phone', 'avatar', 'locale'] })
  await expect.element(box(messages.phone.label)).toHaveAttribute('autocomplete', 'tel')
  await expect.element(box(messages.avatar.label)).toHaveAttribute('autocomplete', 'photo')
  const language = page.getByRole('combobox', { name: messages.language.label })
  await expect.element(language).toHaveAttribute('autocomplete', 'language')
})

test('an address that is none of a picture is refused at its field with a reason of its own, and nothing is sent', async () => {
  const { patches } = showProfile({ fields: ['avatar'] })
  const address = box(messages.avatar.label)
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
  expect(reasons.size).toBe(wrong.length)
  expect(patches()).toEqual([])
})

test('who moves to another country in the same form keeps the number that they typed', async () => {
  const { patches } = showProfile({ fields: ['phone', 'timezone'] })
  const phone = box(messages.phone.label)
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
  // What is typed from now on is of where they are.
  await userEvent.clear(phone)
  await expect.element(country).toHaveValue('KR')
})

test('a time zone that cannot be emptied says so to a screen reader', async () => {
  showProfile({ fields: [{ field: 'timezone', required: true }] })
  await expect.element(zone()).toHaveAttribute('aria-required', 'true')
  await expect.element(zone()).toHaveValue('London')
  expect(document.querySelectorAll('div[aria-required]')).toHaveLength(0)
})

test('what a control of the host took out of an object is gone once it says saved', async () => {
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
  await expect.element(said()).toHaveTextContent(t.saved)
  const { traits } = await createUserClient(adapter).users.get(ada.id)
  expect(traits).toEqual({ pets: { tom: 'cat' } })
})

import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { ProfileEditor, ProfileFields } from '../../../src/index.js'
import { render } from '@testing-library/react'
import '../../../src/styles/index.css'
import { ada, createWrapper } from '../../../src/testing.js'
import { box, button, said, showProfile, t } from './profile.fixture.js'

const all = { read: true, write: true, clear: true }

test('by default the fields are those that the service holds', async () => {
  showProfile({}, { fields: { firstName: all, lastName: all, email: all } })
  await expect.element(box(t.firstName)).toBeVisible()
  await expect.element(box(t.lastName)).toBeVisible()
  await expect.element(box(t.email)).toHaveValue(ada.email)
  expect(box(t.name).elements()).toEqual([])
  expect(page.getByRole('textbox').elements()).toHaveLength(3)
})

test('what may not be written is read-only with a reason, and not shown where it is empty', async () => {
  const fixed = { read: true, write: false, clear: false }
  showProfile({}, { fields: { name: all, email: fixed, phone: fixed } })
  await expect.element(box(t.email)).toHaveAccessibleDescription(t.readOnly)
  await expect.element(box(t.email)).toHaveAttribute('readonly')
  expect(page.getByRole('textbox').elements()).toHaveLength(2)
})

test('what cannot be cleared at the service cannot be emptied', async () => {
  const { patches } = showProfile({}, { fields: { name: { ...all, clear: false } } })
  await userEvent.fill(box(t.name), ' ')
  await userEvent.click(button(t.save))
  await expect.element(box(t.name)).toHaveAccessibleDescription(t.required(t.name))
  expect(patches()).toEqual([])
})

test('while it loads nothing can be typed, and that is said once', async () => {
  const { adapter } = showProfile()
  adapter.faults.pause = true
  await expect.element(said()).toHaveTextContent(t.loading)
  expect(page.getByRole('textbox').elements()).toEqual([])
})

test('a load that fails is said, and Retry keeps the keyboard on the page', async () => {
  const { adapter } = showProfile({ fields: ['name'] })
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  await expect.element(page.getByText(t.loadFailed).first()).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(button(messages.retry))
  await expect.element(page.getByRole('form')).toHaveFocus()
  await expect.element(box(t.name)).toHaveValue(ada.name)
})

test('a service without people says that nothing can be changed here', async () => {
  showProfile({}, { without: ['users'] })
  await expect.element(page.getByText(t.unsupported)).toBeVisible()
})

test('a part outside of its root names both', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => render(<ProfileFields />, { wrapper: createWrapper() })).toThrow(
    '<ProfileFields> was used outside <ProfileEditor>. Put it inside <ProfileEditor>.',
  )
})

test('children stand in the place of the fields', async () => {
  render(
    <ProfileEditor>
      <ProfileFields>
        <p>Mine</p>
      </ProfileFields>
    </ProfileEditor>,
    { wrapper: createWrapper() },
  )
  await expect.element(page.getByText('Mine')).toBeVisible()
  expect(page.getByRole('textbox').elements()).toEqual([])
})

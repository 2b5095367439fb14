import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { ProfileEditor, ProfileFields } from '../../../src/index.js'
import { render } from '@testing-library/react'
import '../../../src/styles/index.css'
import { ada, createWrapper } from '../../../src/testing.js'
import { box, button, liveRegion, showProfile, shownText, t } from './profile.fixture.js'

const all = { read: true, write: true, clear: true }

test('ProfileFields: shows the fields of the service by default', async () => {
  showProfile({}, { fields: { firstName: all, lastName: all, email: all } })
  await expect.element(box(t.firstName)).toBeVisible()
  await expect.element(box(t.lastName)).toBeVisible()
  await expect.element(box(t.email)).toHaveValue(ada.email)
  expect(box(t.name).elements()).toEqual([])
  expect(page.getByRole('textbox').elements()).toHaveLength(3)
})

test('ProfileFields: unwritable fields are read-only with a reason, and hidden if empty', async () => {
  const fixed = { read: true, write: false, clear: false }
  showProfile({}, { fields: { name: all, email: fixed, phone: fixed } })
  await expect.element(shownText(t.email)).toHaveTextContent(`${t.email}${ada.email}${t.readOnly}`)
  expect(page.getByRole('textbox').elements()).toHaveLength(1)
  expect(page.getByText(t.phone).elements()).toEqual([])
})

test('ProfileFields: a field that the service cannot clear is required', async () => {
  const { patches } = showProfile({}, { fields: { name: { ...all, clear: false } } })
  await userEvent.fill(box(t.name), ' ')
  await userEvent.click(button(t.save))
  await expect.element(box(t.name)).toHaveAccessibleDescription(t.required(t.name))
  expect(patches()).toEqual([])
})

test('ProfileFields: shows a skeleton while loading and announces it once', async () => {
  const { adapter } = showProfile()
  adapter.faults.pause = true
  await expect.element(liveRegion()).toHaveTextContent(t.loading)
  expect(page.getByRole('textbox').elements()).toEqual([])
})

test('ProfileFields: announces a failed load, and Retry keeps the focus in the form', async () => {
  const { adapter } = showProfile({ fields: ['name'] })
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  await expect.element(page.getByText(t.loadFailed).first()).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(button(messages.retry))
  await expect.element(page.getByRole('form')).toHaveFocus()
  await expect.element(box(t.name)).toHaveValue(ada.name)
})

test('ProfileFields: says that a service without users is unsupported', async () => {
  showProfile({}, { without: ['users'] })
  await expect.element(page.getByText(t.unsupported)).toBeVisible()
})

test('ProfileFields: throws outside ProfileEditor', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(() => render(<ProfileFields />, { wrapper: createWrapper() })).toThrow(
    '<ProfileFields> was used outside <ProfileEditor>. Put it inside <ProfileEditor>.',
  )
})

test('ProfileFields: children replace the fields', async () => {
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

import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { ada } from '../../../src/testing.js'
import { box, button, showProfile, t } from './profile.fixture.js'

test("ProfileField: shows the host's label and description", async () => {
  showProfile({ fields: [{ field: 'name', label: 'Stage name', description: 'On your badge.' }] })
  await expect.element(box('Stage name')).toHaveAccessibleDescription('On your badge.')
})

test('ProfileField: a required field cannot be cleared', async () => {
  const { patches } = showProfile({ fields: [{ field: 'name', required: true }] })
  await userEvent.fill(box(t.name), '')
  await userEvent.click(button(t.save))
  await expect.element(box(t.name)).toHaveAccessibleDescription(t.required(t.name))
  expect(patches()).toEqual([])
})

test('ProfileField: clears a field with null', async () => {
  const { patches } = showProfile({ fields: ['name'] })
  await userEvent.fill(box(t.name), '')
  await userEvent.click(button(t.save))
  await expect.poll(patches).toEqual([{ name: null }])
})

test('ProfileField: shows the saved value of a conflict as text', async () => {
  const { adapter } = showProfile({ fields: ['name', 'timezone'] })
  await userEvent.click(page.getByRole('combobox'))
  await userEvent.keyboard('lisbon{Enter}')
  await createUserClient(adapter).users.update(ada.id, { timezone: 'Asia/Seoul' })
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(t.conflict('Seoul'))).toBeVisible()
  await expect.element(page.getByRole('combobox')).toHaveFocus()
})

test('ProfileField: shows an option of a conflict by its label', async () => {
  const options = [
    { value: 1, label: 'Design' },
    { value: 2, label: 'Engineering' },
    { value: 3, label: 'Sales' },
  ]
  const { adapter } = showProfile({
    fields: [],
    traits: [{ key: 'role', type: 'select', label: 'Role', options }],
  })
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Role' }), 'Design')
  await createUserClient(adapter).users.update(ada.id, { traits: { role: 3 } })
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(t.conflict('Sales'))).toBeVisible()
})

test('ProfileField: says that the field was cleared elsewhere', async () => {
  const { adapter } = showProfile({ fields: ['name'] })
  await userEvent.fill(box(t.name), 'Ada King')
  await createUserClient(adapter).users.update(ada.id, { name: null })
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(t.conflict(null))).toBeVisible()
})

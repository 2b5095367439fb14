import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ProfileActions, ProfileEditor, ProfileField } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { box, button, showProfile, t } from './profile.fixture.js'

test('ProfileActions: ten quick clicks on Save are one save', async () => {
  const { adapter, patches } = showProfile({ fields: ['name'] })
  await userEvent.fill(box(t.name), 'Ada King')
  adapter.faults.latency = 30
  const save = button(t.save).element() as HTMLElement
  for (let click = 0; click < 10; click++) save.click()
  await expect.element(page.getByText(t.saving).first()).toBeVisible()
  await expect.element(page.getByText(t.saved).first()).toBeVisible()
  expect(patches()).toEqual([{ name: 'Ada King' }])
})

test('ProfileActions: Discard does nothing during a save', async () => {
  const { adapter } = showProfile({ fields: ['name'] })
  await userEvent.fill(box(t.name), 'Ada King')
  adapter.faults.pause = true
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(t.saving).first()).toBeVisible()
  ;(button(t.discard).element() as HTMLElement).click()
  await expect.element(box(t.name)).toHaveValue('Ada King')
  expect(page.getByText(t.saved).elements()).toEqual([])
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(t.saved).first()).toBeVisible()
})

test('ProfileActions: a press on Save is not lost when an error appears on blur', async () => {
  showProfile({ fields: ['name', 'email'] })
  await userEvent.fill(box(t.email), 'nonsense')
  await userEvent.click(button(t.discard))
  await expect.element(box(t.email)).toHaveValue(ada.email)
})

test('ProfileActions: parts make a custom layout', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  render(
    <ProfileEditor aria-label="Me" aria-labelledby={undefined}>
      <ProfileActions className="mine" />
      <ProfileField field="name" />
    </ProfileEditor>,
    { wrapper: createWrapper({ adapter }) },
  )
  await userEvent.fill(box(t.name), 'Ada King')
  await expect
    .poll(() => document.querySelector('.mine')?.className)
    .toBe('ik-profile-actions mine')
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(t.saved).first()).toBeVisible()
})

import { render } from '@testing-library/react'
import { QueryClient } from '@tanstack/react-query'
import { createPortal } from 'react-dom'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError } from '../../../src/core.js'
import { ProfileEditor } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { box, button, liveRegion, showProfile, t } from './profile.fixture.js'

const fields = ['name', 'email'] as const

test('ProfileEditor: edits during a save are shown as unsaved', async () => {
  const { adapter } = showProfile({ fields })
  await userEvent.fill(box(t.name), 'Ada')
  adapter.faults.pause = true
  await userEvent.click(button(t.save))
  const getPending = () => adapter.faults.pending.map(({ member }) => member)
  await expect.poll(getPending).toEqual(['users.get'])
  adapter.faults.release()
  await expect.poll(getPending).toEqual(['users.update'])
  await userEvent.fill(box(t.name), 'Ada King')
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(t.unsaved)).toBeVisible()
  const bar = document.querySelector('.ik-profile-actions')
  expect(bar?.getAttribute('data-save')).toBe('idle')
})

test('ProfileEditor: a new edit removes the announcement of the last save', async () => {
  showProfile({ fields })
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  await userEvent.fill(box(t.name), 'Ada')
  await expect.element(liveRegion()).toHaveTextContent(/^$/)
})

test('ProfileEditor: ignores the submit of a form in a portal', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  const dialog = createPortal(
    <form aria-label="Crop" onSubmit={(event) => event.preventDefault()}>
      <button type="submit">Done</button>
    </form>,
    document.body,
  )
  const draw = () => <>{dialog}</>
  render(
    <ProfileEditor
      fields={['name', { key: 'crop', type: 'custom', label: 'Crop', render: draw }]}
    />,
    { wrapper: createWrapper({ adapter }) },
  )
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.click(button('Done'))
  await expect.element(page.getByText(t.unsaved)).toBeVisible()
  expect(adapter.calls.filter(({ member }) => member === 'users.get')).toHaveLength(1)
})

test.each(['Enter', 'Save'])(
  'ProfileEditor: a user change during a save (%s) sends nothing and keeps the focus in the form',
  async (way) => {
    const { adapter, patches } = showProfile({ fields }, {}, { queryClient: new QueryClient() })
    await userEvent.fill(box(t.name), 'Ada King')
    adapter.faults.fail = () => new IdentikitError('user-changed', 'Another tab.')
    if (way === 'Save') await userEvent.tab()
    if (way === 'Save') (button(t.save).element() as HTMLElement).focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(t.loadFailed).first()).toBeVisible()
    await expect.element(page.getByRole('form')).toHaveFocus()
    expect(patches()).toEqual([])
  },
)

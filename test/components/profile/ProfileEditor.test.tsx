import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, type UserPatch } from '../../../src/core.js'
import '../../../src/styles/index.css'
import { ada } from '../../../src/testing.js'
import { box, button, liveRegion, setOnline, showProfile, shownText, t } from './profile.fixture.js'

const fields = ['name', 'email', 'timezone'] as const

afterEach(() => setOnline(true))

test('ProfileEditor: shows the saved user, and no actions without edits', async () => {
  showProfile({ fields })
  await expect.element(page.getByRole('form', { name: t.title })).toBeVisible()
  await expect.element(box(t.name)).toHaveValue(ada.name)
  await expect.element(box(t.email)).toHaveValue(ada.email)
  await expect.element(page.getByRole('combobox')).toHaveValue('London')
  expect(button(t.save).elements()).toEqual([])
})

test('ProfileEditor: Save sends only the changes, announces it and keeps the focus in the form', async () => {
  const { patches } = showProfile({ fields: ['name'] })
  await userEvent.fill(box(t.name), '  Ada King ')
  await expect.element(page.getByText(t.unsaved)).toBeVisible()
  await userEvent.tab()
  await userEvent.tab()
  await expect.element(button(t.save)).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toEqual([{ name: 'Ada King' }])
  expect(button(t.save).elements()).toEqual([])
  await expect.element(page.getByRole('form')).toHaveFocus()
})

test('ProfileEditor: an edit back to the saved value is no change', async () => {
  showProfile({ fields })
  await userEvent.fill(box(t.name), 'A')
  await userEvent.fill(box(t.name), ada.name)
  await expect.poll(() => button(t.save).elements()).toEqual([])
})

test('ProfileEditor: Enter in a field saves and keeps the focus', async () => {
  const { patches } = showProfile({ fields })
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.keyboard('{Enter}{Enter}{Enter}')
  await expect.poll(patches).toEqual([{ name: 'Ada King' }])
  await expect.element(box(t.name)).toHaveFocus()
})

test('ProfileEditor: Discard restores the saved values', async () => {
  const { patches } = showProfile({ fields })
  await userEvent.fill(box(t.name), 'X')
  await userEvent.fill(box(t.email), 'nonsense')
  await userEvent.click(button(t.discard))
  await expect.element(box(t.name)).toHaveValue(ada.name)
  await expect.element(box(t.email)).toHaveValue(ada.email)
  await expect.element(box(t.email)).toHaveFocus()
  await expect.element(liveRegion()).toHaveTextContent(t.discarded)
  expect(patches()).toEqual([])
})

test('ProfileEditor: shows an error on blur, and Save focuses the field', async () => {
  const { patches } = showProfile({ fields })
  const email = box(t.email)
  await userEvent.fill(email, 'ada@')
  await expect.element(email).not.toHaveAttribute('aria-invalid')
  await userEvent.click(box(t.name))
  await expect.element(email).toHaveAccessibleDescription(t.wrongEmail)
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.click(button(t.save))
  await expect.element(email).toHaveFocus()
  await expect.element(page.getByText(t.checkFields(1)).first()).toBeVisible()
  expect(patches()).toEqual([])
  await userEvent.fill(email, 'ada@king.example')
  await expect.element(email).toBeValid()
  await userEvent.click(button(t.save))
  await expect.poll(patches).toEqual([{ name: 'Ada King', email: 'ada@king.example' }])
})

test('ProfileEditor: a refused field shows the error, gets the focus and keeps its text', async () => {
  const { adapter, patches } = showProfile({ fields })
  adapter.faults.fail = ({ member }) =>
    member === 'users.update'
      ? new IdentikitError('invalid', 'No.', { fields: { email: 'is taken' } })
      : undefined
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.fill(box(t.email), 'bob@example.com')
  await userEvent.click(button(t.save))
  await expect.element(box(t.email)).toHaveFocus()
  await expect.element(box(t.email)).toBeInvalid()
  await expect.element(box(t.email)).toHaveAccessibleDescription(t.refused(t.email))
  await expect.element(box(t.email)).toHaveValue('bob@example.com')
  await expect.element(box(t.name)).toHaveValue('Ada King')
  adapter.faults.fail = undefined
  await userEvent.fill(box(t.email), 'ada2@example.com')
  await expect.element(box(t.email)).toBeValid()
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches().at(-1)).toEqual({ name: 'Ada King', email: 'ada2@example.com' })
})

test('ProfileEditor: a failed save keeps the edits and shows why, and Save tries again', async () => {
  const { adapter, patches } = showProfile({ fields })
  adapter.faults.fail = ({ member }) =>
    member === 'users.update' ? new IdentikitError('forbidden', 'No.') : undefined
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(/^Couldn't save\./).first()).toBeVisible()
  await expect.element(box(t.name)).toHaveValue('Ada King')
  adapter.faults.fail = undefined
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(patches()).toHaveLength(2)
})

test('ProfileEditor: keeps an edited email when another tab saves the name', async () => {
  const { adapter, patches } = showProfile({ fields })
  const other = createUserClient(adapter)
  await userEvent.fill(box(t.email), 'ada@king.example')
  await other.users.update(ada.id, { name: 'Ada King' })
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  await expect.element(box(t.name)).toHaveValue('Ada King')
  expect(patches().at(-1)).toEqual({ email: 'ada@king.example' })
  expect(await other.users.get(ada.id)).toMatchObject({
    name: 'Ada King',
    email: 'ada@king.example',
  })
})

test.each([
  [t.acceptServerValue, 'Countess', undefined],
  [t.keepMine, 'Ada King', { name: 'Ada King' }],
])(
  'ProfileEditor: shows a conflict at a field that was changed elsewhere, and offers %s',
  async (choice, left, sent) => {
    const { adapter, patches } = showProfile({ fields })
    await userEvent.fill(box(t.name), 'Ada King')
    await createUserClient(adapter).users.update(ada.id, { name: 'Countess' })
    await userEvent.click(button(t.save))
    await expect.element(box(t.name)).toHaveFocus()
    await expect.element(box(t.name)).toHaveAccessibleDescription(t.conflict('Countess'))
    expect(patches()).toEqual([{ name: 'Countess' }])
    await userEvent.click(button(choice))
    await expect.element(box(t.name)).toHaveFocus()
    await expect.element(box(t.name)).toHaveValue(left)
    if (sent) await userEvent.click(button(t.save))
    await expect.poll(() => patches()[1]).toEqual(sent)
    await expect.poll(() => button(t.save).elements()).toEqual([])
  },
)

test('ProfileEditor: keeps the edits while offline and saves after reconnect', async () => {
  const { patches } = showProfile({ fields })
  await userEvent.fill(box(t.name), 'Ada King')
  setOnline(false)
  await expect.element(page.getByText(t.offline).first()).toBeVisible()
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.offline)
  expect(patches()).toEqual([])
  await expect.element(box(t.name)).toHaveValue('Ada King')
  setOnline(true)
  await expect.element(liveRegion()).toHaveTextContent(/^$/)
  await userEvent.click(button(t.save))
  await expect.poll(patches).toEqual([{ name: 'Ada King' }])
})

test('ProfileEditor: edits during a save stay unsaved', async () => {
  const { adapter, patches } = showProfile({ fields })
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
  await expect.poll(patches).toEqual([{ name: 'Ada' }])
  await expect.element(page.getByText(t.unsaved)).toBeVisible()
  await expect.element(box(t.name)).toHaveValue('Ada King')
  await expect.element(box(t.name)).toBeValid()
  await userEvent.click(button(t.save))
  await expect.poll(patches).toEqual([{ name: 'Ada' }, { name: 'Ada King' }])
})

test('ProfileEditor: shows a read-only field with the reason', async () => {
  showProfile({ fields: ['name', { field: 'email', readOnly: 'Your company manages it.' }] })
  await expect.element(shownText(t.email)).toHaveTextContent(ada.email)
  await expect.element(shownText(t.email)).toHaveTextContent('Your company manages it.')
  expect(page.getByRole('textbox').elements()).toEqual([box(t.name).element()])
})

test('ProfileEditor: reports a change that the service ignored', async () => {
  const { adapter } = showProfile({ fields })
  const { users = {} } = adapter
  const { update } = users
  Object.assign(users, {
    update: async (id: string, { name: _name, ...patch }: UserPatch) => update?.(id, patch),
  })
  await userEvent.fill(box(t.name), 'Ada King')
  await userEvent.fill(box(t.email), 'ada@king.example')
  await userEvent.click(button(t.save))
  await expect.element(box(t.name)).toHaveAccessibleDescription(t.refused(t.name))
  await expect.element(box(t.name)).toHaveValue('Ada King')
  await expect.element(box(t.email)).not.toHaveAttribute('aria-invalid')
  expect(page.getByText(t.saved, { exact: true }).elements()).toEqual([])
})

test('ProfileEditor: sends nothing if the user cannot be read before a save', async () => {
  const { adapter, patches } = showProfile({ fields })
  await userEvent.fill(box(t.name), 'Ada King')
  adapter.faults.fail = ({ member }) =>
    member === 'users.get' ? new IdentikitError('forbidden', 'No.') : undefined
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(/^Couldn't save\./).first()).toBeVisible()
  expect(patches()).toEqual([])
  await expect.element(box(t.name)).toHaveValue('Ada King')
  adapter.faults.fail = undefined
  await userEvent.click(button(t.save))
  await expect.poll(patches).toEqual([{ name: 'Ada King' }])
})

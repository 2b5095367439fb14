import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ProfileEditor as RegistryEditor } from '../../registry/profile-editor.js'
import { createUserClient, IdentikitError, messages } from '../../src/core.js'
import { ProfileEditor } from '../../src/index.js'
import { ada, createMemoryAdapter, createWrapper, type WrapperOptions } from '../../src/testing.js'
import { box, button, setOnline, t } from '../components/profile/profile.fixture.js'

afterEach(() => {
  setOnline(true)
  cleanup()
})

const fields = ['name', 'email', 'phone'] as const
const user = { ...ada, phone: '+442079460018' }
const down = new IdentikitError('forbidden', 'No.')

describe.each([
  ['the component', ProfileEditor],
  ['registry/profile-editor.tsx', RegistryEditor],
])('%s', (_, Editor) => {
  function show(options: WrapperOptions = {}, view = <Editor fields={fields} />) {
    const adapter = createMemoryAdapter({ users: [user] })
    const shown = render(view, { wrapper: createWrapper({ adapter, ...options }) })
    const patches = () =>
      adapter.calls.filter(({ member }) => member === 'users.update').map(({ input }) => input)
    return { adapter, patches, ...shown }
  }
  const isSaved = () => page.getByText(t.saved, { exact: true }).elements().length > 0

  test('shows the saved values', async () => {
    show()
    await expect.element(page.getByRole('form', { name: t.title })).toBeVisible()
    await expect.element(box(t.name)).toHaveValue(ada.name)
    await expect.element(box(t.email)).toHaveValue(ada.email)
    await expect.element(box(t.phone)).toHaveValue(expect.stringMatching(/^\+44 ?20 ?7946 ?0018$/))
    await expect.element(box(t.email)).toHaveAttribute('autocomplete', 'email')
  })

  test('sends only the changes, says that they are saved, and keeps the focus', async () => {
    const { patches } = show()
    await userEvent.fill(box(t.name), '  Ada King ')
    await expect.element(page.getByText(t.unsaved).first()).toBeVisible()
    await userEvent.fill(box(t.phone), '+44 20 7946 0019')
    await userEvent.click(box(t.name))
    await userEvent.keyboard('{Enter}')
    await expect.poll(isSaved).toBe(true)
    expect(patches()).toEqual([{ name: 'Ada King', phone: '+442079460019' }])
    await expect.element(box(t.name)).toHaveFocus()
    await userEvent.fill(box(t.name), 'Ada')
    await expect.poll(isSaved).toBe(false)
  })

  test("doesn't say that everything is saved if the user edited a field meanwhile", async () => {
    const { adapter, patches } = show()
    await userEvent.fill(box(t.name), 'Ada King')
    adapter.faults.latency = 1000
    await userEvent.click(button(t.save))
    await expect.poll(patches).toEqual([{ name: 'Ada King' }])
    await userEvent.fill(box(t.email), 'ada@king.example')
    await expect.element(page.getByText(t.unsaved).first()).toBeVisible()
    await expect.element(box(t.email)).toHaveValue('ada@king.example')
    await userEvent.click(button(t.save))
    await expect.poll(patches).toHaveLength(2)
  })

  test('clears a field', async () => {
    const { patches } = show()
    await userEvent.fill(box(t.name), '')
    await userEvent.click(button(t.save))
    await expect.poll(isSaved).toBe(true)
    expect(patches()).toEqual([{ name: null }])
    await expect.element(box(t.name)).toHaveValue('')
  })

  test('shows an error on blur, and Save focuses the field and sends nothing', async () => {
    const { patches } = show()
    await userEvent.fill(box(t.email), 'ada@')
    await expect.element(box(t.email)).not.toHaveAttribute('aria-invalid')
    await userEvent.fill(box(t.name), 'Ada King')
    await expect.element(box(t.email)).toHaveAccessibleDescription(t.wrongEmail)
    await userEvent.click(button(t.save))
    await expect.element(box(t.email)).toHaveFocus()
    await expect.element(page.getByText(t.checkFields(1)).first()).toBeVisible()
    expect([patches(), isSaved()]).toEqual([[], false])
    await userEvent.fill(box(t.email), 'ada@king.example')
    await expect.element(box(t.email)).toBeValid()
    await userEvent.click(button(t.save))
    await expect.poll(patches).toEqual([{ name: 'Ada King', email: 'ada@king.example' }])
  })

  test('a refused field shows the error, gets the focus and keeps its text', async () => {
    const { adapter } = show()
    adapter.faults.fail = ({ member }) =>
      member === 'users.update'
        ? new IdentikitError('invalid', 'No.', { fields: { email: 'is taken' } })
        : undefined
    await userEvent.fill(box(t.email), 'bob@example.com')
    await userEvent.click(button(t.save))
    await expect.element(box(t.email)).toHaveFocus()
    await expect.element(box(t.email)).toHaveAccessibleDescription(t.refused(t.email))
    await expect.element(box(t.email)).toHaveValue('bob@example.com')
    expect(isSaved()).toBe(false)
  })

  test('a failed save keeps the edits and says why, and Save tries again', async () => {
    const { adapter, patches } = show()
    adapter.faults.fail = ({ member }) => (member === 'users.update' ? down : undefined)
    await userEvent.fill(box(t.name), 'Ada King')
    await userEvent.click(button(t.save))
    await expect
      .element(page.getByText(t.notSaved(messages.errors.forbidden)).first())
      .toBeVisible()
    await expect.element(box(t.name)).toHaveValue('Ada King')
    expect(isSaved()).toBe(false)
    adapter.faults.fail = undefined
    await userEvent.click(button(t.save))
    await expect.poll(isSaved).toBe(true)
    expect(patches()).toHaveLength(2)
  })

  test.each([
    [t.acceptServerValue, 'Countess', []],
    [t.keepMine, 'Ada King', [{ name: 'Ada King' }]],
  ])('shows a conflict at its field, and offers %s', async (choice, left, sent) => {
    const { adapter, patches } = show()
    await userEvent.fill(box(t.name), 'Ada King')
    await createUserClient(adapter).users.update(ada.id, { name: 'Countess' })
    await userEvent.click(button(t.save))
    await expect.element(box(t.name)).toHaveAccessibleDescription(t.conflict('Countess'))
    await expect.element(box(t.name)).toHaveFocus()
    await userEvent.click(button(choice))
    await expect.element(box(t.name)).toHaveFocus()
    await expect.element(box(t.name)).toHaveValue(left)
    const before = patches().length
    if (sent.length > 0) await userEvent.click(button(t.save))
    await expect.poll(() => patches().slice(before)).toEqual(sent)
  })

  test('Discard restores the saved values, and the form keeps the focus', async () => {
    const { patches } = show()
    await userEvent.fill(box(t.name), 'X')
    await userEvent.click(button(t.discard))
    await expect.element(box(t.name)).toHaveValue(ada.name)
    expect(page.getByRole('form').element().contains(document.activeElement)).toBe(true)
    expect(patches()).toEqual([])
  })

  test('asks before the page is closed with unsaved changes', async () => {
    show()
    const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }))
    await userEvent.fill(box(t.name), 'Ada King')
    await expect.poll(asks).toBe(true)
    await userEvent.click(button(t.discard))
    await expect.poll(asks).toBe(false)
  })

  test('keeps the edits while the browser is offline', async () => {
    const { patches } = show()
    await userEvent.fill(box(t.name), 'Ada King')
    setOnline(false)
    await expect.element(page.getByText(t.offline).first()).toBeVisible()
    await userEvent.click(button(t.save))
    setOnline(true)
    await expect.element(box(t.name)).toHaveValue('Ada King')
    expect([patches(), isSaved()]).toEqual([[], false])
    await userEvent.click(button(t.save))
    await expect.poll(patches).toEqual([{ name: 'Ada King' }])
  })

  test('offers to load again after a failure, and keeps the focus', async () => {
    const adapter = createMemoryAdapter({ users: [user] })
    adapter.faults.fail = () => down
    show({ adapter })
    await expect.element(page.getByText(t.loadFailed).first()).toBeVisible()
    await expect.element(page.getByText(messages.errors.forbidden)).toBeVisible()
    adapter.faults.fail = undefined
    await userEvent.click(button(messages.retry))
    await expect.element(box(t.name)).toHaveValue(ada.name)
    await expect.element(page.getByRole('form')).toHaveFocus()
  })

  test('shows a signed-out user no fields', async () => {
    show({ userId: null })
    await expect.element(page.getByText(t.signedOut)).toBeVisible()
    expect(page.getByRole('textbox').elements()).toEqual([])
  })

  test('changes nothing on a read-only page', async () => {
    show({ readOnly: true })
    await expect.element(page.getByText(messages.viewOnly)).toBeVisible()
    expect(button(t.save).elements()).toEqual([])
    for (const input of page.getByRole('textbox').elements())
      expect(input.matches('[readonly]')).toBe(true)
  })
})

test('registry/profile-editor.tsx: offers to sign in with a form of its own', async () => {
  const wrapper = createWrapper({ adapter: createMemoryAdapter(), userId: null })
  const signIn = (
    <form aria-label="Sign in">
      <input aria-label="Password" type="password" />
    </form>
  )
  render(<RegistryEditor signIn={signIn} />, { wrapper })
  await expect.element(page.getByLabelText('Password')).toBeVisible()
  expect(page.getByRole('form').elements()).toHaveLength(1)
})

test('registry/profile-editor.tsx: saves another time zone, and keeps a saved alias until then', async () => {
  const adapter = createMemoryAdapter({ users: [{ ...ada, timezone: 'Asia/Calcutta' }] })
  render(<RegistryEditor />, { wrapper: createWrapper({ adapter }) })
  const zone = page.getByRole('combobox', { name: t.timezone })
  await expect.element(zone).toHaveValue('Asia/Calcutta')
  await userEvent.selectOptions(zone, 'Europe/Oslo')
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(t.saved)).toBeVisible()
  expect(adapter.calls.find(({ member }) => member === 'users.update')?.input).toEqual({
    timezone: 'Europe/Oslo',
  })
})

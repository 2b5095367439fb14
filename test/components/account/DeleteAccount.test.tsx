import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages, type IdentikitErrorCode } from '../../../src/core.js'
import { ada } from '../../../src/testing.js'
import {
  confirmButton,
  dialog,
  field,
  opener,
  openAndType,
  showDeletion,
} from './deletion.fixture.js'

const { account: t } = messages
const retry = () => page.getByRole('button', { name: messages.retry })
const fault = (code: IdentikitErrorCode) => new IdentikitError(code, 'No.', { status: 500 })

/** The email of the person is asked for once it is known. */
async function open(): Promise<void> {
  await expect
    .poll(async () => {
      await userEvent.click(opener())
      const label = t.confirmLabel(ada.email)
      if (dialog().getByRole('textbox', { name: label }).elements().length > 0) return true
      await userEvent.keyboard('{Escape}')
      return false
    })
    .toBe(true)
}

test('a section says what will happen, and a dialog asks for the email', async () => {
  const { container } = showDeletion({ className: 'mine', headingLevel: 3 })
  await expect.element(page.getByRole('heading', { level: 3 })).toHaveTextContent(t.deleteTitle)
  await expect.element(page.getByRole('region', { name: t.deleteTitle })).toBeVisible()
  await expect.element(page.getByText(t.deleteDescription)).toBeVisible()
  expect(container.firstElementChild?.className).toBe('ik-delete-account mine')
  await expect.element(dialog()).not.toBeInTheDocument()
  await open()
  await expect.element(dialog()).toHaveAccessibleName(t.dialogTitle)
  await expect.element(dialog()).toHaveAccessibleDescription(t.deleteDescription)
  await expect.element(field()).toHaveFocus()
  await expect.element(field()).toHaveAttribute('autocomplete', 'off')
  expect(dialog().element().matches(':modal')).toBe(true)
  expect(container.querySelectorAll('[style]')).toHaveLength(0)
})

test('Escape, Cancel and the backdrop close it, nothing is deleted, and the focus returns', async () => {
  const { steps } = showDeletion({ confirmWith: 'delete' })
  const closings = [
    () => userEvent.keyboard('{Escape}'),
    () => userEvent.click(dialog().getByRole('button', { name: t.cancel })),
    () => userEvent.click(dialog(), { position: { x: -40, y: -40 }, force: true }),
  ]
  for (const close of closings) {
    await openAndType('delete')
    await close()
    await expect.element(dialog()).not.toBeInTheDocument()
    await expect.element(opener()).toHaveFocus()
  }
  // The second click of a double click meets the backdrop.
  await userEvent.dblClick(opener(), { position: { x: 4, y: 4 } })
  await expect.element(field()).toHaveValue('')
  expect(steps).toEqual([])
})

test('Enter that is held on Cancel does not open it again', async () => {
  showDeletion({ confirmWith: 'delete' })
  await userEvent.click(opener())
  await userEvent.keyboard('{Tab}{Enter>5/}')
  await expect.element(opener()).toHaveFocus()
  await expect.element(dialog()).not.toBeInTheDocument()
})

test.each([
  ['', t.confirmMissing('delete')],
  ['  ', t.confirmMissing('delete')],
  ['delet', t.confirmWrong('delete')],
])('%j is too early: it says what is missing, at the field', async (typed, problem) => {
  const { steps } = showDeletion({ confirmWith: 'delete' })
  await openAndType(typed)
  await userEvent.click(confirmButton())
  await expect.element(field()).toHaveFocus()
  await expect.element(field()).toHaveAccessibleDescription(problem)
  await expect.element(field()).toHaveAttribute('aria-invalid', 'true')
  await expect.element(dialog().getByRole('status')).toHaveTextContent(problem)
  await userEvent.keyboard('{Enter}')
  await userEvent.type(field(), 'x')
  await expect.element(field()).toHaveAccessibleDescription('')
  expect(steps).toEqual([])
})

test('first the host deletes, then the service, then the host is told, each once', async () => {
  const { adapter, steps } = showDeletion({ archive: false })
  await open()
  await userEvent.fill(field(), ` ${ada.email.toUpperCase()} `)
  const button = confirmButton().element() as HTMLButtonElement
  button.click()
  button.click()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(t.deleted)).toHaveFocus()
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.element(opener()).not.toBeInTheDocument()
  expect(steps).toEqual(['onDelete', 'users.delete', 'onDeleted'])
  const { calls } = adapter
  expect(calls.filter(({ member }) => member === 'users.get')).toHaveLength(1)
})

test('Enter deletes too, twice is once, and to archive is passed on', async () => {
  const { adapter, steps } = showDeletion({ confirmWith: 'delete', archive: true })
  await openAndType('delete')
  await userEvent.keyboard('{Enter}{Enter}')
  await expect.element(dialog().getByText(t.partlyDeleted)).toBeVisible()
  expect(steps).toEqual(['onDelete'])
  // The service of this test cannot archive, and no trying again changes that.
  await expect.element(retry()).not.toBeInTheDocument()
  const deletes = adapter.calls.filter(({ member }) => member === 'users.delete')
  expect(deletes.map(({ input }) => input)).toEqual([{ archive: true }])
})

test('where the host refuses, nothing is lost, and Retry is the same button', async () => {
  const { steps, onDelete, onError } = showDeletion({ confirmWith: 'delete' })
  onDelete.mockRejectedValueOnce(new Error('The host is down.'))
  await openAndType('Delete')
  await userEvent.click(confirmButton())
  await expect.element(dialog().getByText(t.notDeleted)).toBeVisible()
  await expect.element(dialog().getByRole('status')).toHaveTextContent(messages.errors.service)
  await expect.element(field()).toHaveValue('Delete')
  await expect.element(retry()).toHaveFocus()
  expect(steps).toEqual([])
  expect(onError).toHaveBeenCalledOnce()
  await userEvent.click(retry())
  await expect.element(page.getByText(t.deleted)).toBeVisible()
  expect(steps).toEqual(['onDelete', 'users.delete', 'onDeleted'])
})

test('where the service fails, it says that the account is gone, and only the rest is tried again', async () => {
  const { adapter, steps, onDelete, onError } = showDeletion({ confirmWith: 'delete' })
  adapter.faults.fail = ({ member }) => (member === 'users.delete' ? fault('service') : undefined)
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  const news = dialog().getByRole('status')
  await expect.element(news).toHaveTextContent(t.partlyDeleted)
  await expect.element(news).toHaveTextContent(messages.errors.service)
  await expect.element(dialog().getByRole('textbox')).not.toBeInTheDocument()
  expect(dialog().element().contains(document.activeElement)).toBe(true)
  expect(onError).toHaveBeenCalledOnce()
  await userEvent.click(retry())
  await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(2))
  adapter.faults.fail = undefined
  await userEvent.click(retry())
  await expect.element(page.getByText(t.deleted, { exact: true })).toHaveFocus()
  expect(onDelete).toHaveBeenCalledOnce()
  expect(steps).toEqual(['onDelete', 'users.delete', 'onDeleted'])
})

test('who closes what says that data is left is told so on the page, where it can be tried again', async () => {
  const { adapter, steps } = showDeletion({ confirmWith: 'delete' })
  adapter.faults.fail = ({ member }) => (member === 'users.delete' ? fault('service') : undefined)
  await openAndType('delete')
  await userEvent.click(confirmButton())
  await userEvent.click(dialog().getByRole('button', { name: t.close }))
  await expect.element(page.getByText(t.partlyDeleted)).toBeVisible()
  await expect.element(retry()).toHaveFocus()
  expect(steps).toEqual(['onDelete', 'onDeleted'])
  adapter.faults.fail = undefined
  await userEvent.click(retry())
  await expect.element(page.getByText(t.deleted, { exact: true })).toBeVisible()
  expect(steps).toEqual(['onDelete', 'onDeleted', 'users.delete'])
})

test('where the session ended with the account, no Retry is promised', async () => {
  const { adapter, steps } = showDeletion({ confirmWith: 'delete' })
  adapter.faults.fail = ({ member }) =>
    member === 'users.delete' ? new IdentikitError('unauthorized', 'No.') : undefined
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog().getByText(t.partlyDeleted)).toBeVisible()
  await expect.element(dialog().getByRole('status')).toHaveFocus()
  expect(dialog().getByRole('button').elements()).toHaveLength(1)
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByText(t.partlyDeleted)).toHaveFocus()
  expect(page.getByRole('button').elements()).toEqual([])
  expect(steps).toEqual(['onDelete', 'onDeleted'])
})

test('a service that deletes nobody leaves it to the host', async () => {
  const options = { without: ['users.delete'] as const }
  const { steps, adapter } = showDeletion({ confirmWith: 'delete' }, options)
  await vi.waitFor(() => expect(adapter.calls).not.toEqual([]))
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(t.deleted)).toBeVisible()
  expect(steps).toEqual(['onDelete', 'onDeleted'])
})

test('whose email is not known types a word, and a blank one counts for none', async () => {
  showDeletion({ confirmWith: ' ' }, { users: [{ id: ada.id }] })
  await userEvent.click(opener())
  await expect.element(field()).toHaveAccessibleName(t.confirmLabel(t.confirmWord))
})

test('the words of the host stand on the page, and the dialog adds that it is final', async () => {
  const { unmount } = showDeletion({ children: <p>Your team keeps its projects.</p> })
  await expect.element(page.getByText('Your team keeps its projects.')).toBeVisible()
  await expect.element(page.getByText(t.deleteDescription)).not.toBeInTheDocument()
  await userEvent.click(opener())
  await expect.element(dialog()).toHaveAccessibleDescription(t.deleteIsFinal)
  unmount()
  showDeletion({ description: 'Invoices are kept.' })
  await expect.element(page.getByText('Invoices are kept.')).toBeVisible()
  await userEvent.click(opener())
  await expect.element(dialog()).toHaveAccessibleDescription('Invoices are kept.')
})

test('it goes on when the host takes it away in the middle, without a word on the console', async () => {
  const { adapter, steps, show } = showDeletion({ confirmWith: 'delete' })
  await vi.waitFor(() => expect(adapter.calls).not.toEqual([]))
  adapter.faults.pause = true
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => expect(adapter.faults.pending).toHaveLength(1))
  show(false)
  show(true)
  await userEvent.click(opener())
  await expect.element(dialog().getByText(t.deleting)).toBeVisible()
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(page.getByText(t.deleted)).toBeVisible()
  expect(steps).toEqual(['onDelete', 'users.delete', 'onDeleted'])
})

test('where some data is left and nobody can close what says so, the host is told all the same, once', async () => {
  const { adapter, steps, show } = showDeletion({ confirmWith: 'delete' })
  await vi.waitFor(() => expect(adapter.calls).not.toEqual([]))
  adapter.faults.fail = ({ member }) => (member === 'users.delete' ? fault('service') : undefined)
  adapter.faults.pause = true
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  await vi.waitFor(() => expect(adapter.faults.pending).toHaveLength(1))
  show(false)
  adapter.faults.pause = false
  adapter.faults.release()
  await vi.waitFor(() => expect(steps).toEqual(['onDelete', 'onDeleted']))
  show(true)
  await expect.element(page.getByText(t.partlyDeleted)).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(retry())
  await expect.element(page.getByText(t.deleted, { exact: true })).toBeVisible()
  expect(steps).toEqual(['onDelete', 'onDeleted', 'users.delete'])
})

test('in a form of the host, Enter sends nothing', async () => {
  const onSubmit = vi.fn()
  showDeletion({ confirmWith: 'delete' }, {}, (children) => (
    <form onSubmit={onSubmit}>{children}</form>
  ))
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(t.deleted)).toBeVisible()
  expect(onSubmit).not.toHaveBeenCalled()
})

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
/** What replaces the section's content after a deletion. */
const outcome = () => page.getByRole('group', { name: t.deleted })
const createError = (code: IdentikitErrorCode) => new IdentikitError(code, 'No.', { status: 500 })

/** Opens the dialog once it asks for the email, which loads first. */
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

test('DeleteAccount: describes the deletion, and its dialog asks for the email', async () => {
  const { container } = showDeletion({ className: 'mine', headingLevel: 3 })
  await expect.element(page.getByRole('heading', { level: 3 })).toHaveTextContent(t.deleteTitle)
  await expect.element(page.getByRole('region', { name: t.deleteTitle })).toBeVisible()
  await expect.element(page.getByText(t.deleteDescription)).toBeVisible()
  expect(container.firstElementChild?.className).toBe('ik-delete-account ik-root mine')
  await expect.element(dialog()).not.toBeInTheDocument()
  await open()
  await expect.element(dialog()).toHaveAccessibleName(t.dialogTitle)
  await expect.element(dialog()).toHaveAccessibleDescription(t.deleteDescription)
  await expect.element(field()).toHaveFocus()
  await expect.element(field()).toHaveAttribute('autocomplete', 'off')
  expect(dialog().element().matches(':modal')).toBe(true)
  expect(container.querySelectorAll('[style]')).toHaveLength(0)
})

test('DeleteAccount: Escape, Cancel and the backdrop close the dialog and return the focus', async () => {
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
  // The second click of a double click hits the backdrop.
  await userEvent.dblClick(opener(), { position: { x: 4, y: 4 } })
  await expect.element(field()).toHaveValue('')
  expect(steps).toEqual([])
})

test('DeleteAccount: an Enter held on Cancel does not open the dialog again', async () => {
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
])('DeleteAccount: shows an error at the field for %j', async (typed, error) => {
  const { steps } = showDeletion({ confirmWith: 'delete' })
  await openAndType(typed)
  await userEvent.click(confirmButton())
  await expect.element(field()).toHaveFocus()
  await expect.element(field()).toHaveAccessibleDescription(error)
  await expect.element(field()).toHaveAttribute('aria-invalid', 'true')
  await expect.element(dialog().getByRole('status')).toHaveTextContent(error)
  await userEvent.keyboard('{Enter}')
  await userEvent.type(field(), 'x')
  await expect.element(field()).toHaveAccessibleDescription('')
  expect(steps).toEqual([])
})

test('DeleteAccount: calls onDelete, the service and onDeleted in this order, each once', async () => {
  const { adapter, steps } = showDeletion({ archive: false })
  await open()
  await userEvent.fill(field(), ` ${ada.email.toUpperCase()} `)
  const button = confirmButton().element() as HTMLButtonElement
  button.click()
  button.click()
  await userEvent.keyboard('{Enter}')
  await expect.element(outcome()).toHaveFocus()
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.element(opener()).not.toBeInTheDocument()
  expect(steps).toEqual(['onDelete', 'users.delete', 'onDeleted'])
  const { calls } = adapter
  expect(calls.filter(({ member }) => member === 'users.get')).toHaveLength(1)
})

test('DeleteAccount: Enter deletes once, and passes `archive` on', async () => {
  const { adapter, steps } = showDeletion({ confirmWith: 'delete', archive: true })
  await openAndType('delete')
  await userEvent.keyboard('{Enter}{Enter}')
  await expect.element(dialog().getByText(t.partlyDeleted)).toBeVisible()
  expect(steps).toEqual(['onDelete'])
  // The service can't archive, so there is no Retry.
  await expect.element(retry()).not.toBeInTheDocument()
  const deletes = adapter.calls.filter(({ member }) => member === 'users.delete')
  expect(deletes.map(({ input }) => input)).toEqual([{ archive: true }])
})

test('DeleteAccount: a failed onDelete keeps the typed text and offers Retry', async () => {
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
  await expect.element(outcome()).toBeVisible()
  expect(steps).toEqual(['onDelete', 'users.delete', 'onDeleted'])
})

test('DeleteAccount: a failed service call reports a partial deletion, and Retry calls the service only', async () => {
  const { adapter, steps, onDelete, onError } = showDeletion({ confirmWith: 'delete' })
  adapter.faults.fail = ({ member }) =>
    member === 'users.delete' ? createError('service') : undefined
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  const statusRegion = dialog().getByRole('status')
  await expect.element(statusRegion).toHaveTextContent(t.partlyDeleted)
  await expect.element(statusRegion).toHaveTextContent(messages.errors.service)
  await expect.element(dialog().getByRole('textbox')).not.toBeInTheDocument()
  expect(dialog().element().contains(document.activeElement)).toBe(true)
  expect(onError).toHaveBeenCalledOnce()
  await userEvent.click(retry())
  await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(2))
  adapter.faults.fail = undefined
  await userEvent.click(retry())
  await expect.element(outcome()).toHaveFocus()
  expect(onDelete).toHaveBeenCalledOnce()
  expect(steps).toEqual(['onDelete', 'users.delete', 'onDeleted'])
})

test('DeleteAccount: shows a partial deletion and Retry on the page after the dialog is closed', async () => {
  const { adapter, steps } = showDeletion({ confirmWith: 'delete' })
  adapter.faults.fail = ({ member }) =>
    member === 'users.delete' ? createError('service') : undefined
  await openAndType('delete')
  await userEvent.click(confirmButton())
  await userEvent.click(dialog().getByRole('button', { name: t.close }))
  await expect.element(page.getByText(t.partlyDeleted)).toBeVisible()
  await expect.element(retry()).toHaveFocus()
  expect(steps).toEqual(['onDelete', 'onDeleted'])
  adapter.faults.fail = undefined
  await userEvent.click(retry())
  await expect.element(outcome()).toBeVisible()
  await expect.element(page.getByText(t.partlyDeleted)).not.toBeInTheDocument()
  expect(steps).toEqual(['onDelete', 'onDeleted', 'users.delete'])
})

test('DeleteAccount: offers no Retry when the session ended with the account', async () => {
  const { adapter, steps } = showDeletion({ confirmWith: 'delete' })
  adapter.faults.fail = ({ member }) =>
    member === 'users.delete' ? new IdentikitError('unauthorized', 'No.') : undefined
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog().getByText(t.partlyDeleted)).toBeVisible()
  await expect.element(dialog().getByRole('status')).toHaveFocus()
  expect(dialog().getByRole('button').elements()).toHaveLength(1)
  await userEvent.keyboard('{Escape}')
  await expect.element(outcome()).toHaveFocus()
  await expect.element(outcome()).toHaveAccessibleDescription(t.partlyDeleted)
  expect(page.getByRole('button').elements()).toEqual([])
  expect(steps).toEqual(['onDelete', 'onDeleted'])
})

test('DeleteAccount: calls only the host when the service cannot delete users', async () => {
  const options = { without: ['users.delete'] as const }
  const { steps, adapter } = showDeletion({ confirmWith: 'delete' }, options)
  await vi.waitFor(() => expect(adapter.calls).not.toEqual([]))
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  await expect.element(outcome()).toBeVisible()
  expect(steps).toEqual(['onDelete', 'onDeleted'])
})

test('DeleteAccount: asks for a word without an email, and ignores a blank `confirmWith`', async () => {
  showDeletion({ confirmWith: ' ' }, { users: [{ id: ada.id }] })
  await userEvent.click(opener())
  await expect.element(field()).toHaveAccessibleName(t.confirmLabel(t.confirmWord))
})

test('DeleteAccount: children and description replace the text', async () => {
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

test('DeleteAccount: continues after an unmount, without a console message', async () => {
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
  await expect.element(outcome()).toBeVisible()
  expect(steps).toEqual(['onDelete', 'users.delete', 'onDeleted'])
})

test('DeleteAccount: calls onDeleted once for a partial deletion after an unmount', async () => {
  const { adapter, steps, show } = showDeletion({ confirmWith: 'delete' })
  await vi.waitFor(() => expect(adapter.calls).not.toEqual([]))
  adapter.faults.fail = ({ member }) =>
    member === 'users.delete' ? createError('service') : undefined
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
  await expect.element(outcome()).toBeVisible()
  await expect.element(page.getByText(t.partlyDeleted)).not.toBeInTheDocument()
  expect(steps).toEqual(['onDelete', 'onDeleted', 'users.delete'])
})

test('DeleteAccount: Enter submits no form around it', async () => {
  const onSubmit = vi.fn()
  showDeletion({ confirmWith: 'delete' }, {}, (children) => (
    <form onSubmit={onSubmit}>{children}</form>
  ))
  await openAndType('delete')
  await userEvent.keyboard('{Enter}')
  await expect.element(outcome()).toBeVisible()
  expect(onSubmit).not.toHaveBeenCalled()
})

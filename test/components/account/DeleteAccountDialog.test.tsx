import { render } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DeleteAccountDialog } from '../../../src/components/account/DeleteAccountDialog.js'
import { messages } from '../../../src/core.js'
import type { Deletion } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { confirmButton, dialog, field } from './deletion.fixture.js'

const { account: t } = messages

afterEach(() => page.viewport(1200, 800))

function show(deletion: Partial<Deletion> = {}, confirmText = 'delete') {
  const onConfirm = vi.fn()
  const onClose = vi.fn()
  const onKey = vi.fn()
  const ui = (changes: Partial<Deletion>) => (
    <StrictMode>
      <div onKeyDown={onKey} role="presentation">
        <DeleteAccountDialog
          confirmText={confirmText}
          description={t.deleteDescription}
          deletion={{
            status: 'idle',
            error: undefined,
            isAccountDeleted: false,
            ...deletion,
            ...changes,
          }}
          {...{ onConfirm, onClose }}
        />
      </div>
    </StrictMode>
  )
  const { rerender } = render(ui({}))
  return {
    onConfirm,
    onClose,
    onKey,
    update: (changes: Partial<Deletion>) => rerender(ui(changes)),
  }
}

test('DeleteAccountDialog: can be neither closed nor confirmed while it deletes', async () => {
  const { onConfirm, onClose } = show({ status: 'deleting' })
  await expect.element(dialog().getByRole('status')).toHaveTextContent(t.deleting)
  await expect.element(dialog()).toHaveAttribute('aria-busy', 'true')
  await userEvent.keyboard('{Escape}{Escape}{Escape}')
  await userEvent.click(dialog(), { position: { x: -40, y: -40 }, force: true })
  for (const button of dialog().getByRole('button').all()) {
    await expect.element(button).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(button, { force: true })
  }
  ;(field().element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
  const element = dialog().element() as HTMLDialogElement
  element.dispatchEvent(new Event('cancel', { cancelable: true }))
  element.close()
  await expect.poll(() => element.matches(':modal')).toBe(true)
  expect([onConfirm, onClose].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
})

test('DeleteAccountDialog: calls onClose when the browser closes it', async () => {
  const { onClose } = show()
  await expect.element(field()).toHaveFocus()
  const element = dialog().element() as HTMLDialogElement
  element.dispatchEvent(new Event('cancel', { cancelable: true }))
  expect(onClose).toHaveBeenCalledOnce()
  element.close()
  await expect.poll(() => onClose.mock.calls.length).toBe(2)
})

test('DeleteAccountDialog: Escape closes it but nothing around it, and keys of an input method do nothing', async () => {
  const { onClose, onKey, onConfirm } = show()
  await userEvent.keyboard('x{Escape}')
  expect(onClose).toHaveBeenCalledOnce()
  expect(onKey.mock.calls.map(([event]) => event.key)).toEqual(['x'])
  for (const key of ['Enter', 'Escape'])
    field()
      .element()
      .dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true }))
  expect(onClose).toHaveBeenCalledOnce()
  await expect.element(field()).not.toHaveAttribute('aria-invalid')
  expect(onConfirm).not.toHaveBeenCalled()
})

test('DeleteAccountDialog: selecting text beyond its edge does not close it, and a held key confirms nothing', async () => {
  const { onClose, onConfirm } = show()
  const element = dialog().element()
  field()
    .element()
    .dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
  element.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  expect(onClose).not.toHaveBeenCalled()
  const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true })
  await userEvent.fill(field(), 'delete')
  field().element().dispatchEvent(held)
  expect(onConfirm).not.toHaveBeenCalled()
  await userEvent.click(confirmButton())
  expect(onConfirm).toHaveBeenCalledOnce()
})

test('DeleteAccountDialog: a held Enter presses a button once', async () => {
  const { onClose, onConfirm } = show()
  await userEvent.fill(field(), 'delete')
  await userEvent.keyboard('{Tab}{Tab}')
  await expect.element(confirmButton()).toHaveFocus()
  await userEvent.keyboard('{Enter>5/}')
  expect(onConfirm).toHaveBeenCalledOnce()
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter>5/}')
  expect(onClose).toHaveBeenCalledOnce()
})

test('DeleteAccountDialog: keeps the focus inside when the field is removed', async () => {
  const { update } = show()
  await expect.element(field()).toHaveFocus()
  update({ status: 'partial', isAccountDeleted: true })
  await expect.element(dialog().getByRole('status')).toHaveFocus()
  await expect.element(dialog()).toHaveAccessibleDescription(t.partlyDeleted)
})

test('DeleteAccountDialog: fits into 320 px with a long confirm text', async () => {
  await page.viewport(320, 500)
  show({}, `${'benachrichtigungseinstellung'.repeat(4)}@example.com`)
  await userEvent.click(confirmButton())
  const element = dialog().element()
  expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth)
  const { left, right } = element.getBoundingClientRect()
  expect(left).toBeGreaterThanOrEqual(0)
  expect(right).toBeLessThanOrEqual(320)
  for (const button of element.querySelectorAll('button'))
    expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(24)
})

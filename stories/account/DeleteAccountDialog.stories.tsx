import { expect, fn, userEvent, within } from 'storybook/test'
import preview from '../../.storybook/preview.js'
import { IdentikitError, messages } from '../../src/core.js'
import type { Deletion, DeletionStatus } from '../../src/index.js'
import { DeleteAccountDialog } from '../../src/components/account/DeleteAccountDialog.js'

const { account: t } = messages

const state = (
  status: DeletionStatus,
  isAccountDeleted = false,
  error?: IdentikitError,
): Deletion => ({
  status,
  isAccountDeleted: isAccountDeleted,
  error,
})
const error = new IdentikitError('service', 'The service is down.')

const meta = preview.meta({
  tags: ['internal'],
  title: 'DeleteAccountDialog',
  component: DeleteAccountDialog,
  args: {
    wanted: 'ada@example.com',
    description: t.deleteDescription,
    deletion: state('idle'),
    onConfirm: fn(),
    onClose: fn(),
  },
})

export const Default = meta.story({
  play: async ({ canvas, args }) => {
    const field = await canvas.findByRole('textbox', {
      name: t.confirmLabel('ada@example.com'),
    })
    await expect(field).toHaveFocus()
    await userEvent.type(field, ' ADA@example.com ')
    await userEvent.click(canvas.getByRole('button', { name: t.confirm }))
    await expect(args.onConfirm).toHaveBeenCalledOnce()
  },
})

export const PressedTooEarly = meta.story({
  play: async ({ canvas, args }) => {
    await userEvent.click(await canvas.findByRole('button', { name: t.confirm }))
    await expect(canvas.getByRole('textbox')).toHaveAccessibleDescription(
      t.confirmMissing('ada@example.com'),
    )
    await expect(args.onConfirm).not.toHaveBeenCalled()
  },
})

export const Deleting = meta.story({
  args: { deletion: state('deleting') },
  play: async ({ canvas, args }) => {
    const dialog = await canvas.findByRole('dialog')
    await userEvent.keyboard('{Escape}')
    await expect(args.onClose).not.toHaveBeenCalled()
    await expect(dialog).toHaveAttribute('aria-busy', 'true')
  },
})

export const Partly = meta.story({
  args: { deletion: state('partial', true, error) },
  play: async ({ canvas }) => {
    const dialog = within(await canvas.findByRole('dialog'))
    await expect(dialog.getByText(t.partlyDeleted)).toBeVisible()
    await expect(dialog.getByRole('button', { name: messages.retry })).toBeVisible()
  },
})

export const RemovingTheRest = meta.story({
  args: { deletion: state('deleting', true) },
})

export const SignedOut = meta.story({
  args: {
    deletion: state('partial', true, new IdentikitError('unauthorized', 'No.')),
  },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button', { name: messages.retry })).toBeNull()
  },
})

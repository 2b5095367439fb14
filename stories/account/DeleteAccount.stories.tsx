import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import preview from '../preview.js'
import { messages } from 'identikit/core'
import { DeleteAccount } from 'identikit'
import { german, longAddress, serviceFails } from './deletionWorlds.js'
import { down, slow, world, signedOut } from '../worlds.js'

const { account: t } = messages
type Canvas = Parameters<NonNullable<typeof Default.input.play>>[0]['canvas']

const meta = preview.meta({
  title: 'DeleteAccount',
  component: DeleteAccount,
  args: { onDelete: fn(), onDeleted: fn() },
})

export const Default = meta.story({
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: t.deleteTitle })).toBeVisible()
    await expect(canvas.queryByRole('dialog')).toBeNull()
  },
})

async function open(canvas: Canvas, name = t.open): Promise<void> {
  await userEvent.click(await canvas.findByRole('button', { name }))
}

async function confirm(canvas: Canvas): Promise<void> {
  await open(canvas)
  const field = await canvas.findByRole('textbox')
  await userEvent.type(field, 'delete{Enter}')
}

/** Asks for a word until the email is loaded. */
export const Loading = meta.story({
  parameters: { world: slow },
  play: async ({ canvas }) => {
    await open(canvas)
    await canvas.findByRole('textbox', { name: t.confirmLabel(t.confirmWord) })
  },
})

export const Failed = meta.story({
  parameters: { world: down },
  args: {
    onDelete: fn(() => Promise.reject(new Error('The host is down.'))),
    confirmWith: 'delete',
  },
  play: async ({ canvas }) => {
    await confirm(canvas)
    await canvas.findByText(t.notDeleted)
    await expect(canvas.getByRole('textbox')).toHaveValue('delete')
    await expect(canvas.getByRole('button', { name: messages.retry })).toBeVisible()
  },
})

/** Asks for a word from a user without an email. */
export const Empty = meta.story({
  parameters: { world: world({ users: [{ id: 'user_ada' }] }) },
  play: async ({ canvas }) => {
    await open(canvas)
    await canvas.findByRole('textbox', { name: t.confirmLabel(t.confirmWord) })
  },
})

export const SignedOut = meta.story({
  parameters: { world: signedOut },
  play: async ({ canvas }) => void (await canvas.findByText(t.deleteSignedOut)),
})

/** The service can't delete users, so only the host does. */
export const Unsupported = meta.story({
  parameters: { world: world({ without: ['users.delete'] }) },
  args: { confirmWith: 'delete' },
  play: async ({ canvas, args }) => {
    await confirm(canvas)
    await canvas.findByText(t.deleted)
    await expect(args.onDelete).toHaveBeenCalledOnce()
    await expect(args.onDeleted).toHaveBeenCalledOnce()
  },
})

export const Open = meta.story({
  play: async ({ canvas }) => {
    await canvas.findByRole('button', { name: t.open })
    await waitFor(async () => {
      await open(canvas)
      await expect(canvas.getByRole('textbox')).toHaveAccessibleName(
        t.confirmLabel('ada@example.com'),
      )
    })
    await expect(canvas.getByRole('textbox')).toHaveFocus()
  },
})

export const Deleting = meta.story({
  args: { onDelete: fn(() => new Promise<void>(() => {})), confirmWith: 'delete' },
  play: async ({ canvas }) => {
    await confirm(canvas)
    await canvas.findByText(t.deleting)
    await userEvent.keyboard('{Escape}')
    await expect(canvas.getByRole('dialog')).toBeVisible()
  },
})

export const Partial = meta.story({
  parameters: { world: serviceFails('service') },
  args: { confirmWith: 'delete' },
  play: async ({ canvas, args }) => {
    await confirm(canvas)
    await canvas.findByText(messages.errors.service)
    await userEvent.click(canvas.getByRole('button', { name: messages.retry }))
    await canvas.findByText(messages.errors.service)
    await expect(args.onDelete).toHaveBeenCalledOnce()
    await expect(args.onDeleted).not.toHaveBeenCalled()
  },
})

export const PartialAndClosed = meta.story({
  parameters: { world: serviceFails('service') },
  args: { confirmWith: 'delete' },
  play: async ({ canvas, args }) => {
    await confirm(canvas)
    await open(canvas, t.close)
    await expect(args.onDeleted).toHaveBeenCalledOnce()
    await expect(canvas.getByRole('button', { name: messages.retry })).toHaveFocus()
  },
})

export const Deleted = meta.story({
  args: { confirmWith: 'delete' },
  play: async ({ canvas }) => {
    await confirm(canvas)
    await expect(await canvas.findByRole('group', { name: t.deleted })).toHaveFocus()
  },
})

export const WithChildren = meta.story({
  args: {
    children: (
      <ul>
        <li>Your 12 projects stay with your team.</li>
        <li>Invoices are kept for ten years, as the law asks.</li>
      </ul>
    ),
  },
})

export const LongText = meta.story({
  parameters: { world: world({}, { messages: german }) },
  args: { confirmWith: longAddress },
  play: async ({ canvas }) => {
    await open(canvas, german.account.open)
    await open(canvas, german.account.confirm)
  },
})

export const Dark = meta.story({
  globals: { theme: 'dark' },
  args: { confirmWith: 'delete', onDelete: fn(() => Promise.reject(new Error('Down.'))) },
  play: Failed.input.play,
})

export const RightToLeft = meta.story({
  globals: { direction: 'rtl' },
  args: { confirmWith: 'delete' },
  play: async ({ canvas }) => {
    await open(canvas)
    const dialog = within(await canvas.findByRole('dialog'))
    await userEvent.click(dialog.getByRole('button', { name: t.confirm }))
  },
})

import { render } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, messages } from '../../../src/core.js'
import { DeleteAccount, IdentikitProvider, type DeleteAccountProps } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, type MemoryAdapterOptions } from '../../../src/testing.js'

const { account: t } = messages

export const opener = () => page.getByRole('button', { name: t.open, exact: true })
export const dialog = () => page.getByRole('dialog')
export const field = () => dialog().getByRole('textbox')
export const confirmButton = () => dialog().getByRole('button', { name: t.confirm })

/** Renders the component with the memory adapter, and records the order of the calls. */
export function showDeletion(
  props: Partial<DeleteAccountProps> = {},
  options: MemoryAdapterOptions = {},
  around: (children: ReactNode) => ReactNode = (children) => children,
) {
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  const steps: string[] = []
  const callbacks = {
    onDelete: vi.fn(async () => void steps.push('onDelete')),
    onDeleted: vi.fn(() => void steps.push('onDeleted')),
    onError: vi.fn(),
  }
  adapter.faults.loseResponse = ({ member }) => {
    if (member === 'users.delete') steps.push(member)
    return false
  }
  const client = createUserClient(adapter)
  const { onDelete, onDeleted, onError } = callbacks
  const ui = (isShown = true) => (
    <StrictMode>
      <IdentikitProvider client={client} userId={ada.id} onError={onError}>
        {around(isShown && <DeleteAccount {...{ onDelete, onDeleted }} {...props} />)}
      </IdentikitProvider>
    </StrictMode>
  )
  const { rerender, ...view } = render(ui())
  const show = (isShown: boolean) => rerender(ui(isShown))
  const read = () => vi.waitFor(() => adapter.calls.length > 0 || Promise.reject())
  return { adapter, steps, ...callbacks, ...view, show, read }
}

/** Opens the dialog and types a text. */
export async function openAndType(text: string): Promise<void> {
  await userEvent.click(opener())
  await userEvent.fill(field(), text)
}

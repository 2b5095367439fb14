import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient } from '../../../src/core.js'
import { IdentikitProvider, useProfile } from '../../../src/index.js'
import { ada, createMemoryAdapter } from '../../../src/testing.js'

const bob = { ...ada, id: 'bob', name: 'Bob', email: 'bob@example.com' }

function Own() {
  const { email, field, save, status } = useProfile({ onRequestEmailChange: async () => {} })
  const own = field('email')
  return (
    <form>
      <input
        aria-label="Email"
        value={typeof own.value === 'string' ? own.value : ''}
        onChange={({ currentTarget }) => own.set(currentTarget.value)}
      />
      <button type="button" onClick={() => void save()}>
        Save
      </button>
      <output>{`${status} ${email.pending ?? 'nothing'} ${email.wait}`}</output>
    </form>
  )
}

test('useProfile: shows a requested address to no other user', async () => {
  const client = createUserClient(createMemoryAdapter({ users: [ada, bob] }))
  const at = (userId: string) => (
    <IdentikitProvider client={client} userId={userId}>
      <Own />
    </IdentikitProvider>
  )
  const { rerender } = render(at(ada.id))
  const email = page.getByRole('textbox')
  await expect.element(email).toHaveValue(ada.email)
  await userEvent.fill(email, 'secret@king.example')
  await userEvent.click(page.getByRole('button'))
  await expect.element(page.getByRole('status')).toHaveTextContent('ready secret@king.example')
  rerender(at(bob.id))
  await expect.element(email).toHaveValue(bob.email)
  await expect.element(page.getByRole('status')).toHaveTextContent('ready nothing 0')
})

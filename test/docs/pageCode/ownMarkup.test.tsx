import { render, screen } from '@testing-library/react'
import * as page from 'page:docs/own-markup.md:src/NotificationTable.tsx'
import { describe, expect, it } from 'vitest'
import { IdentikitError } from '../../../src/core.js'
import { ada, createMemoryAdapter, createWrapper, preferences } from '../../../src/testing.js'

function renderTable() {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  render(<page.NotificationTable />, { wrapper: createWrapper({ adapter }) })
  return adapter
}

const findBox = async (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name })

describe('docs/own-markup.md: the table', () => {
  it('saves a change, and disables a locked setting with its reason', async () => {
    const adapter = renderTable()
    const recap = await findBox('Weekly recap, Email')
    recap.click()
    await screen.findByText('Saved')
    expect(recap.checked).toBe(false)
    expect(adapter.calls.at(-1)).toMatchObject({ member: 'preferences.update' })
    expect((await findBox('Security alerts, Email')).disabled).toBe(true)
    expect(screen.getByText(/so we can protect your account/)).toBeTruthy()
  })

  it('shows the saved value and an error when a save fails', async () => {
    const adapter = renderTable()
    adapter.faults.fail = ({ member }) =>
      member === 'preferences.update' ? new IdentikitError('invalid', 'Refused.') : undefined
    const recap = await findBox('Weekly recap, Email')
    recap.click()
    expect((await screen.findByRole('alert')).textContent).toContain('Not saved.')
    expect(recap.checked).toBe(true)
  })
})

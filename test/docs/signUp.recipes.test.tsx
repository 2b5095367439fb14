import { render } from '@testing-library/react'
import type { ComponentType } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient } from '../../src/core.js'
import { createMemoryAdapter, createWrapper } from '../../src/testing.js'
import { requests } from './productApi.js'
import { SignUp as Component } from './signUp.component.js'
import { SignUp as Hook } from './signUp.hook.js'
import { SignUp as ReactHookForm } from './signUp.reactHookForm.js'

const recipes: readonly [string, ComponentType<{ onSignedUp: (id: string) => void }>][] = [
  ['the form', Component],
  ['a form of your own', Hook],
  ['React Hook Form', ReactHookForm],
]

beforeEach(() => void requests.splice(0))

async function fill(email: string, clickCount = 1): Promise<void> {
  await userEvent.fill(page.getByLabelText('Name'), 'Ada Lovelace')
  await userEvent.fill(page.getByLabelText('Email'), email)
  await userEvent.fill(page.getByLabelText('Password'), 'correct horse battery')
  const button = page.getByRole('button', { name: 'Create account' })
  await userEvent.click(button, { clickCount })
}

test.each(recipes)('%s: creates one account and identifies the user', async (_, SignUp) => {
  const adapter = createMemoryAdapter()
  const onSignedUp = vi.fn<(id: string) => void>()
  render(<SignUp onSignedUp={onSignedUp} />, { wrapper: createWrapper({ adapter, userId: null }) })
  await userEvent.click(page.getByRole('checkbox', { name: 'Send me product news' }))
  await fill('ada@example.com', 2)
  await expect.poll(() => onSignedUp.mock.calls.map(([id]) => id)).toEqual(['user_new'])
  const entered = { name: 'Ada Lovelace', email: 'ada@example.com' }
  expect(requests).toEqual([{ ...entered, password: 'correct horse battery' }])
  const client = createUserClient(adapter)
  expect(await client.users.get('user_new')).toMatchObject({
    ...entered,
    locale: navigator.language,
  })
  const { types } = await client.preferences.get('user_new')
  expect(types).toMatchObject([{ id: 'news', channels: { email: { state: 'on' } } }])
})

test.each(recipes)(
  "%s: shows the product's error and can be submitted again",
  async (_, SignUp) => {
    const onSignedUp = vi.fn<(id: string) => void>()
    render(<SignUp onSignedUp={onSignedUp} />, { wrapper: createWrapper({ userId: null }) })
    await fill('taken@example.com')
    await expect
      .element(page.getByText('An account with this address already exists.'))
      .toBeVisible()
    await expect.element(page.getByLabelText('Name')).toHaveValue('Ada Lovelace')
    expect(onSignedUp).not.toHaveBeenCalled()
    await fill('ada@example.com')
    await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  },
)

test.each(recipes.slice(0, 2))(
  '%s: can be submitted again after the product was down',
  async (_, SignUp) => {
    const onSignedUp = vi.fn<(id: string) => void>()
    render(<SignUp onSignedUp={onSignedUp} />, { wrapper: createWrapper({ userId: null }) })
    await fill('down@example.com')
    await expect.element(page.getByRole('alert')).toBeVisible()
    await expect.element(page.getByLabelText('Name')).toHaveValue('Ada Lovelace')
    await fill('ada@example.com')
    await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  },
)

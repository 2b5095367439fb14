import { act, render } from '@testing-library/react'
import { useEffect, useState, type JSX } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, messages } from '../../../src/core.js'
import { SignUpForm, useUser } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { fill, news, onDevice, openSignUp, send } from './signUp.fixture.js'

const { signUp: t } = messages

test('SignUpForm: creates the account, then identifies the user with the fields that a browser may write', async () => {
  onDevice('Asia/Kolkata', 'de-DE')
  const { log, bodies, adapter, onSubmit, onSignedUp } = openSignUp()
  await fill(' ada@example.com ')
  await userEvent.click(page.getByRole('checkbox', { name: 'Send me news' }))
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => log).toEqual(['the account', 'GET ?read=user', 'PUT /user', 'signed up'])
  expect(onSubmit.mock.calls[0]?.[0]).toEqual({ name: 'Ada Lovelace', email: 'ada@example.com' })
  expect(bodies).toEqual([
    {
      patch: { name: 'Ada Lovelace', timezone: 'Asia/Kolkata', locale: 'de-DE' },
      preferences: [{ type: 'news', channel: 'email', enabled: true }],
    },
  ])
  expect(onSignedUp.mock.calls).toEqual([[{ id: 'user_new', identified: { status: 'saved' } }]])
  const user = await createUserClient(adapter).users.get('user_new')
  expect(user).toMatchObject({ email: 'verified@example.com' })
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(`${t.created}${t.createdFor('ada@example.com')}`)
  await expect.element(page.getByRole('form', { name: t.title })).toHaveFocus()
  expect(page.getByRole('textbox').all()).toEqual([])
})

test('SignUpForm: saves each consent as checked or unchecked', async () => {
  const all = { name: 'all', label: 'Everything else', defaultChecked: true }
  const { bodies, onSignedUp } = openSignUp({ consents: [news, all] })
  await expect
    .element(page.getByRole('checkbox', { name: 'Send me news' }))
    .toHaveAccessibleDescription('Once a month.')
  await send()
  await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  expect(bodies).toMatchObject([
    { preferences: [{ type: 'news', channel: 'email', enabled: false }, { enabled: true }] },
  ])
})

test('SignUpForm: creates the account when the service is down', async () => {
  const { adapter, onSignedUp } = openSignUp()
  adapter.faults.fail = () => new IdentikitError('service', 'Down.')
  await send()
  await expect
    .poll(() => onSignedUp.mock.calls[0]?.[0])
    .toMatchObject({
      id: 'user_new',
      identified: { status: 'failed', error: { code: 'service' } },
    })
  await expect.element(page.getByRole('status')).toHaveTextContent(t.created)
})

test('SignUpForm: leaves out a locked consent and saves the rest', async () => {
  const { bodies, adapter, onSignedUp, onError } = openSignUp({
    server: { catalog: [{ id: 'news', locked: {} }, { id: 'recap' }] },
    consents: [news, { name: 'recap', label: 'A recap', type: 'recap', channel: 'email' }],
  })
  await send()
  await expect
    .poll(() => onSignedUp.mock.calls[0]?.[0])
    .toMatchObject({
      identified: { status: 'saved' },
      refused: { code: 'locked', fields: { 'changes[0]': 'is locked' } },
    })
  expect(bodies).toHaveLength(1)
  expect(onError.mock.calls.map(([event]) => event.error.code)).toEqual(['locked'])
  const client = createUserClient(adapter)
  expect(await client.users.get('user_new')).toMatchObject({ name: 'Ada Lovelace' })
  expect((await client.preferences.get('user_new')).types).toMatchObject([{ id: 'recap' }])
})

test('SignUpForm: identifies the user at a service without preferences', async () => {
  const { onSignedUp } = openSignUp({ service: { without: ['preferences'] } })
  await send()
  await expect
    .poll(() => onSignedUp.mock.calls[0]?.[0])
    .toMatchObject({
      identified: { status: 'saved' },
      refused: { code: 'unsupported' },
    })
})

test('SignUpForm: splits the name for a service with first and last names', async () => {
  const can = { read: true, write: true, clear: true }
  const { bodies, onSignedUp } = openSignUp({
    service: { fields: { firstName: can, lastName: can, email: can } },
  })
  await send()
  await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  expect(bodies).toMatchObject([{ patch: { firstName: 'Ada', lastName: 'Lovelace' } }])
})

test.each([
  ['when the form says so', false],
  ['as soon as there is an account', true],
])('SignUpForm: a provider that gets its user %s shows no "not found"', async (_, isHasty) => {
  const seen: string[] = []
  function Name(): JSX.Element {
    const { status, loadError: error, user } = useUser()
    const text = error?.code ?? user?.name ?? status
    useEffect(() => void seen.push(text), [text])
    return <p>{text}</p>
  }
  const { adapter } = openSignUp({ beside: <Name />, isHasty })
  adapter.faults.latency = 60
  await send()
  await expect.element(page.getByText('Ada Lovelace', { exact: true })).toBeVisible()
  await expect.poll(() => seen.at(-1)).toBe('Ada Lovelace')
  expect(seen).not.toContain('not-found')
})

test('SignUpForm: identifies the user after an unmount', async () => {
  const adapter = createMemoryAdapter()
  let answer: ((id: { id: string }) => void) | undefined
  const onSignedUp = vi.fn()
  const view = render(
    <SignUpForm
      onSubmit={() => new Promise((resolve) => (answer = resolve))}
      onSignedUp={onSignedUp}
    />,
    { wrapper: createWrapper({ adapter, userId: null }) },
  )
  await send()
  view.unmount()
  await act(async () => answer?.({ id: 'user_new' }))
  await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  expect(await createUserClient(adapter).users.get('user_new')).toMatchObject({
    email: 'ada@example.com',
  })
})

test('SignUpForm: calls the latest onSignedUp', async () => {
  const adapter = createMemoryAdapter()
  const accounts: string[] = []
  function Page(): JSX.Element {
    const [account, setAccount] = useState('signed out')
    return (
      <SignUpForm
        onSubmit={() => {
          setAccount('ada')
          return { id: 'user_new' }
        }}
        onSignedUp={() => void accounts.push(account)}
      />
    )
  }
  adapter.faults.latency = 20
  render(<Page />, { wrapper: createWrapper({ adapter, userId: null }) })
  await send()
  await expect.poll(() => accounts).toEqual(['ada'])
})

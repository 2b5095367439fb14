import { cleanup, render } from '@testing-library/react'
import type { JSX } from 'react'
import { afterEach, describe, expect, test, vi, type Mock } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { SignUpForm as RegistryForm } from '../../registry/sign-up-form.js'
import { createUserClient, IdentikitError, messages } from '../../src/core.js'
import { SignUpForm, useUser, type SignUpFormProps } from '../../src/index.js'
import { createMemoryAdapter, createWrapper } from '../../src/testing.js'
import { setOnline } from '../components/online.fixture.js'
import {
  button,
  email,
  fill,
  name,
  news,
  onDevice,
  openSignUp,
  send,
  type World,
} from '../components/sign-up/signUp.fixture.js'

afterEach(cleanup)

const { signUp: t, profile } = messages

/** The attributes that decide how a browser fills and reads the inputs. */
const listInputs = () =>
  [...document.querySelectorAll('input')].map((input) => ({
    name: input.name,
    label: input.labels?.[0]?.textContent,
    ...Object.fromEntries(
      ['autocomplete', 'inputmode', 'autocapitalize', 'dir', 'aria-required'].map((attribute) => [
        attribute,
        input.getAttribute(attribute),
      ]),
    ),
    value: input.value,
    checked: input.checked,
  }))

test('registry/sign-up-form.tsx: has the inputs of the component', () => {
  const world: World = {
    fields: ['name', 'firstName', 'lastName', 'email', 'phone'],
    defaultValues: { email: 'ada@example.com' },
    consents: [news, { name: 'more', label: 'More', defaultChecked: true }],
  }
  const original = openSignUp(world)
  const expected = listInputs()
  original.unmount()
  openSignUp({ ...world, form: RegistryForm })
  expect(listInputs()).toEqual(expected)
  expect(expected).toHaveLength(7)
})

describe.each([
  ['the component', SignUpForm],
  ['registry/sign-up-form.tsx', RegistryForm],
])('%s', (_, form) => {
  test.each<[string, unknown]>([
    ['an id and no errors', { id: 'user_new', errors: null }],
    ['an id and empty errors', { id: 'user_new', errors: {} }],
  ])('is done after an answer with %s', async (__, answer) => {
    const onSubmit = async () => answer as { id: string }
    const { onSignedUp } = openSignUp({ form, onSubmit })
    await send()
    await expect.poll(() => onSignedUp.mock.calls).toHaveLength(1)
  })

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['an empty id', { id: '' }],
  ])('creates no account, and can be submitted again, after %s', async (__, answer) => {
    const onSubmit = async () => answer as { id: string }
    const { onSignedUp } = openSignUp({ form, onSubmit })
    await send()
    await expect.element(page.getByRole('alert')).toHaveTextContent(t.failed)
    await expect.element(button()).not.toHaveAttribute('aria-disabled')
    expect(onSignedUp).not.toHaveBeenCalled()
  })

  test('creates one account if it is submitted twice at once', async () => {
    const { onSubmit, onSignedUp } = openSignUp({ form })
    await fill()
    const element = document.querySelector('form')
    element?.requestSubmit()
    element?.requestSubmit()
    await expect.poll(() => onSignedUp.mock.calls).toHaveLength(1)
    expect(onSubmit).toHaveBeenCalledTimes(1)
  })

  test('leaves out the zero of a phone number that is dialed inside of the country only', async () => {
    const { onSubmit } = openSignUp({ form, fields: ['email', 'phone'] })
    await userEvent.fill(email(), 'ada@example.com')
    await userEvent.fill(page.getByRole('textbox', { name: profile.phone }), '+44 (0)20 7946 0019')
    await userEvent.click(button())
    await expect.poll(() => onSubmit.mock.calls[0]?.[0]?.phone).toBe('+442079460019')
  })

  test('creates the account, then identifies the user with the fields, the device and the consents', async () => {
    onDevice('Asia/Kolkata', 'de-DE')
    const { log, bodies, adapter, onSubmit, onSignedUp } = openSignUp({ form })
    await fill(' ada@example.com ')
    await userEvent.click(page.getByRole('checkbox', { name: 'Send me news' }))
    await userEvent.click(button())
    await expect
      .poll(() => log)
      .toEqual(['the account', 'GET ?read=user', 'PUT /user', 'signed up'])
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
    await expect.element(page.getByRole('status')).toHaveTextContent(t.created)
    await expect
      .element(page.getByRole('status'))
      .toHaveTextContent(t.createdFor('ada@example.com'))
    await expect.element(page.getByRole('form', { name: t.title })).toHaveFocus()
    expect(page.getByRole('textbox').all()).toEqual([])
  })

  test('shows missing and wrong values at their fields, focuses the first and sends nothing', async () => {
    const { onSubmit } = openSignUp({ form, fields: ['firstName', 'lastName', 'email', 'phone'] })
    const first = page.getByRole('textbox', { name: profile.firstName })
    await userEvent.fill(email(), 'ada@localhost')
    await userEvent.fill(page.getByRole('textbox', { name: profile.phone }), '7946')
    await userEvent.click(button())
    await expect.element(first).toHaveFocus()
    await expect.element(first).toHaveAccessibleDescription(profile.required(profile.firstName))
    await expect.element(email()).toHaveAccessibleDescription(profile.wrongEmail)
    await expect.element(email()).toBeInvalid()
    const phone = page.getByRole('textbox', { name: profile.phone })
    await expect.element(phone).toHaveAccessibleDescription(t.wrongPhone)
    await expect.element(page.getByRole('textbox', { name: profile.lastName })).toBeValid()
    await userEvent.keyboard('Ada')
    await expect.element(first).toBeValid()
    await expect.element(email()).toBeInvalid()
    await expect.element(first).toHaveFocus()
    expect(onSubmit).not.toHaveBeenCalled()
  })

  test("shows the host's errors, keeps the values and can be submitted again", async () => {
    const taken = 'There is an account with this address.'
    const answers = [{ errors: { email: taken, form: 'Sign in instead.' } }, { id: 'user_new' }]
    const { log, onSignedUp } = openSignUp({ form, onSubmit: () => answers.shift() as never })
    await userEvent.click(page.getByRole('checkbox'))
    await send()
    await expect.element(email()).toHaveFocus()
    await expect.element(email()).toHaveAccessibleDescription(taken)
    await expect.element(page.getByRole('alert')).toHaveTextContent('Sign in instead.')
    await expect.element(page.getByRole('status')).toHaveTextContent('')
    await expect.element(name()).toHaveValue('Ada Lovelace')
    await expect.element(page.getByRole('checkbox')).toBeChecked()
    expect(log).toEqual(['the account'])
    await userEvent.fill(email(), 'ada@example.org')
    await userEvent.click(button())
    await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
  })

  test('creates one account, and the button keeps its name and focus meanwhile', async () => {
    let answer: ((id: { id: string }) => void) | undefined
    const { onSubmit, onSignedUp } = openSignUp({
      form,
      onSubmit: () => new Promise((resolve) => (answer = resolve)),
    })
    await fill()
    await userEvent.dblClick(button())
    await expect.element(button()).toHaveAttribute('aria-disabled', 'true')
    await expect.element(button()).toHaveFocus()
    await expect.element(page.getByRole('status')).toHaveTextContent(t.creating)
    await userEvent.type(name(), '{Enter}')
    answer?.({ id: 'user_new' })
    await expect.poll(() => onSignedUp.mock.calls.length).toBe(1)
    expect(onSubmit).toHaveBeenCalledTimes(1)
  })

  test('keeps the focus that the user moved', async () => {
    let answer: ((errors: { errors: object }) => void) | undefined
    openSignUp({
      form,
      onSubmit: () => new Promise((resolve) => (answer = resolve as never)),
      beside: <button type="button">Elsewhere</button>,
    })
    await send()
    await userEvent.click(page.getByRole('button', { name: 'Elsewhere' }))
    answer?.({ errors: { email: 'No.' } })
    await expect.element(email()).toBeInvalid()
    await expect.element(page.getByRole('button', { name: 'Elsewhere' })).toHaveFocus()
  })

  test("submits the host's inputs, keeps their validation and focuses their errors", async () => {
    const { onSubmit } = openSignUp({
      form,
      onSubmit: () => ({ errors: { password: 'This password is too common.' } }),
      children: (
        <label>
          Password <input name="password" type="password" required />
        </label>
      ),
    })
    await send()
    await expect.element(page.getByLabelText('Password')).toHaveFocus()
    expect(onSubmit).not.toHaveBeenCalled()
    await userEvent.keyboard('12345678')
    await userEvent.click(button())
    await expect.element(page.getByRole('alert')).toHaveTextContent(/too common/)
    await expect.element(page.getByLabelText('Password')).toHaveFocus()
    expect(onSubmit.mock.calls[0]?.[1].get('password')).toBe('12345678')
  })

  test('creates the account when the service is down', async () => {
    const { adapter, onSignedUp } = openSignUp({ form })
    adapter.faults.fail = () => new IdentikitError('service', 'Down.')
    await send()
    await expect
      .poll(() => onSignedUp.mock.calls[0]?.[0])
      .toMatchObject({ identified: { status: 'failed', error: { code: 'service' } } })
    await expect.element(page.getByRole('status')).toHaveTextContent(t.created)
  })

  test.each([
    [true, t.failed],
    [false, t.offline],
  ])('says why the account could not be created: online %s', async (isOnline, text) => {
    const report: Mock = vi.spyOn(window, 'reportError').mockImplementation(() => {})
    const { log, onError, onSignedUp } = openSignUp({
      form,
      onSubmit: () => Promise.reject(new TypeError('Failed to fetch')),
    })
    setOnline(isOnline)
    await send()
    await expect.element(page.getByRole('alert')).toHaveTextContent(text)
    await expect.element(name()).toHaveValue('Ada Lovelace')
    await expect.element(button()).toHaveFocus()
    await expect.element(button()).not.toHaveAttribute('aria-disabled')
    expect(report.mock.calls.length + onError.mock.calls.length).toBe(1)
    expect([log, onSignedUp.mock.calls]).toEqual([['the account'], []])
    setOnline(true)
  })

  test('waits at most 10 s for the service', async () => {
    let answer: ((id: { id: string }) => void) | undefined
    const { adapter, onSignedUp } = openSignUp({
      form,
      onSubmit: () => new Promise((resolve) => (answer = resolve)),
    })
    adapter.faults.latency = Infinity
    await send()
    await expect.element(button()).toHaveAttribute('aria-disabled', 'true')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    answer?.({ id: 'user_new' })
    await vi.advanceTimersByTimeAsync(9999)
    expect(onSignedUp).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    vi.useRealTimers()
    await expect
      .poll(() => onSignedUp.mock.calls[0]?.[0])
      .toMatchObject({ id: 'user_new', identified: { error: { code: 'timeout' } } })
  })

  test('a provider that gets its user as soon as there is an account shows no error', async () => {
    const seen = new Set<string | undefined>()
    function Name(): JSX.Element {
      const { status, loadError, user } = useUser()
      seen.add(loadError?.code)
      return <p>{user?.name ?? status}</p>
    }
    const { adapter } = openSignUp({ form, beside: <Name />, isHasty: true })
    adapter.faults.latency = 60
    await send()
    await expect.element(page.getByText('Ada Lovelace', { exact: true })).toBeVisible()
    expect([...seen]).toEqual([undefined])
  })

  test('creates no account on a read-only page', async () => {
    const Form = form
    const onSubmit = vi.fn<SignUpFormProps['onSubmit']>(() => ({ id: 'user_new' }))
    const adapter = createMemoryAdapter()
    render(<Form onSubmit={onSubmit} />, {
      wrapper: createWrapper({ adapter, userId: null, readOnly: true }),
    })
    await send()
    await expect.element(page.getByRole('alert')).toHaveTextContent(t.failed)
    expect(onSubmit).not.toHaveBeenCalled()
  })
})

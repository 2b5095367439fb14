import { render } from '@testing-library/react'
import { Component, useState, type JSX, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createUserClient, IdentikitError, messages } from '../../src/core.js'
import {
  AvatarInput,
  DeleteAccount,
  DeviceList,
  IdentikitProvider,
  PhoneInput,
  PreferenceCenter,
  ProfileEditor,
  ProfileTimezoneField,
  SignUpForm,
  StreakSettings,
  TimezoneMismatch,
  UserBadge,
  type AvatarInputProps,
} from '../../src/index.js'
import '../../src/styles/index.css'
import {
  ada,
  catalog,
  createMemoryAdapter,
  preferences,
  type MemoryAdapterOptions,
} from '../../src/testing.js'
import { picture } from './avatar/pictures.fixture.js'
import { setOnline } from './online.fixture.js'
import { metrics, streak } from './streak/streak.fixture.js'
import { setDevice } from './timezone/timezone.fixture.js'
import { translatePage } from './translatePage.fixture.js'

const { profile, preferences: center, streak: streakTexts, account, signUp, timezone } = messages
const grace = { id: 'user_grace', name: 'Grace Hopper', email: 'grace@example.com' }
const down = () => new IdentikitError('service', 'Down.', { status: 500 })
const problems: unknown[] = []
let stop = () => {}

beforeEach(() => {
  problems.length = 0
  vi.spyOn(console, 'error').mockImplementation((...texts) => void problems.push(texts))
  stop = translatePage()
})
afterEach(() => {
  stop()
  setOnline(true)
})

/** Records what would unmount the page of a host. */
class Boundary extends Component<{ readonly children: ReactNode }> {
  override state = { hasFailed: false }
  static getDerivedStateFromError = () => ({ hasFailed: true })
  override componentDidCatch(error: unknown): void {
    problems.push(error)
  }
  override render(): ReactNode {
    return this.state.hasFailed ? <p>Unmounted</p> : this.props.children
  }
}

/** Renders a page that is being translated. */
function open(content: ReactNode, options: MemoryAdapterOptions = {}) {
  const users = [ada, grace]
  const adapter = createMemoryAdapter({
    users,
    preferences,
    streak,
    streakInfo: { metrics: [], frequency: 'daily' },
    ...options,
  })
  const client = createUserClient(adapter)
  function Page(): JSX.Element {
    const [userId, setUserId] = useState<string | null>(ada.id)
    return (
      <Boundary>
        <button type="button" onClick={() => setUserId(grace.id)}>
          Be Grace
        </button>
        <button type="button" onClick={() => setUserId(null)}>
          Sign out
        </button>
        <IdentikitProvider client={client} {...{ userId, catalog, metrics }} onError={() => {}}>
          {content}
        </IdentikitProvider>
      </Boundary>
    )
  }
  render(<Page />)
  return adapter
}

/** Waits until a text is shown, which isn't the case if React wrote it into a node that the translation had removed. */
async function see(text: string | RegExp): Promise<void> {
  await expect.element(page.getByText(text, { exact: true }).first()).toBeVisible()
}
async function seeNoMore(text: string): Promise<void> {
  await expect.element(page.getByText(text, { exact: true })).not.toBeInTheDocument()
}
async function hear(text: string): Promise<void> {
  await expect.element(page.getByRole('status').last()).toHaveTextContent(text)
}
const press = (name: string) =>
  userEvent.click(page.getByRole('button', { name, exact: true }).first())
const box = (name: string) => page.getByRole('textbox', { name, exact: true })
const failing = (member: string) => (call: { readonly member: string }) =>
  call.member === member ? down() : undefined

function Beside({ isOpen }: { readonly isOpen: boolean }): JSX.Element {
  return (
    <p>
      {isOpen && 'Open'}
      {!isOpen && 'Closed'}
    </p>
  )
}

test('a translated page crashes React where text stands beside other text', async () => {
  const { rerender } = render(<Beside isOpen />, { wrapper: Boundary })
  await see('Open')
  rerender(<Beside isOpen={false} />)
  await see('Unmounted')
  expect(String(problems)).toMatch(/removeChild/)
})

test('PreferenceCenter in a translated page: loads again, saves, fails, retries, and changes the user', async () => {
  const adapter = createMemoryAdapter({ users: [ada, grace], preferences })
  adapter.faults.fail = failing('preferences.get')
  const client = createUserClient(adapter)
  const { rerender } = render(
    <Boundary>
      <IdentikitProvider client={client} userId={ada.id} onError={() => {}}>
        <PreferenceCenter />
      </IdentikitProvider>
    </Boundary>,
  )
  await see(center.loadFailed)
  await see(messages.errors.service)
  setOnline(false)
  await see(`${messages.offline} ${messages.offlineLoad}`)
  adapter.faults.fail = undefined
  setOnline(true)
  const toggle = page.getByRole('switch', { name: 'News, Email', exact: true })
  await expect.element(toggle).toBeVisible()
  await userEvent.click(toggle)
  await hear(messages.savedOn('News, Email'))
  adapter.faults.fail = failing('preferences.update')
  await userEvent.click(toggle)
  await see(center.notTurned('Email', false))
  await see(messages.errors.service)
  for (const name of ['Comments, Email', 'Comments, Push', 'Assignments, Push'])
    await userEvent.click(page.getByRole('switch', { name, exact: true }))
  await see(messages.notSavedCount(4))
  adapter.faults.fail = undefined
  await press(messages.retryAll)
  await seeNoMore(messages.notSavedCount(4))
  await hear(messages.savedMany(4))
  setOnline(false)
  await see(messages.offline)
  await userEvent.click(toggle)
  await see(messages.offlineChanges(1))
  setOnline(true)
  await seeNoMore(messages.offline)
  rerender(
    <Boundary>
      <IdentikitProvider client={client} userId={null}>
        <PreferenceCenter />
      </IdentikitProvider>
    </Boundary>,
  )
  await see(center.signedOut)
  expect(problems).toEqual([])
})

test('StreakSettings in a translated page: saves, fails, retries, turns off, and changes the user', async () => {
  const adapter = open(<StreakSettings />)
  await see('500 words or 10 minutes each day. Sundays off.')
  await userEvent.click(page.getByRole('radio', { name: '200 words' }))
  await see('200 words or 10 minutes each day. Sundays off.')
  await userEvent.click(page.getByRole('radio', { name: streakTexts.modes.and }))
  await see('200 words and 10 minutes each day. Sundays off.')
  adapter.faults.fail = failing('streak.update')
  await userEvent.click(page.getByRole('checkbox', { name: 'Monday' }))
  await see(messages.notSaved)
  await see('Monday')
  adapter.faults.fail = undefined
  await userEvent.click(page.getByRole('button', { name: /^Try again: / }))
  await see('200 words and 10 minutes each day. Sundays and Mondays off.')
  const goal = box('Words goal')
  await userEvent.click(page.getByRole('radio', { name: streakTexts.custom }))
  await userEvent.fill(goal, '99999')
  await userEvent.keyboard('{Enter}')
  await see(streakTexts.adjusted('10,000'))
  await userEvent.click(page.getByRole('switch', { name: 'Words, counts for your streak' }))
  await see('10 minutes each day. Sundays and Mondays off.')
  await userEvent.click(page.getByRole('switch', { name: streakTexts.enabled }))
  await see(streakTexts.off)
  await press('Sign out')
  await see(streakTexts.signedOut)
  await press('Be Grace')
  await expect.element(page.getByRole('switch', { name: streakTexts.enabled })).toBeVisible()
  expect(problems).toEqual([])
})

test('ProfileEditor in a translated page: refuses, fails, saves, discards, confirms an email, and changes the user', async () => {
  let isRefused = true
  const adapter = open(
    <ProfileEditor
      fields={['name', 'email', 'phone', 'timezone', 'locale']}
      traits={[{ key: 'plan', label: 'Plan', type: 'text' }]}
      onRequestEmailChange={async () =>
        isRefused ? { error: 'This address is taken.' } : undefined
      }
      onCancelEmailChange={() => {}}
    />,
  )
  await userEvent.fill(box('Name'), 'Ada King')
  await see(profile.unsaved)
  await press(profile.discard)
  await seeNoMore(profile.unsaved)
  await userEvent.fill(box('Name'), '')
  adapter.faults.fail = failing('users.update')
  await userEvent.fill(box('Name'), 'Ada King')
  await press(profile.save)
  await see(profile.notSaved(messages.errors.service))
  setOnline(false)
  await see(profile.offline)
  setOnline(true)
  adapter.faults.fail = undefined
  await press(profile.save)
  await see(profile.saved)
  await userEvent.fill(box(profile.email), 'ada@')
  await press(profile.save)
  await see(profile.wrongEmail)
  await see(profile.checkFields(1))
  await userEvent.fill(box(profile.email), 'king@example.com')
  await press(profile.save)
  await see('This address is taken.')
  isRefused = false
  await press(profile.save)
  await see(profile.pendingEmail('king@example.com', ada.email))
  await see(profile.resendEmailIn(30))
  await see(profile.resendEmailIn(29))
  await press(profile.cancelEmail)
  await seeNoMore(profile.pendingEmail('king@example.com', ada.email))
  await userEvent.fill(box('Plan'), 'solo')
  await adapter.users?.update?.(ada.id, { traits: { plan: 'crew' } }, {})
  await press(profile.save)
  await see(profile.conflict('crew'))
  await press(profile.keepMine)
  await seeNoMore(profile.conflict('crew'))
  await press('Be Grace')
  await expect.element(box('Name')).toHaveValue('Grace Hopper')
  await press('Sign out')
  await see(profile.signedOut)
  expect(problems).toEqual([])
})

test('ProfileEditor in a translated page: loads after a failed load', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  adapter.faults.fail = failing('users.get')
  render(
    <Boundary>
      <IdentikitProvider client={createUserClient(adapter)} userId={ada.id} onError={() => {}}>
        <UserBadge />
        <ProfileEditor
          fields={['name', { field: 'email', readOnly: 'Ask us.', description: 'Yours.' }]}
        />
        <DeviceList />
        <StreakSettings />
        <ProfileTimezoneField />
      </IdentikitProvider>
    </Boundary>,
  )
  await see(profile.loadFailed)
  await see(messages.avatar.account)
  adapter.faults.fail = undefined
  await press(messages.retry)
  await expect.element(box('Name')).toHaveValue('Ada Lovelace')
  await see('Ada Lovelace')
  await see('Ask us.')
  expect(problems).toEqual([])
})

test('SignUpForm in a translated page: refuses, fails, creates the account, and stays', async () => {
  let answer: (result: { id: string } | { errors: Record<string, string> }) => void = () => {}
  open(
    <SignUpForm
      onSubmit={() => new Promise((resolve) => (answer = resolve))}
      consents={[{ name: 'news', label: 'Send me news', description: 'Once a month.' }]}
    >
      By signing up you accept our terms.
    </SignUpForm>,
  )
  await see('By signing up you accept our terms.')
  await press(signUp.submit)
  await see(profile.required('Name'))
  await userEvent.fill(box('Name'), 'Ada')
  await userEvent.fill(box(profile.email), 'ada')
  await press(signUp.submit)
  await see(profile.emailWithoutAt)
  await userEvent.fill(box(profile.email), 'ada@example.com')
  await press(signUp.submit)
  await see(signUp.creating)
  answer({ errors: {} })
  await see(signUp.failed)
  await seeNoMore(signUp.creating)
  await press(signUp.submit)
  await see(signUp.creating)
  answer({ errors: { email: 'This address is taken.' } })
  await see('This address is taken.')
  await press(signUp.submit)
  await see(signUp.creating)
  answer({ id: 'user_new' })
  await see(signUp.created)
  expect(problems).toEqual([])
})

test('PhoneInput in a translated page: shows the hint, the error and the warning of what is typed', async () => {
  function Phone(): JSX.Element {
    const [value, setValue] = useState<string | null>('+442079460018')
    return <PhoneInput defaultCountry="GB" value={value} onChange={setValue} />
  }
  open(<Phone />)
  const input = box(messages.profile.phone)
  const leave = () => userEvent.click(page.getByRole('button', { name: 'Be Grace' }))
  await userEvent.click(input)
  await see('United Kingdom')
  await userEvent.fill(input, '+33 6 12 34 56 78')
  await see('France')
  await userEvent.fill(input, '12')
  await leave()
  await see(messages.phone.tooShort)
  await userEvent.fill(input, '020 7946 0018')
  await see('+44 20 7946 0018')
  await leave()
  await seeNoMore(messages.phone.tooShort)
  await userEvent.selectOptions(page.getByRole('combobox'), 'DE')
  await userEvent.fill(input, '+33 6 12 34 56 78')
  await see(/^(France|The number starts with \+33\..*)$/)
  await userEvent.fill(input, '')
  await leave()
  expect(problems).toEqual([])
})

test('ProfileTimezoneField in a translated page: finds, saves, fails, retries, and offers the zone of the device', async () => {
  setDevice('Asia/Seoul')
  const adapter = open(
    <>
      <TimezoneMismatch />
      <ProfileTimezoneField />
    </>,
  )
  await see(`${timezone.suggestion('Seoul')} ${timezone.mismatch('London')}`)
  const input = page.getByRole('combobox')
  await userEvent.fill(input, 'zzzz')
  await see(timezone.none('zzzz'))
  await userEvent.fill(input, 'tokyo')
  await see('Tokyo')
  await userEvent.fill(input, 'paris')
  await see('Paris')
  await seeNoMore('Tokyo')
  adapter.faults.fail = failing('users.update')
  await userEvent.keyboard('{Enter}')
  await see(`${messages.notSaved} ${messages.errors.service}`)
  adapter.faults.fail = undefined
  await userEvent.click(page.getByRole('button', { name: messages.retrySetting(timezone.label) }))
  await hear(timezone.saved('Paris'))
  await seeNoMore(`${messages.notSaved} ${messages.errors.service}`)
  await see(`${timezone.suggestion('Seoul')} ${timezone.mismatch('Paris')}`)
  adapter.faults.fail = failing('users.update')
  await press(timezone.adopt('Seoul'))
  await see(`${messages.notSaved} ${messages.errors.service}`)
  adapter.faults.fail = undefined
  await press(messages.retry)
  await see(timezone.adopted('Seoul'))
  await press('Be Grace')
  await see(timezone.suggestion('Seoul'))
  await press(timezone.adopt('Seoul'))
  await seeNoMore(timezone.suggestion('Seoul'))
  expect(problems).toEqual([])
})

test('AvatarInput in a translated page: refuses, uploads, fails, uploads again and removes', async () => {
  let answer: (url: string) => void = () => {}
  let fail = () => {}
  const upload: AvatarInputProps['upload'] = (_, { onProgress }) =>
    new Promise((resolve, reject) => {
      onProgress(0.5)
      answer = (url) => resolve({ url })
      fail = () => reject(new Error('Offline.'))
    })
  function Picture(): JSX.Element {
    const [value, setValue] = useState<string | null>(null)
    return <AvatarInput user={ada} value={value} onChange={setValue} upload={upload} />
  }
  open(<Picture />)
  const { avatar: t } = messages
  const choose = (file: File) => userEvent.upload(page.getByLabelText(t.chooseName), [file])
  await choose(new File([], 'empty.png', { type: 'image/png' }))
  await see(t.files.fileEmpty('', '', ''))
  await choose(await picture())
  await see(t.uploading)
  fail()
  await see(t.notUploaded)
  await press(t.uploadAgain)
  await see(t.uploading)
  answer('https://pictures.example/me.png')
  await hear(t.uploaded)
  await press(t.removeName)
  await hear(t.removed)
  expect(problems).toEqual([])
})

test('DeleteAccount in a translated page: refuses a wrong text, fails, deletes, and keeps the content of the host', async () => {
  let isDown = true
  const onDelete = async () => {
    if (isDown) throw new Error('Down.')
  }
  const adapter = open(<DeleteAccount onDelete={onDelete}>Your projects stay.</DeleteAccount>)
  await see('Your projects stay.')
  await vi.waitFor(() => expect(adapter.calls.length).toBeGreaterThan(0))
  await press(account.open)
  const dialog = page.getByRole('dialog')
  const confirm = () => userEvent.click(dialog.getByRole('button').last())
  await confirm()
  await see(account.confirmMissing(ada.email))
  await userEvent.fill(dialog.getByRole('textbox'), 'eve')
  await confirm()
  await see(account.confirmWrong(ada.email))
  await userEvent.fill(dialog.getByRole('textbox'), ada.email)
  await confirm()
  await see(account.notDeleted)
  isDown = false
  adapter.faults.fail = failing('users.delete')
  await confirm()
  await see(account.partlyDeleted)
  await see(messages.errors.service)
  adapter.faults.fail = undefined
  await confirm()
  await see(account.deleted)
  await seeNoMore(account.partlyDeleted)
  await seeNoMore('Your projects stay.')
  expect(problems).toEqual([])
})

test('DeviceList in a translated page: fails, retries and removes', async () => {
  const adapter = open(<DeviceList />)
  await see(account.devicesEmpty)
  await adapter.devices?.add(grace.id, { token: 'sentinel-token-3f9a', platform: 'web' })
  await press('Be Grace')
  await see(account.platforms.web)
  adapter.faults.fail = failing('devices.remove')
  await userEvent.click(page.getByText(account.removeDevice))
  await see(`${account.notRemoved}. ${messages.errors.service}`)
  adapter.faults.fail = undefined
  await userEvent.click(page.getByText(account.removeDevice, { exact: true }))
  await see(account.devicesEmpty)
  expect(problems).toEqual([])
})

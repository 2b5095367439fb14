import { render } from '@testing-library/react'
import type { JSX } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../src/core.js'
import { ProfileEditor, SignUpForm, TimezoneMismatch, TimezonePicker } from '../../src/index.js'
import '../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from '../../src/testing.js'
import { setDevice } from '../components/timezone/timezone.fixture.js'
import {
  expectAnnounced,
  expectPhrases,
  findPhrase,
  readPage,
  startReader,
  useControl,
} from './screenReader.js'

const { profile: t, signUp, timezone } = messages
const box = (name: string) => page.getByRole('textbox', { name, exact: true })

beforeEach(() => page.viewport(1200, 800))

function show(view: JSX.Element, options: MemoryAdapterOptions = {}, props: WrapperOptions = {}) {
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  render(view, { wrapper: createWrapper({ adapter, ...props }) })
  return adapter
}

test('ProfileEditor: is read as a form with a heading and labeled fields', async () => {
  show(<ProfileEditor fields={['name', 'email', 'phone']} />)
  await expect.element(box(t.name)).toBeVisible()
  expectPhrases(await readPage(), [
    `form, ${t.title}`,
    `heading, ${t.title}, level 2`,
    t.description,
    `textbox, ${t.name}, Ada Lovelace`,
    `textbox, ${t.email}`,
    `textbox, ${t.phone}`,
  ])
})

test('ProfileEditor: unsaved changes have a bar with buttons, and the save is announced once', async () => {
  show(<ProfileEditor fields={['name', 'email']} />)
  await userEvent.fill(box(t.name), 'Grace Hopper')
  await startReader()
  await findPhrase(t.unsaved)
  await findPhrase(`button, ${t.discard}`)
  await findPhrase(`button, ${t.save}`)
  await useControl()
  await expectAnnounced(t.saved)
})

test('ProfileEditor: a refused save moves to the first wrong field, which says its error', async () => {
  show(<ProfileEditor fields={['name', 'email']} />)
  await userEvent.fill(box(t.email), 'ada@example')
  await startReader()
  await findPhrase(`button, ${t.save}`)
  await useControl()
  await expect.element(box(t.email)).toHaveFocus()
  await startReader()
  const phrase = await findPhrase(`textbox, ${t.email}`)
  expect(phrase).toContain('invalid')
  expect(phrase).toContain(t.wrongEmail)
})

test('ProfileEditor: a read-only field says its value and that it can be read only', async () => {
  const name = { read: true, write: true, clear: true }
  const email = { read: true, write: false, clear: false }
  show(<ProfileEditor fields={['name', 'email']} />, { fields: { name, email } })
  await expect.element(box(t.name)).toBeVisible()
  expectPhrases(await readPage(), [t.email, 'ada@example.com'])
})

test('ProfileEditor: says that it failed to load, with a button', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  render(<ProfileEditor />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByText(t.loadFailed).first()).toBeVisible()
  expectPhrases(await readPage(), [t.loadFailed, `button, ${messages.retry}`])
})

test('SignUpForm: a refused form moves to the first wrong field, and an accepted one is announced', async () => {
  const consents = [{ name: 'news', label: 'Product news', type: 'news', channel: 'email' }]
  show(<SignUpForm onSubmit={() => ({ id: 'new' })} consents={consents} />, {}, { userId: null })
  await startReader()
  await findPhrase(`textbox, ${t.name}`)
  expect(await findPhrase('checkbox, Product news')).toContain('not checked')
  await findPhrase(`button, ${signUp.submit}`)
  await useControl()
  await expect.element(box(t.name)).toHaveFocus()
  await startReader()
  expect(await findPhrase(`textbox, ${t.name}`)).toContain(t.required(t.name))
  await userEvent.fill(box(t.name), 'Ada')
  await userEvent.fill(box(t.email), 'ada@example.com')
  await findPhrase(`button, ${signUp.submit}`)
  await useControl()
  await expectAnnounced(signUp.created)
})

test('SignUpForm: a failed submission is announced, and keeps what was typed', async () => {
  const onSubmit = () => Promise.reject(new Error('down'))
  show(<SignUpForm onSubmit={onSubmit} />, {}, { userId: null })
  await userEvent.fill(box(t.name), 'Ada')
  await userEvent.fill(box(t.email), 'ada@example.com')
  await startReader()
  await findPhrase(`button, ${signUp.submit}`)
  await useControl()
  await expect.element(page.getByRole('alert')).toBeVisible()
  await startReader()
  expect(await findPhrase(`textbox, ${t.name}`)).toContain('Ada')
  await findPhrase('alert')
  await findPhrase(signUp.failed)
})

test('TimezonePicker: is a combobox that announces the number of results and reads an option with country, time and offset', async () => {
  show(<TimezonePicker locale="en" defaultValue="Europe/London" />)
  await startReader()
  expect(await findPhrase(`combobox, ${timezone.label}`)).toContain('not expanded')
  await userEvent.fill(page.getByRole('combobox'), 'mumbai')
  await expectAnnounced(timezone.count(1))
  const option = page.getByRole('option')
  await expect.element(option).toBeVisible()
  await startReader()
  const phrase = await findPhrase('option, ')
  expect(phrase).toMatch(/^option, Kolkata.*India.*GMT\+5:30/)
})

test('TimezonePicker: announces that nothing is found', async () => {
  show(<TimezonePicker locale="en" />)
  await startReader()
  await userEvent.fill(page.getByRole('combobox'), 'nowhere')
  await expectAnnounced(timezone.none('nowhere'))
})

test('TimezoneMismatch: says the device and the saved zone, and announces the choice', async () => {
  setDevice('Asia/Seoul')
  localStorage.clear()
  show(<TimezoneMismatch />)
  await expect.element(page.getByText(timezone.mismatch('London'))).toBeVisible()
  await startReader()
  await findPhrase(`${timezone.suggestion('Seoul')} ${timezone.mismatch('London')}`)
  await findPhrase(`button, ${timezone.adopt('Seoul')}`)
  await useControl()
  await expectAnnounced(timezone.adopted('Seoul'))
})

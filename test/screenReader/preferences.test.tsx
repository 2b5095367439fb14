import { render } from '@testing-library/react'
import type { JSX } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { IdentikitError, messages, type Preferences } from '../../src/core.js'
import { PreferenceCenter } from '../../src/index.js'
import '../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  preferences,
  type MemoryAdapterOptions,
  type WrapperOptions,
} from '../../src/testing.js'
import { setOnline } from '../components/online.fixture.js'
import {
  expectAnnounced,
  expectPhrases,
  findPhrase,
  readPage,
  startReader,
  useControl,
} from './screenReader.js'

const { preferences: t } = messages
const email = t.cell('Weekly recap', 'Email')
const control = (name: string) => page.getByRole('switch', { name })

beforeEach(() => page.viewport(1200, 800))
afterEach(() => setOnline(true))

function show(
  options: MemoryAdapterOptions = {},
  props: WrapperOptions = {},
  view: JSX.Element = <PreferenceCenter />,
) {
  const adapter = createMemoryAdapter({ users: [ada], preferences, ...options })
  render(view, { wrapper: createWrapper({ adapter, ...props }) })
  return adapter
}

const withTypes = (types: Preferences['types']): Preferences => ({ types, channels: {}, rest: {} })
const withoutCatalog = { catalog: [] }

test('PreferenceCenter: is read as a heading, a sentence, and a table of notifications by channel', async () => {
  show()
  await expect.element(control(email)).toBeVisible()
  const log = await readPage()
  expectPhrases(log, [
    `heading, ${t.title}, level 2`,
    t.description,
    'table',
    `columnheader, ${t.typeColumn}`,
    'columnheader, Email',
    'columnheader, Push',
    'rowheader, Weekly recap',
    `switch, ${email}`,
    `switch, ${t.cell('Weekly recap', 'Push')}`,
  ])
  const switches = log.filter((phrase) => phrase.startsWith('switch, '))
  expect(new Set(switches.map((phrase) => phrase.split(', ').slice(0, 3).join()))).toHaveLength(
    switches.length,
  )
})

test('PreferenceCenter: a switch says its name, its state and what it is by default', async () => {
  show(
    {
      preferences: withTypes([
        {
          id: 'recap',
          label: 'Recap',
          channels: {
            email: { state: 'on' },
            push: { state: 'off' },
            sms: { state: 'unset', default: true },
          },
        },
      ]),
    },
    withoutCatalog,
  )
  await expect.element(control(t.cell('Recap', 'Email'))).toBeVisible()
  await startReader()
  expect(await findPhrase('switch, Recap, Email')).toMatch(/, checked$/)
  expect(await findPhrase('switch, Recap, Push')).toMatch(/, not checked$/)
  expect((await findPhrase('switch, Recap, SMS')).toLowerCase()).toContain(
    t.byDefault.toLowerCase(),
  )
})

test('PreferenceCenter: a used switch keeps its name, says its new state, and its save is announced once', async () => {
  show()
  await expect.element(control(email)).toBeChecked()
  await startReader()
  expect(await findPhrase(`switch, ${email}`)).toContain('checked')
  await useControl()
  await expect.element(control(email)).not.toBeChecked()
  await expectAnnounced(messages.savedOff(email))
  await startReader()
  expect(await findPhrase(`switch, ${email}`)).toContain('not checked')
})

test('PreferenceCenter: several saves are one announcement', async () => {
  const adapter = show()
  await expect.element(control(email)).toBeVisible()
  await startReader()
  adapter.faults.pause = true
  for (const channel of ['Email', 'Push'])
    (control(t.cell('Weekly recap', channel)).element() as HTMLElement).click()
  adapter.faults.pause = false
  adapter.faults.release()
  await expectAnnounced(messages.savedMany(2))
})

test('PreferenceCenter: a failed save is announced, and the switch says the reason', async () => {
  const adapter = show()
  await expect.element(control(email)).toBeVisible()
  adapter.faults.fail = ({ member }) =>
    member === 'preferences.update' ? new IdentikitError('service', 'Down.') : undefined
  await startReader()
  await findPhrase(`switch, ${email}`)
  await useControl()
  await expectAnnounced(messages.notSavedNamed(email))
  await startReader()
  const phrase = await findPhrase(`switch, ${email}`)
  expect(phrase).toContain(t.notTurned('Email', false))
  expect(phrase).toMatch(/, checked$/)
  await startReader()
  await findPhrase(`button, ${messages.retrySetting(email)}`)
})

test('PreferenceCenter: a locked switch says that it is unavailable, and why', async () => {
  const reason = 'Invoices always go to the owner of the account.'
  show(
    {
      preferences: withTypes([
        {
          id: 'invoices',
          label: 'Invoices',
          channels: { email: { state: 'on', locked: { reason } } },
        },
      ]),
    },
    withoutCatalog,
  )
  const name = t.cell('Invoices', 'Email')
  await expect.element(control(name)).toBeVisible()
  await startReader()
  const phrase = await findPhrase(`switch, ${name}`)
  expect(phrase).toContain(reason)
  expect(phrase).toContain('checked')
  expect(phrase).toContain('disabled')
})

test('PreferenceCenter: a setting below a parent that is off says so, and has the button that turns the parent on', async () => {
  show(
    {
      preferences: {
        types: [
          {
            id: 'comments',
            label: 'Comments',
            channels: { push: { state: 'on' }, email: { state: 'on' } },
          },
        ],
        channels: { push: { state: 'off' }, email: { state: 'on' } },
        rest: {},
      },
    },
    withoutCatalog,
  )
  const name = t.cell('Comments', 'Push')
  await expect.element(control(name)).toBeVisible()
  await startReader()
  expect(await findPhrase(`switch, ${name}`)).toContain(t.overridden.channel('Push'))
  await startReader()
  await findPhrase(`button, ${t.turnOn('Push')}`)
  await useControl()
  await expect.element(control(t.channel('Push'))).toBeChecked()
})

test('PreferenceCenter: a narrow row is a collapsed button with a summary, and opens to labeled switches', async () => {
  await page.viewport(320, 700)
  show()
  await expect.element(page.getByRole('button', { name: /^Comments and mentions/ })).toBeVisible()
  await startReader()
  const row = await findPhrase('button, Comments and mentions')
  expect(row).toContain(t.summary(['Email', 'In-app']))
  expect(row).toContain('not expanded')
  await useControl()
  const name = t.cell('Comments and mentions', 'Email')
  await expect.element(control(name)).toBeVisible()
  await startReader()
  expect(await findPhrase('button, Comments and mentions')).toMatch(/, expanded/)
  expect(await findPhrase(`switch, ${name}`)).toContain('checked')
})

test('PreferenceCenter: says that it is loading, and that it failed, with a button', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  adapter.faults.pause = true
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  expectPhrases(await readPage(), [t.title, t.loading])
  await startReader()
  adapter.faults.pause = false
  adapter.faults.release()
  await expectAnnounced(t.loadFailed)
  expectPhrases(await readPage(), [t.loadFailed, `button, ${messages.retry}`])
})

test('PreferenceCenter: announces once that it is offline, and then the saves', async () => {
  show()
  await expect.element(control(email)).toBeVisible()
  await startReader()
  setOnline(false)
  await expectAnnounced(messages.offline)
  await findPhrase(`switch, ${email}`)
  await useControl()
  await expect.element(page.getByText(messages.offlineChanges(1))).toBeVisible()
  setOnline(true)
  await expectAnnounced(messages.savedOff(email))
})

test('PreferenceCenter: says that the user is signed out', async () => {
  show({}, { userId: null })
  await expect.element(page.getByText(t.signedOut)).toBeVisible()
  expectPhrases(await readPage(), [t.signedOut])
})

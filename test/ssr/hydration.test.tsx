import { hydrateRoot, type Root } from 'react-dom/client'
import { afterEach, expect, test } from 'vitest'
import { commands, page } from 'vitest/browser'
import { countRequests, fixtures } from './fixtures.js'

let root: Root | undefined

afterEach(() => {
  root?.unmount()
  document.body.replaceChildren()
})

type Page =
  | 'initial'
  | 'handlerRead'
  | 'allParts'
  | 'streak'
  | 'streakLoading'
  | 'loading'
  | 'signedOut'
  | 'sessionLoading'
  | 'blank'
  | 'timezone'
  | 'language'
  | 'traits'
  | 'signUp'
  | 'profile'
  | 'account'

async function hydrate(name: Page, type: (host: HTMLElement) => void = () => {}) {
  const host = document.createElement('div')
  host.innerHTML = await commands.serverHtml(name)
  document.body.append(host)
  type(host)
  const first = host.querySelector('section')
  const errors: unknown[] = []
  root = hydrateRoot(host, fixtures[name]?.(), {
    onRecoverableError: (error) => errors.push(error),
  })
  return { host, first, errors }
}

test('server HTML contains the initial data without inline styles, and hydrates without errors', async () => {
  const html = await commands.serverHtml('initial')
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).toMatch(
    /<button[^>]*role="switch"[^>]*aria-checked="true"[^>]*aria-label="Comments and mentions, Email"/,
  )
  expect(html).toMatch(
    /<button[^>]*role="switch"[^>]*aria-checked="false"[^>]*aria-label="Comments and mentions, Push"/,
  )
  const { host, first, errors } = await hydrate('initial')
  await expect
    .element(page.getByRole('switch', { name: 'Comments and mentions, Email' }).first())
    .toBeChecked()
  expect(host.querySelector('section')).toBe(first)
  expect(errors).toEqual([])
})

test('a click in a group that is not hydrated yet changes its switch, and hydrates without errors', async () => {
  const { host, errors } = await hydrate('initial')
  const control = host.querySelector<HTMLElement>('[aria-label="Comments and mentions, Push"]')
  expect(control?.getAttribute('aria-checked')).toBe('false')
  control?.click()
  await expect.poll(() => control?.getAttribute('aria-checked')).toBe('true')
  expect(control?.isConnected).toBe(true)
  expect(errors).toEqual([])
})

test('server HTML of handler.read is what the browser renders, without a request', async () => {
  const html = await commands.serverHtml('handlerRead')
  expect(html).toContain('Push is off for everything')
  expect(html).toContain('Ada Lovelace')
  expect(html).not.toMatch(/\sstyle=|skeleton|aria-busy="true"/)
  const before = countRequests()
  const { host, errors } = await hydrate('handlerRead')
  const editable = () =>
    [...host.querySelectorAll<HTMLInputElement>('.ik-input')].map(({ id, readOnly }) => [
      id,
      readOnly,
    ])
  const first = editable()
  await expect.element(page.getByText(/GMT[+−]/).first()).toBeVisible()
  expect(editable()).toEqual(first)
  expect(errors).toEqual([])
  expect(countRequests()).toBe(before)
})

test('server HTML contains every component, signed in, signed out and loading, and hydrates without errors', async () => {
  const html = await commands.serverHtml('allParts')
  expect(html).not.toMatch(/\sstyle=/)
  const { host, errors } = await hydrate('allParts')
  const getSchedule = () => host.querySelector('.ik-notification-schedule')
  await expect.poll(() => getSchedule()?.querySelectorAll('select').length).toBeGreaterThan(0)
  expect(errors).toEqual([])
})

test('server HTML does not offer a paused user to pause', async () => {
  const html = document.createElement('div')
  html.innerHTML = await commands.serverHtml('allParts')
  const part = html.querySelector('.ik-pause-all')
  expect(part?.querySelector('.ik-skeleton-text')).not.toBeNull()
  expect(part?.querySelectorAll('button')).toHaveLength(0)
  const { host, errors } = await hydrate('allParts')
  const buttons = () => host.querySelectorAll('.ik-pause-all button')
  await expect.poll(() => buttons().length).toBe(1)
  expect(errors).toEqual([])
})

test('server HTML is a skeleton without initial data, and the browser loads', async () => {
  for (const name of ['loading', 'blank'] as const) {
    const html = await commands.serverHtml(name)
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toContain('role="switch"')
    expect(html).toContain('ik-skeleton-switch')
    expect(html).toContain('aria-busy="true"')
    const { host, first, errors } = await hydrate(name)
    await expect.poll(() => host.querySelector('[role=switch]')).not.toBeNull()
    expect(host.querySelector('section')).toBe(first)
    expect(errors).toEqual([])
    root?.unmount()
    host.remove()
  }
})

test('server HTML shows the signed-out state when userId is null, and hydrates without errors', async () => {
  const html = await commands.serverHtml('signedOut')
  expect(html).not.toMatch(/\sstyle=|skeleton|aria-busy="true"/)
  expect(html.match(/data-status="signed-out"/g)).toHaveLength(4)
  expect(html.match(/>Sign in to /g)).toHaveLength(6)
  const { host, first, errors } = await hydrate('signedOut')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(host.querySelector('section')).toBe(first)
  expect(host.querySelectorAll('[data-status="signed-out"]')).toHaveLength(4)
  expect(errors).toEqual([])
})

test('server HTML is a skeleton while userId is undefined, and stays one after hydration', async () => {
  const html = await commands.serverHtml('sessionLoading')
  expect(html).not.toContain('Sign in to')
  expect(html.match(/data-status="loading"/g)).toHaveLength(4)
  const { host, errors } = await hydrate('sessionLoading')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(host.querySelectorAll('[data-status="loading"]')).toHaveLength(4)
  expect(errors).toEqual([])
})

test('server HTML contains the saved time zone as text; the browser adds offset, time and list', async () => {
  const html = await commands.serverHtml('timezone')
  expect(html).not.toMatch(/\sstyle=/)
  for (const city of ['Los Angeles', 'Kolkata', 'London']) expect(html).toContain(city)
  expect(html).toContain('name="zone" value="US/Pacific"')
  expect(html).not.toMatch(/GMT|\d:\d\d|Paris|role="option"/)
  const { errors } = await hydrate('timezone')
  await expect.element(page.getByRole('combobox', { name: 'Yours' })).toHaveValue('London')
  await expect.element(page.getByText(/GMT[+−]/).first()).toBeVisible()
  expect(page.getByRole('option').elements().length).toBeGreaterThan(400)
  expect(errors).toEqual([])
})

test('server HTML contains the streak in the locale of the provider; the browser adds the end of the day', async () => {
  const html = await commands.serverHtml('streak')
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).toContain('1,500 words each day. Sundays off.')
  expect(html).not.toContain('midnight')
  const { host, first, errors } = await hydrate('streak')
  await expect.element(page.getByText(/midnight in London/)).toBeVisible()
  await expect.element(page.getByRole('textbox')).toHaveValue('1,500')
  expect(host.querySelector('section')).toBe(first)
  expect(host.querySelector('[type=checkbox]')?.getAttribute('aria-label')).toBe('Sunday')
  expect(errors).toEqual([])
})

test('server HTML is a skeleton for a streak without initial data', async () => {
  const html = await commands.serverHtml('streakLoading')
  expect(html).toContain('ik-skeleton-switch')
  expect(html).not.toContain('role="switch"')
  const { errors } = await hydrate('streakLoading')
  await expect.element(page.getByRole('checkbox', { name: 'Montag' })).toBeVisible()
  expect(errors).toEqual([])
})

test('server HTML of the sign-up form posts before hydration and keeps what was typed', async () => {
  const html = await commands.serverHtml('signUp')
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).toMatch(/<form[^>]*method="post"/)
  expect(html).toMatch(/<form[^>]*action="\/sign-up"/)
  expect(html).toContain('value="ada@example.com"')
  const { host, errors } = await hydrate('signUp', (server) => {
    const first = server.querySelector<HTMLInputElement>('[name=firstName]')
    if (first) first.value = 'Ada'
  })
  const form = host.querySelector('form')
  const isHydrated = () => Object.keys(form ?? {}).some((key) => key.startsWith('__reactProps'))
  await expect.poll(isHydrated).toBe(true)
  await expect.element(page.getByRole('textbox', { name: 'First name' })).toHaveValue('Ada')
  form?.requestSubmit()
  await expect.element(page.getByRole('status')).toHaveTextContent('Your account is ready')
  expect(errors).toEqual([])
})

test('server HTML contains a language as its tag; the browser adds its name', async () => {
  const html = await commands.serverHtml('language')
  expect(html).not.toMatch(/\sstyle=|Deutsch|English|lang=/)
  expect(html).toContain('>de_AT</option>')
  expect(html).toContain('>klingon_QX</option>')
  const { host, errors } = await hydrate('language')
  const selects = page.getByRole('combobox')
  await expect.element(selects.first()).toHaveDisplayValue('Deutsch (Österreich)')
  await expect.element(selects.first()).toHaveValue('de-AT')
  await expect.element(selects.last()).toHaveValue('klingon_QX')
  const [own, any] = host.querySelectorAll('select')
  expect(own?.options.length).toBe(4)
  expect(any?.options.length).toBeGreaterThan(100)
  expect(errors).toEqual([])
})

test('server HTML contains every custom trait with its stored value, and hydrates without errors', async () => {
  const html = await commands.serverHtml('traits')
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).toContain('value="1.234,5"')
  const { host, errors } = await hydrate('traits')
  await expect.poll(() => host.querySelector(':indeterminate')).not.toBeNull()
  expect(errors).toEqual([])
})

test('server HTML contains the devices without their tokens, and no dialog', async () => {
  const html = await commands.serverHtml('account')
  expect(html).not.toMatch(/\sstyle=|sentinel|<dialog/)
  expect(html).toContain('aria-label="Remove iPhone or iPad, ending in 3f9a"')
  const { host, first, errors } = await hydrate('account')
  await expect.element(page.getByRole('button', { name: 'Delete account' })).toBeVisible()
  expect(host.querySelector('section')).toBe(first)
  expect(errors).toEqual([])
})

test('server HTML contains the saved profile, and hydrates without errors', async () => {
  const html = await commands.serverHtml('profile')
  expect(html).not.toMatch(/\sstyle=|aria-busy="true"/)
  for (const text of [
    'Ada Lovelace',
    'ada@example.com',
    '+442079460018',
    'London',
    'en-GB',
    'team',
  ])
    expect(html).toContain(text)
  expect(html).toContain('referrerPolicy="no-referrer"')
  const { host, errors } = await hydrate('profile')
  const form = host.querySelector('form')
  const isHydrated = () => Object.keys(form ?? {}).some((key) => key.startsWith('__reactProps'))
  await expect.poll(isHydrated).toBe(true)
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Ada Lovelace')
  expect(errors).toEqual([])
})

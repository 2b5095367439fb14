import { hydrateRoot, type Root } from 'react-dom/client'
import { afterEach, expect, test } from 'vitest'
import { commands, page } from 'vitest/browser'
import { fixtures } from './fixtures.js'

let root: Root | undefined

afterEach(() => {
  root?.unmount()
  document.body.replaceChildren()
})

type Page = 'initial' | 'streak' | 'streakLoading' | 'loading' | 'blank' | 'timezone' | 'account'

async function hydrate(name: Page) {
  const host = document.createElement('div')
  host.innerHTML = await commands.serverHtml(name)
  document.body.append(host)
  const first = host.querySelector('section')
  const complaints: unknown[] = []
  root = hydrateRoot(host, fixtures[name]?.(), {
    onRecoverableError: (error) => complaints.push(error),
  })
  return { host, first, complaints }
}

test('server HTML shows what was read, without an inline style, and hydrates without a word', async () => {
  const html = await commands.serverHtml('initial')
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).toMatch(
    /<button[^>]*role="switch"[^>]*aria-checked="true"[^>]*aria-label="Comments and mentions, Email"/,
  )
  expect(html).toMatch(
    /<button[^>]*role="switch"[^>]*aria-checked="false"[^>]*aria-label="Comments and mentions, Push"/,
  )
  const { host, first, complaints } = await hydrate('initial')
  await expect
    .element(page.getByRole('switch', { name: 'Comments and mentions, Email' }).first())
    .toBeChecked()
  expect(host.querySelector('section')).toBe(first)
  expect(complaints).toEqual([])
})

test('without initial data the server sends a skeleton, and the browser loads', async () => {
  for (const name of ['loading', 'blank'] as const) {
    const html = await commands.serverHtml(name)
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toContain('role="switch"')
    expect(html).toContain('ik-skeleton-switch')
    expect(html).toContain('aria-busy="true"')
    const { host, first, complaints } = await hydrate(name)
    await expect.poll(() => host.querySelector('[role=switch]')).not.toBeNull()
    expect(host.querySelector('section')).toBe(first)
    expect(complaints).toEqual([])
    root?.unmount()
    host.remove()
  }
})

test('the server sends the saved zone as text, without offset, time or list, and the browser adds them', async () => {
  const html = await commands.serverHtml('timezone')
  expect(html).not.toMatch(/\sstyle=/)
  for (const city of ['Los Angeles', 'Kolkata', 'London']) expect(html).toContain(city)
  expect(html).toContain('name="zone" value="US/Pacific"')
  expect(html).not.toMatch(/GMT|\d:\d\d|Paris|role="option"/)
  const { complaints } = await hydrate('timezone')
  await expect.element(page.getByRole('combobox', { name: 'Yours' })).toHaveValue('London')
  await expect.element(page.getByText(/GMT[+−]/).first()).toBeVisible()
  expect(page.getByRole('option').elements().length).toBeGreaterThan(400)
  expect(complaints).toEqual([])
})

test('a streak is in the server HTML by the locale of the provider, and what only a browser knows comes after it', async () => {
  const html = await commands.serverHtml('streak')
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).toContain('1,500 words each day. Sunday off.')
  expect(html).not.toContain('midnight')
  const { host, first, complaints } = await hydrate('streak')
  await expect.element(page.getByText(/midnight in London/)).toBeVisible()
  await expect.element(page.getByRole('textbox')).toHaveValue('1,500')
  expect(host.querySelector('section')).toBe(first)
  expect(host.querySelector('[type=checkbox]')?.getAttribute('aria-label')).toBe('Sunday')
  expect(complaints).toEqual([])
})

test('a streak that was not read on the server is a skeleton there', async () => {
  const html = await commands.serverHtml('streakLoading')
  expect(html).toContain('ik-skeleton-switch')
  expect(html).not.toContain('role="switch"')
  const { complaints } = await hydrate('streakLoading')
  await expect.element(page.getByRole('checkbox', { name: 'Montag' })).toBeVisible()
  expect(complaints).toEqual([])
})

test('devices are in the server HTML without their tokens, and the dialog is not', async () => {
  const html = await commands.serverHtml('account')
  expect(html).not.toMatch(/\sstyle=|sentinel|<dialog/)
  expect(html).toContain('aria-label="Remove iPhone or iPad, ending in 3f9a"')
  const { host, first, complaints } = await hydrate('account')
  await expect.element(page.getByRole('button', { name: 'Delete account' })).toBeVisible()
  expect(host.querySelector('section')).toBe(first)
  expect(complaints).toEqual([])
})

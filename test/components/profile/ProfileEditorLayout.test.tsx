import { render } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError } from '../../../src/core.js'
import { ProfileEditor, type ProfileEditorProps } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'
import { box, button, liveRegion, showProfile, shownText, t } from './profile.fixture.js'

afterEach(async () => {
  vi.restoreAllMocks()
  await page.viewport(1200, 800)
})

const user = { ...ada, name: 'Ada Lovelace', phone: '+442079460018' }
const six = ['timezone', 'avatar', 'name', 'email', 'locale', 'phone'] as const

/** Renders the editor in a box of a width. */
function showIn(width: string, props: ProfileEditorProps) {
  const adapter = createMemoryAdapter({ users: [user] })
  const shown = render(
    <div style={{ inlineSize: width }}>
      <ProfileEditor {...props} />
    </div>,
    { wrapper: createWrapper({ adapter }) },
  )
  return { adapter, ...shown }
}

const rect = (element: Element | null | undefined) => {
  if (!element) throw new Error('There is no such element.')
  return element.getBoundingClientRect()
}
const bar = () => document.querySelector('.ik-profile-actions')

test('ProfileEditor: labels stand beside their controls from 560 px on, and above them below that', async () => {
  const { container } = showIn('560px', { fields: ['name', 'email'] })
  await expect.element(box(t.name)).toBeVisible()
  const input = box(t.name).element()
  const label = () => rect(container.querySelector('label'))
  expect(rect(input).left - label().left).toBe(224)
  expect(label().top).toBeLessThan(rect(input).bottom)
  expect(rect(input).right).toBe(rect(container.querySelector('form')).right)
  container.firstElementChild?.setAttribute('style', 'inline-size: 559px')
  expect(rect(input).left).toBe(label().left)
  expect(label().bottom).toBeLessThanOrEqual(rect(input).top)
})

test('ProfileFields: groups more than five fields by section, in the order of the first of each', async () => {
  const { container } = showIn('700px', { fields: six })
  await expect.element(box(t.name)).toBeVisible()
  const parts = Array.from(
    container.querySelectorAll('h3, .ik-field-label'),
    (part) => part.textContent,
  )
  const { region, profile, contact } = t.sections
  expect(parts).toEqual([
    region,
    t.timezone,
    t.locale,
    profile,
    t.avatar,
    t.name,
    contact,
    t.email,
    t.phone,
  ])
})

test('ProfileFields: keeps the order of up to five fields, and shows no second title', async () => {
  const fields = ['email', 'name', 'phone', 'avatar', 'timezone'] as const
  const { container, unmount } = showIn('700px', { fields })
  await expect.element(box(t.name)).toBeVisible()
  expect(container.querySelector('h3')).toBeNull()
  expect(container.querySelector('label')?.textContent).toBe(t.email)
  unmount()
  showIn('700px', { fields: ['name', ...six.filter((field) => field !== 'name')] })
  await expect.element(page.getByRole('heading', { name: t.sections.contact })).toBeVisible()
  expect(page.getByRole('heading', { name: t.title }).elements()).toHaveLength(1)
})

test('ProfileFields: fields that all have one reason are text below one notice', async () => {
  const readOnly = 'Your company manages this.'
  const fields = (['name', 'email', 'phone', 'avatar', 'firstName'] as const).map((field) => ({
    field,
    readOnly,
  }))
  showIn('700px', { fields })
  await expect.element(page.getByText(readOnly)).toBeVisible()
  expect(page.getByText(readOnly).elements()).toHaveLength(1)
  expect(page.getByRole('textbox').elements()).toEqual([])
  await expect.element(shownText(t.email)).toHaveTextContent(ada.email)
  await expect.element(shownText(t.phone)).toHaveTextContent('+44 20 7946 0018')
  await expect.element(shownText(t.firstName)).toHaveTextContent(t.notSet)
})

test('ProfileActions: stays at the bottom of the window, says "Saved" there for 2.5 s, and goes', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  await page.viewport(800, 400)
  showIn('700px', { fields: six })
  await userEvent.fill(box(t.name), 'Ada King')
  await expect.poll(() => Math.round(innerHeight - rect(bar()).bottom)).toBe(16)
  await userEvent.click(button(t.save))
  await expect.poll(() => bar()?.textContent).toBe(t.saved)
  expect(Math.round(innerHeight - rect(bar()).bottom)).toBe(16)
  for (const [end, delay] of timers.mock.calls) if (delay === 2500) end()
  await expect.poll(bar).toBeNull()
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  await userEvent.fill(box(t.name), 'Ada')
  await expect.poll(() => bar()?.getAttribute('data-save')).toBe('idle')
})

test.each(['Control', 'Meta'])('ProfileEditor: %s+S in the form saves', async (modifier) => {
  const { patches } = showProfile({ fields: ['name'] })
  await userEvent.fill(box(t.name), 'Ada King')
  const leftToBrowser: boolean[] = []
  const note = (event: KeyboardEvent) => {
    if (event.key === 's') leftToBrowser.push(!event.defaultPrevented)
  }
  addEventListener('keydown', note)
  await userEvent.keyboard(`{${modifier}>}s{/${modifier}}`)
  await expect.poll(patches).toEqual([{ name: 'Ada King' }])
  removeEventListener('keydown', note)
  expect(leftToBrowser).toEqual([false])
  await expect.element(box(t.name)).toHaveFocus()
})

test('ProfileEditor: the browser asks before it leaves the page with unsaved changes, and only then', async () => {
  const onDirtyChange = vi.fn()
  const { adapter, unmount } = showProfile({ fields: ['name'], onDirtyChange })
  const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }))
  await expect.element(box(t.name)).toHaveValue(ada.name)
  expect(asks()).toBe(false)
  await userEvent.fill(box(t.name), 'Ada King')
  expect(asks()).toBe(true)
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  await userEvent.click(button(t.save))
  await expect.element(page.getByText(/^Couldn't save/).first()).toBeVisible()
  expect(asks()).toBe(true)
  adapter.faults.fail = undefined
  await userEvent.click(button(t.save))
  await expect.element(liveRegion()).toHaveTextContent(t.saved)
  expect(asks()).toBe(false)
  await userEvent.fill(box(t.name), 'Countess')
  expect(asks()).toBe(true)
  unmount()
  expect(asks()).toBe(false)
  expect(onDirtyChange.mock.calls).toEqual([[true], [false], [true], [false]])
})

test('ProfileEditor: a wrong field with the focus is red, and its error stands below the description', async () => {
  showIn('700px', { fields: [{ field: 'name', description: 'On your badge.', required: true }] })
  const input = box(t.name)
  await userEvent.clear(input)
  await userEvent.click(button(t.save))
  await expect.element(input).toHaveFocus()
  const error = page.getByText(t.required(t.name))
  const { color } = getComputedStyle(error.element())
  await expect.element(input).toHaveStyle({ borderColor: color, outlineColor: color })
  const help = page.getByText('On your badge.')
  expect(rect(help.element()).bottom).toBeLessThan(rect(error.element()).top)
})

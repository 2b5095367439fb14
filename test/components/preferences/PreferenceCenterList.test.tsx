import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { messages, type Preferences } from '../../../src/core.js'
import { PreferenceCenter, PreferenceCenterList } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const { preferences: t } = messages
const on = { state: 'on' } as const

function setUp(preferences: Partial<Preferences>) {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  render(
    <PreferenceCenter>
      <PreferenceCenterList />
    </PreferenceCenter>,
    { wrapper: createWrapper({ adapter, catalog: [] }) },
  )
}

test('PreferenceCenterList: shows all groups in one table with one header row, types without a group last', async () => {
  setUp({
    types: [
      { id: 'loose', channels: { email: on } },
      { id: 'comments', group: 'Activity', channels: { email: on, pager: on } },
    ],
  })
  await expect.element(page.getByRole('rowheader', { name: 'Activity' })).toBeVisible()
  expect(page.getByRole('table').all()).toHaveLength(1)
  const names = page
    .getByRole('heading')
    .elements()
    .map((heading) => heading.textContent)
  expect(names).toEqual(['Activity', t.otherGroup])
  expect(
    page
      .getByRole('columnheader')
      .elements()
      .map((head) => head.textContent),
  ).toEqual([t.typeColumn, 'Email', 'Pager'])
})

test('PreferenceCenterList: gives columns of channels with one name different names', async () => {
  setUp({ types: [{ id: 'news', channels: { email: on, Email: on } }], channels: {} })
  for (const name of ['Email (email)', 'Email (Email)']) {
    const column = page.getByRole('columnheader', { name, exact: true })
    await expect.element(column).toBeVisible()
    await expect
      .element(page.getByRole('switch', { name: `News, ${name}`, exact: true }))
      .toBeVisible()
  }
})

test('PreferenceCenterList: names channels with one name differently in the summary of a row', async () => {
  await page.viewport(320, 800)
  setUp({ types: [{ id: 'news', channels: { email: on, Email: on, push: on } }], channels: {} })
  const toggle = page.getByRole('button', { name: 'News', exact: true })
  await expect.element(toggle).toBeVisible()
  await expect.element(toggle).toHaveAccessibleDescription('Email (email), Push, Email (Email)')
  await page.viewport(1200, 800)
})

test('PreferenceCenterList: renders no heading for a single group without a name', async () => {
  setUp({ types: [{ id: 'loose', channels: { email: on } }] })
  await expect.element(page.getByRole('table', { name: t.title })).toBeVisible()
  expect(page.getByRole('heading').all()).toHaveLength(0)
})

test('PreferenceCenterList: renders an empty cell for a channel that a type lacks', async () => {
  setUp({
    types: [
      { id: 'a', channels: { email: on } },
      { id: 'b', channels: { push: on } },
      { id: 'c', setting: on, channels: {} },
    ],
  })
  await expect.element(page.getByRole('switch', { name: 'A, Email' })).toBeVisible()
  expect(
    page
      .getByRole('switch')
      .elements()
      .map((element) => element.getAttribute('aria-label')),
  ).toEqual(['A, Email', 'B, Push', 'C'])
  expect(
    page
      .getByRole('cell')
      .elements()
      .filter((cell) => !cell.textContent && !cell.childElementCount),
  ).toHaveLength(2)
})

test('PreferenceCenterList: puts the channel of most types first', async () => {
  setUp({
    types: [
      { id: 'a', channels: { push: on, email: on, in_app: on } },
      { id: 'b', channels: { in_app: on, push: on } },
      { id: 'c', channels: { in_app: on } },
    ],
  })
  await expect.element(page.getByRole('switch', { name: 'C, In-app' })).toBeVisible()
  const heads = page.getByRole('columnheader').elements()
  expect(heads.map((head) => head.textContent).slice(1)).toEqual(['In-app', 'Push', 'Email'])
})

test("PreferenceCenterList: has a column for the types' own switches only beside those of channels", async () => {
  setUp({
    types: [
      { id: 'a', channels: { email: on, push: on } },
      { id: 'b', setting: on, channels: {} },
    ],
  })
  const own = page.getByRole('switch', { name: 'B' })
  await expect.element(own).toBeVisible()
  expect(page.getByRole('columnheader', { name: t.settingColumn, exact: true }).all()).toEqual([])
  const push = page.getByRole('switch', { name: 'A, Push' })
  const left = (control: typeof own) => control.element().getBoundingClientRect().left
  expect(Math.abs(left(own) - left(push))).toBeLessThan(1)
})

test('PreferenceCenterList: keeps its header in view while the page scrolls', async () => {
  await page.viewport(900, 400)
  const types = Array.from({ length: 20 }, (_, index) => ({
    id: `type-${index}`,
    group: index % 2 ? 'Odd' : 'Even',
    channels: { email: on },
  }))
  setUp({ types })
  const head = page.getByRole('columnheader', { name: 'Email' })
  await expect.element(head).toBeVisible()
  scrollTo(0, 600)
  await expect.poll(() => head.element().getBoundingClientRect().top).toBe(0)
  scrollTo(0, 0)
  await page.viewport(1200, 800)
})

test('PreferenceCenterList: names types and channels without a readable name', async () => {
  setUp({
    types: [
      { id: '', label: ' ', group: '  ', channels: { email: on } },
      { id: 'b', label: '', channels: { '': on } },
    ],
  })
  await expect.element(page.getByRole('switch', { name: `${t.typeColumn}, Email` })).toBeVisible()
  await expect.element(page.getByRole('switch', { name: `B, ${t.otherGroup}` })).toBeVisible()
  expect(page.getByRole('heading').all()).toHaveLength(0)
})

test('PreferenceCenterList: isolates texts of another direction and keeps them at the start', async () => {
  setUp({
    types: [{ id: 'a', label: 'התראות!', description: 'פעם בחודש.', channels: { email: on } }],
  })
  const title = page.getByText('התראות!')
  await expect.element(title).toBeVisible()
  expect(getComputedStyle(title.element()).direction).toBe('rtl')
  const { left } = page.getByRole('table').element().getBoundingClientRect()
  expect(title.element().getBoundingClientRect().left).toBe(left)
})

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

test('PreferenceCenterList: labels a table for each group and puts types without a group last', async () => {
  setUp({
    types: [
      { id: 'loose', channels: { email: on } },
      { id: 'comments', group: 'Activity', channels: { email: on, pager: on } },
    ],
  })
  await expect.element(page.getByRole('table', { name: 'Activity' })).toBeVisible()
  const names = page
    .getByRole('heading')
    .elements()
    .map((heading) => heading.textContent)
  expect(names).toEqual(['Activity', t.otherGroup])
  await expect.element(page.getByRole('columnheader', { name: 'Pager' })).toBeVisible()
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
  const toggle = page.getByRole('button', { name: /^News / })
  await expect.element(toggle).toBeVisible()
  const [summary] = toggle.elements().map((element) => element.textContent)
  expect(summary?.split(', ').sort()).toEqual(['Email (Email)', 'Email (email)', 'Push'])
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
  ).toHaveLength(6)
})

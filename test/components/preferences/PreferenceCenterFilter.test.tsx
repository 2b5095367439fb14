import { render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages, type NotificationType, type Preferences } from '../../../src/core.js'
import {
  PreferenceCenter,
  PreferenceCenterFilter,
  type PreferenceCenterFilterProps,
} from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const { preferences: t } = messages
const unset = { state: 'unset', default: true } as const
const names = ['Café news', 'Comments', 'Mentions', 'Invoices', 'Failed payments', 'Seats']

const types: readonly NotificationType[] = [
  ...names.map((label, index) => ({
    id: `named-${index}`,
    label,
    group: index > 2 ? 'Billing' : undefined,
    description: label === 'Comments' ? 'When someone writes to you.' : undefined,
    channels: { email: unset, push: unset },
  })),
  ...Array.from({ length: 8 }, (_, index) => ({
    id: `other-${index}`,
    label: `Other ${index}`,
    channels: { email: unset },
  })),
]

const field = page.getByRole('searchbox', { name: t.filter })
const onlyChanged = page.getByRole('button', { name: t.filterChanged })
const count = page.getByRole('search').getByRole('status')
const control = (type: string, channel: string) =>
  page.getByRole('switch', { name: t.cell(type, channel) })

/** Returns the names of the rows that are shown, groups included. */
const listRows = () =>
  page
    .getByRole('rowheader')
    .elements()
    .map((element) => element.querySelector('[id$="-title"], h3')?.textContent)

function show(
  props: PreferenceCenterFilterProps = {},
  shown = types,
  { readOnly, ...more }: Partial<Preferences> & { readonly readOnly?: boolean } = {},
) {
  const preferences = { types: shown, channels: { email: unset }, ...more }
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const center = (filter: boolean) => (
    <PreferenceCenter filter={filter && <PreferenceCenterFilter {...props} />} />
  )
  const Wrapper = createWrapper({ adapter, catalog: [], readOnly })
  const { rerender } = render(center(true), { wrapper: Wrapper })
  return { remove: () => rerender(center(false)) }
}

test('PreferenceCenterFilter: leaves the rows whose name, help or group has all words', async () => {
  show()
  await userEvent.fill(field, ' CAFE news')
  await expect.element(count).toHaveTextContent(t.filterCount(1, 14))
  expect(listRows()).toEqual([t.otherGroup, 'Café news'])
  await expect.element(field).toHaveAccessibleDescription(t.filterCount(1, 14))
  await userEvent.fill(field, 'someone')
  await expect.poll(listRows).toEqual([t.otherGroup, 'Comments'])
  await userEvent.fill(field, 'billing inv')
  await expect.poll(listRows).toEqual(['Billing', 'Invoices'])
  await userEvent.fill(field, '')
  await expect.element(count).toBeEmptyDOMElement()
  expect(listRows()).toHaveLength(1 + 14 + 2)
})

test('PreferenceCenterFilter: says that nothing was found', async () => {
  show()
  await userEvent.fill(field, 'zebra')
  await expect.element(count).toHaveTextContent(t.filterNone)
  await expect.element(page.getByRole('table')).not.toBeInTheDocument()
  await expect.element(field).toHaveFocus()
})

test('PreferenceCenterFilter: leaves what was changed, and keeps a row whose setting is changed back', async () => {
  show()
  await userEvent.click(onlyChanged)
  await expect.element(count).toHaveTextContent(t.filterUnchanged)
  await userEvent.click(onlyChanged)
  await userEvent.click(control('Invoices', 'Push'))
  await userEvent.click(onlyChanged)
  await expect.element(onlyChanged).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(listRows).toEqual(['Billing', 'Invoices'])
  await userEvent.click(control('Invoices', 'Push'))
  await expect.element(control('Invoices', 'Push')).toBeChecked()
  await expect.element(control('Invoices', 'Push')).toHaveFocus()
  await userEvent.fill(field, 'seats')
  await expect.element(count).toHaveTextContent(t.filterNone)
})

test('PreferenceCenterFilter: finds what the user changed where nothing can be changed', async () => {
  const off = { state: 'off', default: true } as const
  const [first, ...others] = types
  const changed = { ...first, id: 'named-0', channels: { email: off } }
  show({}, [changed, ...others], { readOnly: true })
  await userEvent.click(onlyChanged)
  await expect.poll(listRows).toEqual([t.otherGroup, 'Café news'])
})

test('PreferenceCenterFilter: finds a choice without a default', async () => {
  const plain = types.map((type) => ({ ...type, channels: { email: { state: 'unset' as const } } }))
  show({}, plain)
  await userEvent.click(onlyChanged)
  await expect.element(count).toHaveTextContent(t.filterUnchanged)
  await userEvent.click(onlyChanged)
  await userEvent.click(control('Seats', 'Email'))
  await userEvent.click(onlyChanged)
  await expect.poll(listRows).toEqual(['Billing', 'Seats'])
})

test('PreferenceCenterFilter: finds nothing where the service returns each setting as a choice', async () => {
  show(
    {},
    types.map((type) => ({ ...type, channels: { email: { state: 'on' } } })),
    { channels: {} },
  )
  await userEvent.click(onlyChanged)
  await expect.element(count).toHaveTextContent(t.filterUnchanged)
})

test('PreferenceCenterFilter: keeps the row of all types if one of its switches was changed', async () => {
  show({}, types, { channels: { email: { state: 'off', default: true } } })
  await userEvent.click(onlyChanged)
  await expect.poll(listRows).toEqual([t.channelsTitle])
  await expect.element(count).toHaveTextContent(t.filterCount(0, 14))
  await userEvent.fill(field, 'seats')
  await expect.element(count).toHaveTextContent(t.filterNone)
})

test('PreferenceCenterFilter: shows all rows when it is removed', async () => {
  const { remove } = show()
  await userEvent.fill(field, 'invoices')
  await expect.poll(listRows).toEqual(['Billing', 'Invoices'])
  remove()
  await expect.poll(listRows).toHaveLength(1 + 14 + 2)
})

test('PreferenceCenterFilter: is shown above twelve types, or from `minTypes` on', async () => {
  show({}, types.slice(0, 12))
  await expect.element(control('Comments', 'Email')).toBeVisible()
  await expect.element(field).not.toBeInTheDocument()
  show({ minTypes: 2 }, types.slice(0, 2))
  await expect.element(field).toBeVisible()
})

test('PreferenceCenterFilter: Enter submits no form around it', async () => {
  const onSubmit = vi.fn((event: Event) => event.preventDefault())
  const adapter = createMemoryAdapter({ users: [ada], preferences: { types } })
  const Wrapper = createWrapper({ adapter, catalog: [] })
  render(
    <form ref={(form) => form?.addEventListener('submit', onSubmit)}>
      <PreferenceCenter filter={<PreferenceCenterFilter />} />
      <button>Save</button>
    </form>,
    { wrapper: Wrapper },
  )
  await userEvent.fill(field, 'seats')
  await userEvent.keyboard('{Enter}')
  await expect.element(count).toHaveTextContent(t.filterCount(1, 14))
  expect(onSubmit).not.toHaveBeenCalled()
})

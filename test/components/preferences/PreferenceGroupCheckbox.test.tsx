import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  createUserClient,
  messages,
  type NotificationType,
  type PreferenceSetting,
} from '../../../src/core.js'
import {
  PreferenceCenter,
  PreferenceCenterBulk,
  PreferenceCenterFilter,
  PreferenceGroupCheckbox,
} from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'

const { bulk: t, preferences: center } = messages
const on = { state: 'on' } as const
const off = { state: 'off' } as const
const locked: PreferenceSetting = { state: 'on', locked: {} }
const types: readonly NotificationType[] = [
  { id: 'comments', group: 'Activity', channels: { email: on, push: off, in_app: on } },
  { id: 'mentions', group: 'Activity', channels: { email: on, push: on, in_app: on } },
  { id: 'invoices', group: 'Billing', channels: { email: locked, push: on } },
  { id: 'seats', group: 'Billing', channels: { push: off } },
]

const checkbox = (name: string) => page.getByRole('checkbox', { name, exact: true })
const control = (type: string, channel: string) =>
  page.getByRole('switch', { name: center.cell(type, channel) })
const names = () =>
  page
    .getByRole('checkbox')
    .elements()
    .map((element) => element.getAttribute('aria-label'))

async function setUp(options: MemoryAdapterOptions = {}) {
  const adapter = createMemoryAdapter({ users: [ada], preferences: { types }, ...options })
  render(
    <PreferenceCenter
      filter={<PreferenceCenterFilter minTypes={1} />}
      bulk={<PreferenceCenterBulk />}
    />,
    { wrapper: createWrapper({ adapter, catalog: [] }) },
  )
  await expect.element(page.getByRole('switch').first()).toBeVisible()
  return adapter
}

test('PreferenceGroupCheckbox: is beside everything, each channel, group and type with several settings', async () => {
  await setUp()
  expect(names()).toEqual([
    center.channelsTitle,
    t.allOn('Push'),
    t.allOn('Email'),
    t.allOn('In-app'),
    t.allOf('Activity'),
    t.allChannels('Comments'),
    t.allChannels('Mentions'),
    t.allOf('Billing'),
  ])
  expect(
    page
      .getByRole('columnheader')
      .elements()
      .map((head) => head.ariaLabel),
  ).toEqual([center.typeColumn, 'Push', 'Email', 'In-app'])
  await expect.element(page.getByRole('rowheader', { name: 'Activity', exact: true })).toBeVisible()
})

test('PreferenceGroupCheckbox: is mixed if some settings are on, and says how many', async () => {
  await setUp()
  await expect.element(checkbox(t.allOf('Activity'))).toBePartiallyChecked()
  await expect.element(checkbox(t.allOf('Activity'))).toHaveAccessibleDescription(t.onCount(5, 6))
  await expect.element(checkbox(t.allOn('Email'))).toBeChecked()
  await userEvent.click(control('Comments', 'Push'))
  await expect.element(checkbox(t.allOf('Activity'))).toBeChecked()
  await userEvent.click(control('Mentions', 'Email'))
  await expect.element(checkbox(t.allOf('Activity'))).toBePartiallyChecked()
  await expect.element(checkbox(t.allOn('Email'))).toBePartiallyChecked()
})

test('PreferenceGroupCheckbox: turns a mixed group off, then on, with the mouse and the keyboard', async () => {
  const adapter = await setUp()
  await userEvent.click(checkbox(t.allOf('Activity')))
  await expect.element(checkbox(t.allOf('Activity'))).not.toBeChecked()
  await expect.element(checkbox(t.allOf('Activity'))).not.toBePartiallyChecked()
  await expect.element(control('Mentions', 'Push')).not.toBeChecked()
  await expect.element(control('Invoices', 'Push')).toBeChecked()
  await userEvent.keyboard(' ')
  await expect.element(checkbox(t.allOf('Activity'))).toBeChecked()
  await expect.element(checkbox(t.allOf('Activity'))).toHaveFocus()
  await expect
    .poll(async () => (await createUserClient(adapter).preferences.get(ada.id)).types[0]?.channels)
    .toEqual({ email: on, push: on, in_app: on })
})

test('PreferenceGroupCheckbox: keeps settings that can not be changed', async () => {
  await setUp()
  await userEvent.click(checkbox(t.allOn('Email')))
  await expect.element(control('Comments', 'Email')).not.toBeChecked()
  await expect.element(control('Invoices', 'Email')).toBeChecked()
  await userEvent.click(checkbox(center.channelsTitle))
  await expect.element(control('Invoices', 'Push')).not.toBeChecked()
  await expect.element(control('Invoices', 'Email')).toBeChecked()
  await expect.element(checkbox(center.channelsTitle)).not.toBeChecked()
})

test('PreferenceGroupCheckbox: a refused setting fails alone and stays mixed', async () => {
  const adapter = await setUp()
  adapter.faults.refuse = ({ channel }) =>
    channel === 'push' ? { code: 'invalid', problem: 'is bad' } : undefined
  await userEvent.click(checkbox(t.allChannels('Mentions')))
  await expect.element(page.getByText(center.notTurned('Push', false))).toBeVisible()
  await expect.element(control('Mentions', 'Email')).not.toBeChecked()
  await expect.element(control('Mentions', 'Push')).toBeChecked()
  await expect.element(checkbox(t.allChannels('Mentions'))).toBePartiallyChecked()
})

test('PreferenceGroupCheckbox: leaves the focus in the center when a lock removes it', async () => {
  const adapter = await setUp()
  const shown = checkbox(t.allChannels('Mentions'))
  await userEvent.click(control('Mentions', 'Push'))
  ;(shown.element() as HTMLElement).focus()
  const { update } = adapter.preferences as NonNullable<typeof adapter.preferences>
  Object.assign(adapter.preferences ?? {}, {
    update: async (...input: Parameters<typeof update>) => {
      const data = await update(...input)
      const channels = { email: locked, push: locked, in_app: on }
      return {
        ...data,
        types: data.types.map((type) => (type.id === 'mentions' ? { ...type, channels } : type)),
      }
    },
  })
  ;(control('Comments', 'Push').element() as HTMLElement).click()
  await expect.element(shown).not.toBeInTheDocument()
  expect(document.activeElement?.closest('.ik-preference-center')).not.toBeNull()
})

test('PreferenceGroupCheckbox: is missing where the service has a switch over the settings', async () => {
  await setUp({
    preferences: {
      types: [
        { id: 'comments', setting: on, channels: { email: on, push: on } },
        { id: 'mentions', channels: { email: on, push: on } },
      ],
      channels: { email: on },
    },
  })
  expect(names()).toEqual([t.allOn('Push'), t.allChannels('Mentions')])
})

test('PreferenceGroupCheckbox: keeps its place while the settings load, so that nothing moves', async () => {
  await page.viewport(320, 800)
  const adapter = createMemoryAdapter({ users: [ada] })
  adapter.faults.pause = true
  const Wrapper = createWrapper({ adapter })
  const { container } = render(<PreferenceCenter bulk={<PreferenceCenterBulk />} />, {
    wrapper: Wrapper,
  })
  const getTop = () =>
    container.querySelector('.ik-preference-center-row')?.getBoundingClientRect().top
  await expect.poll(getTop).toBeGreaterThan(0)
  const before = getTop()
  for (const input of container.querySelectorAll('input')) expect(input.disabled).toBe(true)
  await expect.poll(() => adapter.faults.pending.length).toBeGreaterThan(0)
  adapter.faults.pause = false
  adapter.faults.release()
  await expect.element(checkbox(t.allOn('Email'))).toBeEnabled()
  expect(getTop()).toBe(before)
  await page.viewport(1200, 800)
})

test('PreferenceGroupCheckbox: a filter leaves those of the types only', async () => {
  await setUp()
  await userEvent.fill(page.getByRole('searchbox'), 'comments')
  await expect.poll(names).toEqual([t.allChannels('Comments')])
})

test('PreferenceGroupCheckbox: works in a narrow page', async () => {
  await page.viewport(320, 800)
  try {
    await setUp()
    await expect.element(checkbox(t.allOn('Email'))).toBeVisible()
    await userEvent.click(checkbox(t.allOn('Email')))
    await userEvent.click(checkbox(t.allChannels('Mentions')))
    await userEvent.click(page.getByRole('button', { name: 'Mentions', exact: true }))
    await expect.element(control('Mentions', 'In-app')).toBeVisible()
    await expect.element(control('Mentions', 'In-app')).not.toBeChecked()
  } finally {
    await page.viewport(1200, 800)
  }
})

test('PreferenceGroupCheckbox: turns its own settings on or off outside a preference center', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences: { types } })
  render(
    <>
      <PreferenceGroupCheckbox channel="push" group="Billing" />
      <PreferenceGroupCheckbox type="seats" />
      <PreferenceGroupCheckbox group="Nothing" />
    </>,
    { wrapper: createWrapper({ adapter, catalog: [] }) },
  )
  const billing = checkbox(center.cell(t.allOf('Billing'), 'Push'))
  await expect.element(billing).toBePartiallyChecked()
  expect(names()).toHaveLength(2)
  await userEvent.click(billing)
  await expect.element(billing).not.toBePartiallyChecked()
  await userEvent.click(billing)
  await expect.element(checkbox(t.allChannels('Seats'))).toBeChecked()
})

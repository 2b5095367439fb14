import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Profiler } from 'react'
import {
  messages,
  type NotificationType,
  type PreferenceSetting,
  type UserAdapter,
} from '../../../src/core.js'
import { PreferenceCenter, PreferenceCenterRow, usePreferenceStatus } from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  preferences,
  catalog,
} from '../../../src/testing.js'

const { preferences: t } = messages

function setUp(ids: readonly string[], onRender: (id: string) => void = () => {}) {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const view = render(
    <PreferenceCenter>
      <table role="table" aria-label="Rows">
        <tbody>
          {ids.map((id) => (
            <Profiler key={id} id={id} onRender={onRender}>
              <PreferenceCenterRow type={id} />
            </Profiler>
          ))}
        </tbody>
      </table>
    </PreferenceCenter>,
    { wrapper: createWrapper({ adapter }) },
  )
  return { adapter, ...view }
}

test('PreferenceCenterRow: renders no other row on a toggle', async () => {
  const rendered: string[] = []
  const { adapter } = setUp(
    catalog.map(({ id }) => id),
    (id) => void rendered.push(id),
  )
  const control = page.getByRole('switch', { name: t.cell('Comments and mentions', 'Push') })
  await expect.element(control).toBeVisible()
  rendered.length = 0
  await userEvent.click(control)
  await expect.element(control).toBeChecked()
  await expect.poll(() => adapter.calls).toHaveLength(2)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(new Set(rendered)).toEqual(new Set(['comments']))
})

test('PreferenceCenterRow: explains a locked switch once, below the label of the row', async () => {
  setUp(['security'])
  const locked = page.getByRole('switch', { name: t.cell('Security alerts', 'Email') })
  await expect.element(locked).toHaveAccessibleDescription(/always go to your email/)
  expect(page.getByText(/always go to your email/).all()).toHaveLength(1)
  await expect
    .element(page.getByRole('switch', { name: t.cell('Security alerts', 'Push') }))
    .toHaveAccessibleDescription(t.byDefault)
})

test('PreferenceCenterRow: renders nothing for an unknown type', async () => {
  const { container } = setUp(['nonsense', 'news'])
  await expect.element(page.getByRole('switch')).toBeVisible()
  expect(container.querySelectorAll('tr')).toHaveLength(1)
})

test('PreferenceCenterRow: explains a lock that a later read brings', async () => {
  let isLocked = false
  const email: PreferenceSetting = { state: 'on', locked: { reason: 'Set by your company.' } }
  const adapter = createAdapter((channels) => (isLocked ? { ...channels, email } : channels))
  function Reload() {
    const { reload } = usePreferenceStatus()
    return <button onClick={() => void reload()}>Reload</button>
  }
  const Wrapper = createWrapper({ adapter })
  render(
    <Wrapper>
      <PreferenceCenter />
      <Reload />
    </Wrapper>,
  )
  const control = page.getByRole('switch', { name: t.cell('Product news', 'Email') })
  await expect.element(control).toBeVisible()
  isLocked = true
  await userEvent.click(page.getByText('Reload'))
  await expect.element(control).toHaveAccessibleDescription('Set by your company.')
  await expect
    .element(page.getByRole('rowheader', { name: /^Product news/ }))
    .toHaveTextContent('Set by your company.')
  expect(page.getByText('Set by your company.').all()).toHaveLength(1)
})

/** Creates an adapter that answers with other channels of product news. */
function createAdapter(
  replace: (channels: NotificationType['channels']) => NotificationType['channels'],
): UserAdapter {
  const memory = createMemoryAdapter({ users: [ada], preferences })
  const { preferences: service } = memory
  return {
    ...memory,
    preferences: service && {
      ...service,
      async get(...input) {
        const data = await service.get(...input)
        const types = data.types.map((type) =>
          type.id === 'news' ? { ...type, channels: replace(type.channels) } : type,
        )
        return { ...data, types }
      },
    },
  }
}

test('PreferenceCenterRow: names the channels of several reasons, and none of a single one', async () => {
  const law: PreferenceSetting = { state: 'on', locked: { reason: 'The law.' } }
  let channels: NotificationType['channels'] = {
    email: law,
    push: { state: 'conditional' },
    sms: law,
  }
  const Wrapper = createWrapper({ adapter: createAdapter(() => channels) })
  const { unmount } = render(<PreferenceCenter />, { wrapper: Wrapper })
  const header = page.getByRole('rowheader', { name: /^Product news/ })
  await expect.element(header).toHaveTextContent(`Email, SMS: The law. Push: ${t.conditional}`)
  unmount()
  channels = { email: law, push: { state: 'on' }, sms: law }
  render(<PreferenceCenter />, {
    wrapper: createWrapper({ adapter: createAdapter(() => channels) }),
  })
  await expect.element(header).toHaveTextContent('The law.')
  await expect.element(header).not.toHaveTextContent('Email, SMS')
})

test('PreferenceCenterRow: says which channel waits for a confirmation', async () => {
  const adapter = createAdapter(() => ({
    email: { state: 'on', pending: true },
    push: { state: 'on' },
  }))
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  await expect
    .element(page.getByRole('rowheader', { name: /^Product news/ }))
    .toHaveTextContent(`Email: ${t.pending}`)
  await expect
    .element(page.getByRole('switch', { name: t.cell('Product news', 'Email') }))
    .toHaveAccessibleDescription(`Email: ${t.pending}`)
  await expect
    .element(page.getByRole('switch', { name: t.cell('Product news', 'Push') }))
    .not.toHaveAccessibleDescription()
})

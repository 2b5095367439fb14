import { render } from '@testing-library/react'
import { Profiler } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { PreferenceSwitch } from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  preferences,
  catalog,
} from '../../../src/testing.js'

const { preferences: t } = messages
const name = t.cell('Weekly recap', 'Email')

function setUp(options: Parameters<typeof createMemoryAdapter>[0] = {}) {
  const adapter = createMemoryAdapter({ users: [ada], preferences, ...options })
  const Wrapper = createWrapper({ adapter })
  const view = (
    <Wrapper>
      <PreferenceSwitch type="weekly-recap" channel="email" className="mine" />
    </Wrapper>
  )
  return { adapter, view }
}

test('PreferenceSwitch: is labeled by type and channel, works by keyboard and keeps the focus during a save', async () => {
  const { adapter, view } = setUp()
  render(view)
  const control = page.getByRole('switch', { name })
  await expect.element(control).toBeChecked()
  adapter.faults.latency = 50
  await userEvent.tab()
  await userEvent.keyboard(' ')
  await expect.element(control).not.toBeChecked()
  await userEvent.keyboard('{Enter}')
  await expect.element(control).toBeChecked()
  await expect.element(control).toHaveFocus()
  await expect
    .poll(() => adapter.calls.filter(({ member }) => member === 'preferences.update'))
    .toHaveLength(2)
  await expect.element(control).toHaveFocus()
})

test('PreferenceSwitch: puts its stable class before the class of the host', async () => {
  const { view } = setUp()
  const { container } = render(view)
  await expect.element(page.getByRole('switch')).toBeVisible()
  expect(container.firstElementChild?.className).toBe('ik-preference-switch mine')
})

test('PreferenceSwitch: has a target of at least 24 by 24 pixels, also under a CSS reset of the host', async () => {
  const { view } = setUp()
  const reset = document.createElement('style')
  reset.textContent = '* { box-sizing: content-box } button { all: unset }'
  document.head.append(reset)
  render(view)
  const control = page.getByRole('switch', { name })
  await expect.element(control).toBeVisible()
  const track = control.element().querySelector('.ik-switch-track')
  const size = track?.getBoundingClientRect()
  expect([size?.width, size?.height]).toEqual([34, 20])
  expect(track && getComputedStyle(track).backgroundColor).not.toBe('rgba(0, 0, 0, 0)')
  const target = control.element().getBoundingClientRect()
  expect(Math.min(target.width, target.height)).toBeGreaterThanOrEqual(24)
  reset.remove()
})

test('PreferenceSwitch: reverts and offers Retry when the save fails, and keeps the focus on Retry', async () => {
  const { adapter, view } = setUp()
  adapter.faults.fail = ({ member }) =>
    member === 'preferences.update' ? new IdentikitError('service', 'Down.') : undefined
  render(view)
  const control = page.getByRole('switch', { name })
  await userEvent.click(control)
  await expect
    .element(control)
    .toHaveAccessibleDescription(`${messages.notSaved} ${messages.errors.service} ${t.byDefault}`)
  await expect.element(control).toBeChecked()
  await expect.element(control).toHaveFocus()
  adapter.faults.fail = undefined
  await userEvent.tab()
  const retry = page.getByRole('button', { name: messages.retrySetting(name) })
  await expect.element(retry).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(control).not.toBeChecked()
  await expect.element(control).toHaveFocus()
  await expect.element(retry).not.toBeInTheDocument()
})

test('PreferenceSwitch: says that a value is the default, and none after a choice', async () => {
  const { view } = setUp()
  render(view)
  const control = page.getByRole('switch', { name })
  await expect.element(control).toHaveAccessibleDescription(t.byDefault)
  await userEvent.click(control)
  await expect.element(control).not.toHaveAttribute('aria-describedby')
})

test('PreferenceSwitch: explains a locked switch, which can be focused but not changed', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  render(<PreferenceSwitch type="security" channel="email" />, {
    wrapper: createWrapper({ adapter }),
  })
  const control = page.getByRole('switch', { name: t.cell('Security alerts', 'Email') })
  await expect.element(control).toBeChecked()
  await expect.element(control).toHaveAccessibleDescription(/always go to your email/)
  await userEvent.tab()
  await expect.element(control).toHaveFocus()
  await userEvent.keyboard(' ')
  await expect.element(control).toBeChecked()
  expect(adapter.calls.map(({ member }) => member)).toEqual(['preferences.get'])
})

test('PreferenceSwitch: ignores the reset of a form around it', async () => {
  const { adapter, view } = setUp()
  render(
    <form>
      {view}
      <button type="reset">Reset</button>
    </form>,
  )
  const control = page.getByRole('switch', { name })
  await userEvent.click(control)
  await expect.element(control).not.toBeChecked()
  await userEvent.click(page.getByRole('button', { name: 'Reset' }))
  await expect.element(control).not.toBeChecked()
  expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toHaveLength(1)
})

test('PreferenceSwitch: shows a failed load, and Retry loads', async () => {
  const { adapter, view } = setUp()
  adapter.faults.fail = () => new IdentikitError('not-found', 'No such user.')
  render(view)
  await expect.element(page.getByText(t.notLoaded)).toBeVisible()
  adapter.faults.fail = undefined
  await userEvent.click(page.getByRole('button', { name: messages.retry }))
  await expect.element(page.getByRole('switch', { name })).toBeVisible()
})

test('PreferenceSwitch: renders nothing if the service has no such setting', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  const { container } = render(<PreferenceSwitch type="nonsense" channel="email" />, {
    wrapper: createWrapper({ adapter }),
  })
  await expect.poll(() => adapter.calls).toHaveLength(1)
  await expect.poll(() => container.childElementCount).toBe(0)
})

test('PreferenceSwitch: renders no other switch on a toggle', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  const rendered: string[] = []
  const cells = catalog.flatMap(({ id, channels = [] }) =>
    channels.map((channel) => ({ id, channel })),
  )
  render(
    cells.map(({ id, channel }) => (
      <Profiler
        key={id + channel}
        id={`${id} ${channel}`}
        onRender={(which) => void rendered.push(which)}
      >
        <PreferenceSwitch type={id} channel={channel} />
      </Profiler>
    )),
    { wrapper: createWrapper({ adapter }) },
  )
  await expect.element(page.getByRole('switch', { name })).toBeVisible()
  rendered.length = 0
  await userEvent.click(page.getByRole('switch', { name }))
  await expect
    .poll(() => adapter.calls.filter(({ member }) => member === 'preferences.update'))
    .toHaveLength(1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(new Set(rendered)).toEqual(new Set(['weekly-recap email']))
})

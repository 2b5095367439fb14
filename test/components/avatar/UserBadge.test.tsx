import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { IdentikitError, messages } from '../../../src/core.js'
import { UserBadge } from '../../../src/index.js'
import '../../../src/styles/index.css'
import {
  ada,
  createMemoryAdapter,
  createWrapper,
  type MemoryAdapterOptions,
} from '../../../src/testing.js'

const { avatar: t } = messages

function setUp(
  options: MemoryAdapterOptions = {},
  prepare?: (adapter: ReturnType<typeof createMemoryAdapter>) => void,
) {
  const adapter = createMemoryAdapter({ users: [ada], ...options })
  prepare?.(adapter)
  const wrapper = createWrapper({ adapter })
  return render(
    <button type="button">
      <UserBadge className="host" />
    </button>,
    { wrapper },
  )
}

const badge = () => document.querySelector('.ik-user-badge')

test('UserBadge: shows the picture and the name of the signed-in user', async () => {
  setUp()
  await expect
    .element(page.getByRole('button', { name: 'Ada Lovelace', exact: true }))
    .toBeVisible()
  expect(badge()?.className).toBe('ik-user-badge host')
  expect(badge()?.querySelector('.ik-avatar')?.textContent).toBe('AL')
  expect(badge()?.querySelector('[dir=auto]')?.textContent).toBe('Ada Lovelace')
  expect(badge()?.hasAttribute('aria-busy')).toBe(false)
})

test.each([
  [{ name: ' ', firstName: 'Grace', lastName: 'Hopper', email: 'g@example.com' }, 'Grace Hopper'],
  [{ firstName: 'Grace', email: 'g@example.com' }, 'Grace'],
  [{ email: 'g@example.com' }, 'g@example.com'],
  [{}, t.account],
])('UserBadge: shows a user with %j as “%s”', async (fields, name) => {
  setUp({ users: [{ id: ada.id, ...fields }] })
  await expect.poll(() => badge()?.hasAttribute('aria-busy')).toBe(false)
  await expect.element(page.getByRole('button', { name, exact: true })).toBeVisible()
})

test('UserBadge: has a name while it loads', async () => {
  setUp({}, ({ faults }) => {
    faults.latency = Infinity
  })
  await expect.element(page.getByRole('button', { name: t.account })).toBeVisible()
  expect(badge()?.getAttribute('aria-busy')).toBe('true')
  expect(badge()?.querySelector('.ik-avatar')).toBeNull()
})

test('UserBadge: shows a general name when the load fails', async () => {
  setUp({}, ({ faults }) => {
    faults.fail = () => new IdentikitError('forbidden', 'No.')
  })
  await expect.poll(() => badge()?.hasAttribute('aria-busy')).toBe(false)
  expect(badge()?.textContent).toBe(t.account)
  expect(badge()?.querySelector('svg')).not.toBeNull()
})

test('UserBadge: shows a general name without users at the service', async () => {
  setUp({ without: ['users'] })
  await expect.poll(() => badge()?.hasAttribute('aria-busy')).toBe(false)
  expect(badge()?.textContent).toBe(t.account)
})

test('UserBadge: wraps a long name', async () => {
  const name = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(5)
  const { container } = setUp({ users: [{ id: ada.id, name }] })
  container.style.inlineSize = '200px'
  await expect.element(page.getByText(name)).toBeVisible()
  expect(badge()?.getBoundingClientRect().width).toBeLessThanOrEqual(200)
})

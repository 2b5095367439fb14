import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../src/core.js'
import { PreferenceCenter } from '../../src/index.js'
import '../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../src/testing.js'

test('a person reads why in their own words, and never what the service said', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  adapter.faults.fail = () => new IdentikitError('unauthorized', 'Secret detail of the service.')
  const { container } = render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  await expect.element(page.getByText(messages.errors.unauthorized)).toBeVisible()
  expect(container.textContent).not.toContain('Secret')
  expect(page.getByRole('switch').all()).toHaveLength(0)
})

test('Retry under a service that is still down says so again', async () => {
  const adapter = createMemoryAdapter({ users: [ada] })
  adapter.faults.fail = () => new IdentikitError('forbidden', 'No.')
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  await userEvent.click(page.getByRole('button', { name: messages.retry }))
  await expect.poll(() => adapter.calls).toHaveLength(2)
  await expect.element(page.getByRole('button', { name: messages.retry })).toBeVisible()
})

import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IdentikitError, messages } from '../../src/core.js'
import { PreferenceCenter } from '../../src/index.js'
import '../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper, preferences } from '../../src/testing.js'

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

test('a service that asks for more patience than a person has is quoted', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  const name = messages.preferences.cell('Product news', 'Email')
  await expect.element(page.getByRole('switch', { name })).toBeVisible()
  adapter.faults.fail = ({ member }) =>
    member === 'preferences.update'
      ? new IdentikitError('rate-limited', 'Later.', { retryAfter: 90_000 })
      : undefined
  await userEvent.click(page.getByRole('switch', { name }))
  const sentence = messages.tryAgainIn(messages.errors['rate-limited'], 90)
  await expect.element(page.getByText(sentence).first()).toBeVisible()
  await expect
    .element(page.getByRole('switch', { name }))
    .toHaveAccessibleDescription(`${messages.preferences.notSaved} ${sentence}`)
  expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toHaveLength(1)
})

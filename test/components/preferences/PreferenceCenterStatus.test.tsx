import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { PreferenceCenter } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper, preferences } from '../../../src/testing.js'

const { preferences: t } = messages
const news = t.cell('Product news', 'Email')

test('PreferenceCenterStatus: announces the load, then each result once', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  adapter.faults.latency = 50
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter }) })
  const status = page.getByRole('status')
  await expect.element(status).toHaveTextContent(t.loading)
  await expect.element(status).toHaveTextContent('')
  await userEvent.click(page.getByRole('switch', { name: news }))
  await expect.element(status).toHaveTextContent(messages.savedOn(news))
  await userEvent.click(page.getByRole('switch', { name: news }))
  await expect.element(status).toHaveTextContent(messages.savedOff(news))
})

test('PreferenceCenterStatus: is visually hidden and polite', async () => {
  render(<PreferenceCenter />, { wrapper: createWrapper() })
  const status = page.getByRole('status').element()
  expect(status.getBoundingClientRect().width).toBeLessThanOrEqual(1)
})

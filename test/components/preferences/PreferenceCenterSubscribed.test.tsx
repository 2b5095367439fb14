import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../../src/core.js'
import { PreferenceCenter } from '../../../src/index.js'
import '../../../src/styles/index.css'
import { ada, createMemoryAdapter, createWrapper } from '../../../src/testing.js'

const { preferences: t } = messages

test('PreferenceCenterSubscribed: has a description and saves the setting without type and channel', async () => {
  const adapter = createMemoryAdapter({
    users: [ada],
    preferences: { subscribed: { state: 'on' } },
  })
  render(<PreferenceCenter />, { wrapper: createWrapper({ adapter, catalog: [] }) })
  const control = page.getByRole('switch', { name: t.subscribed })
  await expect.element(control).toHaveAccessibleDescription(t.subscribedDescription)
  await userEvent.click(control)
  await expect.element(control).not.toBeChecked()
  await expect.poll(() => adapter.calls.at(-1)?.input).toEqual([{ enabled: false }])
})

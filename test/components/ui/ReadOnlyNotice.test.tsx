import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { messages } from '../../../src/core/messages/messages.js'
import { ReadOnlyNotice } from '../../../src/index.js'
import { createWrapper } from '../../../src/testing.js'

test('ReadOnlyNotice: says that nothing can be changed', async () => {
  render(<ReadOnlyNotice />, { wrapper: createWrapper({ readOnly: true }) })
  await expect.element(page.getByText(messages.viewOnly, { exact: true })).toBeVisible()
})

test('ReadOnlyNotice: renders nothing where the user can change the settings', () => {
  const { container } = render(<ReadOnlyNotice />, { wrapper: createWrapper() })
  expect(container.innerHTML).toBe('')
})

import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { messages, type CatalogEntry } from '../../../src/core.js'
import { PreferenceCenter, PreferenceCenterBulk, PreferenceFrequency } from '../../../src/index.js'
import {
  ada,
  catalog as plainCatalog,
  createMemoryAdapter,
  createWrapper,
  preferences,
} from '../../../src/testing.js'

const catalog: readonly CatalogEntry[] = plainCatalog.map((entry) =>
  entry.id === 'comments'
    ? { ...entry, frequency: { options: ['instant', 'daily'], default: 'instant' } }
    : entry,
)

test('PreferenceCenter: offers no bulk change and no frequency on a read-only page', async () => {
  const adapter = createMemoryAdapter({ users: [ada], preferences })
  render(<PreferenceCenter bulk={<PreferenceCenterBulk />} frequency={<PreferenceFrequency />} />, {
    wrapper: createWrapper({ adapter, catalog, readOnly: true }),
  })
  const name = messages.preferences.frequency.name('Comments and mentions')
  const select = page.getByRole('combobox', { name })
  await expect.element(select).toHaveAttribute('aria-disabled', 'true')
  await expect.element(select).not.toHaveAccessibleDescription()
  expect(select.element().querySelectorAll('option')).toHaveLength(1)
  for (const box of page.getByRole('checkbox').elements()) {
    expect(box.matches(':disabled, [aria-disabled="true"]')).toBe(true)
    if (box instanceof HTMLElement) box.click()
  }
  expect(adapter.calls.filter(({ member }) => member === 'preferences.update')).toEqual([])
  expect(page.getByText(messages.errors.forbidden).elements()).toEqual([])
})

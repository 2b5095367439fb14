import { expect, it, vi } from 'vitest'

it('the entries create no Intl.DateTimeFormat on import', async () => {
  const made = vi.spyOn(Intl, 'DateTimeFormat')
  await import('../../../src/index.js')
  await import('../../../src/core.js')
  expect(made).not.toHaveBeenCalled()
})

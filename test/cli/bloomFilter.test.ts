import { expect, it } from 'vitest'
import { createBloomFilter } from '../../src/cli/bloomFilter.js'

it('knows every id that it met, and hardly ever another', () => {
  const filter = createBloomFilter()
  expect(filter.has('user 1')).toBe(false)
  for (let n = 0; n < 20_000; n += 1) filter.add(`user ${n}`)
  const found = Array.from({ length: 40_000 }, (_, n) => filter.has(`user ${n}`))
  expect(found.slice(0, 20_000).every(Boolean)).toBe(true)
  expect(found.slice(20_000).filter(Boolean).length).toBeLessThan(2)
})

import { expect, it } from 'vitest'
import { patch, seededBugs, sourceOf } from './seededBugs.js'

it.each(Object.entries(seededBugs))('the bug "%s" can still be seeded', (_, bug) => {
  const code = sourceOf(bug)
  expect(patch(code, bug)).not.toBe(code)
})

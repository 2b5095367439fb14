import { expect, it } from 'vitest'
import { patch, seededBugs, readSource } from './seededBugs.js'

it.each(Object.entries(seededBugs))('seededBugs: "%s" matches the sources', (_, bug) => {
  const code = readSource(bug)
  expect(patch(code, bug)).not.toBe(code)
})

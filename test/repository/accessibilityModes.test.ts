import { expect, test } from 'vitest'
import { baseMode, modes, type Mode } from '../../scripts/a11y/modes.mjs'

const values = {
  scheme: ['light', 'dark'],
  direction: ['ltr', 'rtl'],
  width: ['wide', 'narrow'],
  forcedColors: ['none', 'active'],
} as const
const keys = Object.keys(values) as (keyof Mode)[]

const pairs = keys.flatMap((first, index) =>
  keys
    .slice(index + 1)
    .flatMap((second) =>
      values[first].flatMap((left) =>
        values[second].map((right) => ({ [first]: left, [second]: right })),
      ),
    ),
)

test.each(pairs)('a mode of the story checks has %o', (pair) => {
  expect([baseMode, ...modes]).toContainEqual(expect.objectContaining(pair))
})

test('each story is checked in at most four modes beside the one of npm test', () => {
  expect(modes.length).toBeLessThanOrEqual(4)
})

import { expect, test } from 'vitest'
import { findPathClashes } from '../../scripts/pathClashes.mjs'

test.each([
  [['src/a/Field.tsx', 'src/a/field.ts']],
  [['src/a/Field.tsx', 'src/a/Field.ts']],
  [['dist/Field.js', 'dist/field.js']],
  [['dist/Field.d.ts', 'dist/field.d.ts']],
  [['docs/Setup.md', 'docs/setup.md']],
  [['src/Fields/a.ts', 'src/fields/b.ts']],
])('findPathClashes: refuses %j', (paths) => {
  expect(findPathClashes(paths)).toHaveLength(1)
})

test('findPathClashes: allows the files of a build and of one feature', () => {
  const built = ['dist/Field.js', 'dist/Field.js.map', 'dist/Field.d.ts', 'dist/Field.d.ts.map']
  const feature = [
    'src/core.ts',
    'src/core/a.ts',
    'src/Field.tsx',
    'src/fields.ts',
    'test/Field.test.tsx',
    'src/field.css',
  ]
  expect(findPathClashes([...built, ...feature])).toEqual([])
})

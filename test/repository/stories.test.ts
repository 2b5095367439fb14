import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { comparedPictures } from '../../scripts/screenshots/pictures.mjs'
import { changeValue, findTokens } from '../../scripts/screenshots/tokens.mjs'
import { tokens } from '../../stories/foundations/tokens.js'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Stories about the kit itself: icons, and a part that isn't public. */
const ownStories = [
  'stories/foundations/Icons.stories.tsx',
  'stories/fields/TraitInput.stories.tsx',
  'stories/fields/traitFields.tsx',
]

const files = readdirSync(join(root, 'stories'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => `stories/${path}`)

describe('stories', () => {
  it.each(files.filter((path) => !ownStories.includes(path)))(
    '%s: imports only public entries of the kit and other stories',
    (path) => {
      const imports = [...read(path).matchAll(/(?:from|import) '([^']+)'/g)].map(([, id]) => id)
      // A component of `registry` is a file of a host, which imports public entries, too.
      const outside = imports.filter((id) => /^(?:\.\.\/){2}(?!registry\/)/.test(id ?? ''))
      expect(outside).toEqual([])
    },
  )

  it('Tokens: lists the tokens of the style sheet', () => {
    const names = findTokens(read('src/styles/ui/tokens.css'))
    expect(new Set(tokens.map(({ name }) => name))).toEqual(new Set(names))
  })
})

describe('screenshots', () => {
  it('compares 72 pictures with different names', () => {
    expect(new Set(comparedPictures.map(({ name }) => name)).size).toBe(72)
    expect(comparedPictures).toHaveLength(72)
  })

  it.each([
    ['10px', '12.5px'],
    ['0.8', '1'],
    ['calc(1px * 2)', 'calc(calc(1px * 2) * 1.25)'],
    ['#fff', 'color-mix(in oklab, #fff, #f0f 33%)'],
    ['', '#808080'],
  ])('changes the token value "%s" to "%s"', (value, changed) => {
    expect(changeValue(value)).toBe(changed)
  })
})

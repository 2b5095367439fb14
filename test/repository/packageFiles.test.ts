import { describe, expect, it } from 'vitest'
import { findForbiddenTexts, findWrongFiles } from '../../scripts/packageFiles.mjs'

/** The files that must be in a tarball. */
const required = findWrongFiles([]).map((problem) => problem.split(':')[0] ?? '')

describe('findWrongFiles', () => {
  it('accepts the files of package.json, pages, style sheets and modules', () => {
    expect(required).toEqual(
      expect.arrayContaining([
        'README.md',
        'llms.txt',
        'docs/errors.md',
        'dist/cli.js',
        'dist/index.d.ts',
        'dist/styles.css',
        'dist/styles/preferences.layered.css.d.ts',
      ]),
    )
    const modules = ['dist/core/errors.js', 'dist/core/errors.d.ts', 'dist/components/ui/Switch.js']
    expect(findWrongFiles([...required, ...modules])).toEqual([])
  })

  it.each([
    'dist/core/errors.js.map',
    'dist/core/errors.test.js',
    'dist/core/gone.js',
    'dist/home/me/identikit/src/core.js',
    'dist/styles/ui.css',
    'docs/notes.txt',
    'docs/.env',
    '.env',
    'src/core/errors.ts',
  ])('refuses %s', (path) => {
    expect(findWrongFiles([...required, path])).toEqual([expect.stringContaining(`${path}: `)])
  })

  it('names a missing file', () => {
    const others = required.filter((path) => path !== 'docs/errors.md')
    expect(findWrongFiles(others)).toEqual(['docs/errors.md: is missing in the tarball.'])
  })
})

describe('findForbiddenTexts', () => {
  it('names a file with a folder of the build or a link to a source map', () => {
    const texts = new Map([
      ['a.js', `import '${process.cwd()}/src/core.js'`],
      ['b.js', '//# sourceMappingURL=b.js.map'],
      ['c.js', 'export {}'],
    ])
    const problems = findForbiddenTexts([...texts.keys()], (path) => texts.get(path) ?? '')
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['a.js', 'b.js'])
  })
})

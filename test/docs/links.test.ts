import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import pkg from '../../package.json' with { type: 'json' }
import { findAnchors, readPage, readPages, removeCode, root, type Page } from './markdown.js'

const shipped = [...readPages(), ...['CHANGELOG.md', 'SECURITY.md', 'llms.txt'].map(readPage)]
const others = ['CONTRIBUTING.md', 'examples/README.md', 'bench/README.md'].map(readPage)

/** Returns the relative links of a page as paths below the root, with their anchors. */
function findLinks(page: Page): readonly { readonly path: string; readonly anchor: string }[] {
  return [...removeCode(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^\w+:/.test(target))
    .map((target) => {
      const [file = '', anchor = ''] = target.split('#')
      const path = file === '' ? page.path : posix.join(posix.dirname(page.path), file)
      return { path, anchor }
    })
}

const findPictures = ({ text }: Page) =>
  [...text.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, path = '']) => path)

/** Returns why a link is broken. */
function findProblem({ path, anchor }: { readonly path: string; readonly anchor: string }) {
  if (!existsSync(root + path)) return 'no such file'
  return anchor === '' || findAnchors(readPage(path)).has(anchor) ? undefined : 'no such heading'
}

describe('README and docs: links', () => {
  it.each([...shipped, ...others].map((page) => [page.path, page] as const))(
    '%s links to files and headings that exist',
    (_, page) => {
      const broken = findLinks(page).flatMap((link) => {
        const problem = findProblem(link)
        return problem === undefined ? [] : [`${link.path}#${link.anchor}: ${problem}`]
      })
      expect(broken).toEqual([])
    },
  )

  it('link to files of the package only, so that they work in node_modules too', () => {
    // npm adds the last three.
    const packed = [...pkg.files, 'README.md', 'LICENSE', 'package.json']
    const isPacked = (path: string) =>
      packed.some((name) => path === name || path.startsWith(`${name}/`))
    const missing = shipped.flatMap((page) =>
      findLinks(page)
        .filter(({ path }) => !isPacked(path))
        .map(({ path }) => `${page.path}: ${path}`),
    )
    expect(missing).toEqual([])
  })

  it("shows pictures that exist in the repository; the package doesn't contain them", () => {
    const pictures = findPictures(readPage('README.md'))
    expect(pictures).toHaveLength(2)
    expect(pictures.filter((path) => !existsSync(root + path))).toEqual([])
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../api/reference/', import.meta.url))
const pages = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(`${folder}${name}`, 'utf8')]),
)

/** Returns the anchors of a page as GitHub writes them: a repeated one gets a number. */
function getAnchors(text: string): Set<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of text.matchAll(/^#{2,3} (.+)$/gm)) {
    const slug = heading.toLowerCase().replaceAll(' ', '-')
    let anchor = slug
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`
    anchors.add(anchor)
  }
  return anchors
}

describe('the API reference', () => {
  it('has a page for each entry except the languages, which the index lists', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      exports: Record<string, { default?: string }>
    }
    const names = Object.entries(exports)
      .filter(([, { default: file }]) => file?.endsWith('.js'))
      .map(([path]) => path.slice('./'.length).replaceAll('/', '-') || 'identikit')
      .filter((name) => !name.startsWith('locales-'))
      .map((name) => `${name}.md`)
    expect([...pages.keys()].sort()).toEqual(['README.md', ...names].sort())
    for (const name of names) expect(pages.get('README.md')).toContain(`](${name})`)
  })

  it.each([...pages])('links only to what exists: %s', (name, text) => {
    const links = [...text.matchAll(/\]\(([^)#]*)(?:#([^)]+))?\)/g)]
    expect(links).not.toEqual([])
    const broken = links.filter(([, file = '', anchor]) => {
      const target = pages.get(file || name)
      return target === undefined || (anchor !== undefined && !getAnchors(target).has(anchor))
    })
    expect(broken.map(([link]) => link)).toEqual([])
  })
})

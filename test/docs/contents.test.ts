import { describe, expect, it } from 'vitest'
import { errorCodes, type IdentikitErrorCode } from '../../src/core/errors.js'
import { messages } from '../../src/core/messages/messages.js'
import { statuses } from '../../src/core/protocol.js'
import budgets from '../../size-budgets.json' with { type: 'json' }
import { findCodeBlocks, getBlockPath, readPage, readPages } from './markdown.js'

const docs = readPages().filter(({ path }) => path.startsWith('docs/'))
/** Returns the code of the blocks of a page that name their path. */
const toFiles = (page: string) =>
  Object.fromEntries(
    findCodeBlocks(readPage(page)).flatMap((block) => {
      const path = getBlockPath(block)
      return path === undefined ? [] : [[path, block.code]]
    }),
  )

const readme = readPage('README.md').text

describe('llms.txt', () => {
  it('lists each page of docs once, with its title and what it is about', () => {
    const lines = readPage('llms.txt').text.matchAll(/^- \[(.+)\]\((docs\/.+?)\): \S.+$/gm)
    const listed = [...lines].map(([, title, path]) => [path, title])
    const titles = docs.map(({ path, text }) => [path, /^# (.+)$/m.exec(text)?.[1]])
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(titles))
    expect(listed).toHaveLength(titles.length)
  })
})

describe('README', () => {
  it('lists each page of docs', () => {
    const list = readme.split(/^## /m).find((section) => section.startsWith('Docs\n')) ?? ''
    const listed = [...list.matchAll(/^- \[.+\]\((docs\/.+?)\): \S/gm)].map(([, path]) => path)
    expect(new Set(listed)).toEqual(new Set(docs.map(({ path }) => path)))
    expect(listed).toHaveLength(docs.length)
  })

  it('has the same files as docs/first-settings-page.md, from which `npm run check:apps` makes apps', () => {
    const files = toFiles('docs/first-settings-page.md')
    const shared = Object.entries(toFiles('README.md')).filter(([path]) => path in files)
    expect(shared.length).toBeGreaterThan(2)
    expect(files).toMatchObject(Object.fromEntries(shared))
  })

  it('states sizes that are at most 3 kB above the limits of size-budgets.json', () => {
    const rows = [...readme.matchAll(/^\| (`.+?) +\| (\d+) kB +\|$/gm)]
    expect(rows.length).toBeGreaterThan(5)
    for (const [, title = '', stated] of rows) {
      const name = title.replaceAll('`', '').replace(/, for all components$/, '')
      const entry = budgets.find((budget) => budget.name === name)
      const limit = (entry?.rolldown?.limit ?? entry?.limit ?? Number.NaN) / 1000
      expect(Number(stated) - limit, name).toBeGreaterThanOrEqual(0)
      expect(Number(stated) - limit, name).toBeLessThan(3)
    }
  })
})

describe('docs/errors.md', () => {
  it('has a section for each code, with what users see and the HTTP status', () => {
    const sections = readPage('docs/errors.md').text.matchAll(
      /^## `([\w-]+)`\n\nUsers see: (.+)\n\n(?:Status (\d+))?/gm,
    )
    const stated = [...sections].map(([, code, text, status]) => [code, text, Number(status)])
    // A request that didn't arrive has no status.
    const getStatus = (code: IdentikitErrorCode) =>
      code === 'network' ? Number.NaN : statuses[code]
    expect(stated).toEqual(errorCodes.map((code) => [code, messages.errors[code], getStatus(code)]))
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPage, root } from '../docs/markdown.js'

const { text } = readPage('CONTRIBUTING.md')
const folders = ['.ci', 'api', 'bench', 'consumer', 'data', 'docs', 'examples', 'screenshots']
const tops = [...folders, 'scripts', 'src', 'stories', 'test']
const files = tops.flatMap((top) =>
  readdirSync(root + top, { recursive: true, encoding: 'utf8' })
    .map((path) => `${top}/${path.replaceAll('\\', '/')}`)
    .filter((path) => !path.includes('node_modules/')),
)
const paths = new Set([...files, ...tops, ...readdirSync(root)])
const names = new Set(files.map((path) => basename(path)))
/** Paths may leave out the first folders. */
const bases = ['', 'src/', 'src/adapters/', 'test/docs/']

/** Names that the page forbids, and a folder that a command writes. */
const absent = ['constants.ts', 'index.ts', 'types.ts', 'utils.ts', 'screenshots/all']

/** Returns the files and folders that a text names in code. */
const findPaths = (markdown: string) =>
  [...markdown.matchAll(/`([^`\n ]+)`/g)]
    .map(([, code = '']) => code.replace(/\/$/, ''))
    .filter((code) => !/<|Name\./.test(code) && !absent.includes(code))
    .filter((code) => /\.(?:css|mjs|tsx?)$/.test(code) || isBelowFolder(code))

function isBelowFolder(code: string): boolean {
  const [first = '', ...rest] = code.split('/')
  return rest.length > 0 && (tops.includes(first) || paths.has(`src/${first}`))
}

function exists(path: string): boolean {
  if (!path.includes('/')) return names.has(path)
  const [start, ...ends] = path.split('*')
  return bases.some((base) =>
    ends.length === 0
      ? paths.has(base + path)
      : files.some(
          (file) =>
            file.startsWith(base + start) &&
            file.endsWith(ends.at(-1) ?? '') &&
            isIn(file, base + path),
        ),
  )
}

const isIn = (file: string, pattern: string) => dirname(file) === dirname(pattern)

describe('CONTRIBUTING.md', () => {
  it('names files and folders that exist', () => {
    const named = findPaths(text)
    expect(named.length).toBeGreaterThan(100)
    expect(named.filter((path) => !exists(path))).toEqual([])
    expect(exists('src/react/store/gone.ts')).toBe(false)
  })

  it('names in each step of a click functions that its files contain', () => {
    const section = /^## One click.*?\n([^]*?)^## /m.exec(text)?.[1] ?? ''
    const steps = section.split(/^\d+\. /m).slice(1)
    expect(steps.length).toBeGreaterThan(15)
    for (const step of steps) {
      const own = findPaths(step)
      expect(own, step).not.toEqual([])
      const code = own.map((path) => readFileSync(root + path, 'utf8')).join('\n')
      const [...functions] = step.matchAll(/`([\w-]+)`/g)
      for (const [, name = ''] of functions) expect(code, step).toContain(name)
    }
  })
})

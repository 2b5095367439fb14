import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A page of the documentation. */
export interface Page {
  /** The path below the root, such as `docs/push.md`. */
  readonly path: string
  readonly text: string
}

/** A code block of a page. */
export interface CodeBlock {
  /** The first word after the fence, such as `tsx`. */
  readonly language: string
  /** Whether the block is marked as a part of a file: names that it doesn't declare are imported for it. */
  readonly isFragment: boolean
  /** The line of the opening fence, counted from 1. */
  readonly line: number
  readonly code: string
}

/** Reads a page. */
export function readPage(path: string): Page {
  return { path, text: readFileSync(root + path, 'utf8') }
}

/** Returns the README and every page of `docs`, which the tarball contains. */
export function readPages(): readonly Page[] {
  const names = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'))
  return ['README.md', ...names.sort().map((name) => `docs/${name}`)].map(readPage)
}

/** Returns the code blocks of a page. */
export function findCodeBlocks({ text }: Page): readonly CodeBlock[] {
  const pattern = /^( *)```(\S+)(.*)\n([^]*?)^\1```$/gm
  return [...text.matchAll(pattern)].map(
    ({ index, 2: language = '', 3: info = '', 4: code = '' }) => ({
      language,
      isFragment: info.trim() === 'fragment',
      line: text.slice(0, index).split('\n').length,
      code,
    }),
  )
}

/** Returns the path that the first line of a block names, such as `// src/Settings.tsx`. */
export function getBlockPath({ code }: CodeBlock): string | undefined {
  return /^\/\/ (\S+\.\w+)\n/.exec(code)?.[1]
}

/** Returns the text of a page without its code. */
export function removeCode({ text }: Page): string {
  return text.replaceAll(/^( *)```.*\n[^]*?^\1```$/gm, '').replaceAll(/`[^`\n]+`/g, '')
}

/** Returns the anchors of the headings of a page, as GitHub names them. */
export function findAnchors({ text }: Page): ReadonlySet<string> {
  const prose = text.replaceAll(/^( *)```.*\n[^]*?^\1```$/gm, '')
  const anchors = new Set<string>()
  for (const [, heading = ''] of prose.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-')
    let anchor = slug
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`
    anchors.add(anchor)
  }
  return anchors
}

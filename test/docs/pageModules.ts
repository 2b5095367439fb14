import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import type { Plugin } from 'vite'
import { findCodeBlocks, getBlockPath, readPage, root, type CodeBlock } from './markdown.js'

/** Where the modules of blocks are. The folder doesn't exist: the name of a file tells other plugins the language. */
const folder = `${root}test/docs/.page-modules/`

/**
 * Creates a Vite plugin that lets tests import a code block of a page: `page:README.md:src/App.tsx` is the block of the README that begins
 * with the comment `// src/App.tsx`. A block can import others of its page, and modules of a product, which are in `test/docs/yours`.
 */
export function pageModules(): Plugin {
  const blocks = new Map<string, string>()

  function add(page: string, found: CodeBlock): string {
    const file = `${folder}${page}/${getBlockPath(found)}`
    blocks.set(file, found.code)
    return file
  }

  function resolveRelative(id: string, importer: string): string | undefined {
    const [, page = '', path = ''] = /^(.+?\.md)\/(.+)$/.exec(importer.slice(folder.length)) ?? []
    const target = posix.join(posix.dirname(path), id)
    const paths = [target, `${target}.ts`, `${target}.tsx`]
    const block = findBlock(page, paths)
    if (block) return add(page, block)
    const yours = `${root}test/docs/yours/${posix.basename(id)}.ts`
    return existsSync(yours) ? yours : undefined
  }

  return {
    name: 'page-modules',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id.startsWith('.') && importer?.startsWith(folder)) return resolveRelative(id, importer)
      const [, page, path] = /^page:([^:]+):(.+)$/.exec(id) ?? []
      if (page === undefined || path === undefined) return undefined
      const block = findBlock(page, [path])
      if (!block) throw new Error(`${page} has no code block for ${path}.`)
      return add(page, block)
    },
    load: (id) => blocks.get(id),
  }
}

const findBlock = (page: string, paths: readonly string[]) =>
  findCodeBlocks(readPage(page)).find((block) => paths.includes(getBlockPath(block) ?? ''))

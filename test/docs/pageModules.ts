import type { Plugin } from 'vite'
import { findCodeBlocks, getBlockPath, readPage, root } from './markdown.js'

/**
 * Creates a Vite plugin that lets tests import a code block of a page: `page:README.md:src/App.tsx` is the block of the README that begins
 * with the comment `// src/App.tsx`.
 */
export function pageModules(): Plugin {
  const blocks = new Map<string, string>()
  return {
    name: 'page-modules',
    enforce: 'pre',
    resolveId(id) {
      const [, page, path] = /^page:([^:]+):(.+)$/.exec(id) ?? []
      if (page === undefined || path === undefined) return undefined
      const block = findCodeBlocks(readPage(page)).find((found) => getBlockPath(found) === path)
      if (!block) throw new Error(`${page} has no code block for ${path}.`)
      // A file that doesn't exist, whose name tells the other plugins the language.
      const file = `${root}node_modules/.page-modules/${page}/${path}`
      blocks.set(file, block.code)
      return file
    },
    load: (id) => blocks.get(id),
  }
}

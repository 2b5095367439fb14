// @ts-check
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../src', import.meta.url))

/** Resolves the entries of the package to their sources, for the example app, the stories and the tests of both. */
export const sourceAliases = [
  { find: /^identikit$/, replacement: `${source}/index.ts` },
  { find: /^identikit\/styles\.css$/, replacement: `${source}/styles/index.css` },
  { find: /^identikit\/styles\/(.+\.css)$/, replacement: `${source}/styles/$1` },
  { find: /^identikit\/adapters\/(.+)$/, replacement: `${source}/adapters/$1/$1.ts` },
  { find: /^identikit\/server\/node$/, replacement: `${source}/server/nodeListener.ts` },
  { find: /^identikit\/(.+)$/, replacement: `${source}/$1.ts` },
]

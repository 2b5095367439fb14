// @ts-check
import { readFileSync } from 'node:fs'

/**
 * Returns the files of a page of the documentation by path: the code blocks whose first line is a comment with a path.
 *
 * @param {string} page its path below the root, such as `docs/push.md`
 * @returns {Map<string, string>}
 */
export function readPageFiles(page) {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8')
  const blocks = text.matchAll(/^```[jt]sx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)
  return new Map([...blocks].map(([, path = '', code = '']) => [path, code]))
}

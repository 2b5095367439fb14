// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from './runCommand.mjs'

const text = readFileSync(new URL('../../docs/first-settings-page.md', import.meta.url), 'utf8')

/**
 * Writes the files of docs/first-settings-page.md, which are the code blocks whose first line is a comment with a path.
 *
 * @param {string} app
 * @param {readonly string[]} paths
 * @param {string} [port] replaces 3000, which may be in use
 */
export function writePageFiles(app, paths, port = '3000') {
  const blocks = [...text.matchAll(/^```tsx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)]
  const files = new Map(blocks.map(([, path = '', code = '']) => [path, code]))
  for (const path of paths) {
    const code = files.get(path)
    if (code === undefined)
      throw new Error(`docs/first-settings-page.md has no code block for ${path}.`)
    writeFile(join(app, path), code.replaceAll('3000', port))
  }
}

/**
 * Installs the packages of that page, and others for development.
 *
 * @param {string} app
 * @param {import('./packPackages.mjs').Tarballs} tarballs
 * @param {readonly string[]} [others]
 */
export function installPackages(app, tarballs, others = []) {
  const list = (/** @type {RegExp} */ command) => command.exec(text)?.[1]?.split(' ') ?? []
  const packages = list(/^ {4}npm install (identikit .*)$/m).map((name) => tarballs[name] ?? name)
  const devPackages = list(/^ {4}npm install --save-dev (.*)$/m)
  const flags = ['--prefer-offline', '--no-audit', '--no-fund']
  run(app, ['npm', 'install', ...flags, ...packages])
  run(app, ['npm', 'install', ...flags, '--save-dev', ...devPackages, ...others])
}

/**
 * @param {string} path
 * @param {string} code
 */
export function writeFile(path, code) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, code)
}

// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readPageFiles } from './readPageFiles.mjs'
import { run } from './runCommand.mjs'

const page = 'docs/first-settings-page.md'

/**
 * Writes files of docs/first-settings-page.md.
 *
 * @param {string} app
 * @param {readonly string[]} paths
 * @param {string} [port] replaces 3000, which may be in use
 */
export function writePageFiles(app, paths, port = '3000') {
  const files = readPageFiles(page)
  for (const path of paths) {
    const code = files.get(path)
    if (code === undefined) throw new Error(`${page} has no code block for ${path}.`)
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
export async function installPackages(app, tarballs, others = []) {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8')
  const list = (/** @type {RegExp} */ command) => command.exec(text)?.[1]?.split(' ') ?? []
  const packages = list(/^ {4}npm install (identikit .*)$/m).map((name) => tarballs[name] ?? name)
  const devPackages = list(/^ {4}npm install --save-dev (.*)$/m)
  const flags = ['--prefer-offline', '--no-audit', '--no-fund']
  await run(app, ['npm', 'install', ...flags, ...packages])
  await run(app, ['npm', 'install', ...flags, '--save-dev', ...devPackages, ...others])
}

/**
 * @param {string} path
 * @param {string} code
 */
export function writeFile(path, code) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, code)
}

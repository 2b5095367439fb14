// @ts-check
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeFile } from './pageFiles.mjs'

/** @typedef {Readonly<Record<string, string>>} Tarballs The tarball of each package. */

const root = resolve(import.meta.dirname, '../..')

/**
 * Packs the build, and a package that answers like `pg` from PGlite, so that no database server is needed.
 *
 * @param {string} folder
 * @param {string} [database] a new database, of which each process uses a copy: to make one takes seconds
 * @returns {Tarballs}
 */
export function packPackages(folder, database = join(folder, 'database')) {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const pg = join(folder, 'pg')
  writeFile(
    join(pg, 'package.json'),
    JSON.stringify({ name: 'pg', version: '8.0.0', main: 'index.js' }),
  )
  writeFile(
    join(pg, 'index.js'),
    `const { cpSync, mkdtempSync } = require('node:fs')

    async function open() {
      const { PGlite } = await import(${JSON.stringify(pathToFileURL(pglite).href)})
      const copy = mkdtempSync(${JSON.stringify(`${database}-`)})
      cpSync(${JSON.stringify(database)}, copy, { recursive: true })
      return new PGlite(copy)
    }

    exports.Pool = class {
      async query(text, params) {
        globalThis.pglite ??= open()
        return (await globalThis.pglite).query(text, params)
      }
    }
    `,
  )
  return { identikit: pack(root, folder), pg: pack(pg, folder) }
}

/**
 * @param {string} source
 * @param {string} folder
 */
function pack(source, folder) {
  const args = ['pack', source, '--ignore-scripts', '--silent', '--pack-destination', folder]
  return join(folder, execFileSync('npm', args, { cwd: folder, encoding: 'utf8' }).trim())
}

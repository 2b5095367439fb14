// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFile } from './pageFiles.mjs'

/**
 * Writes the files of `hydration` into an app: a settings page with the parts that show times and languages, and a handler and a session without a database.
 *
 * @param {string} app
 * @param {Readonly<Record<'Settings.tsx' | 'handler.ts' | 'session.ts', string>>} paths where the app has them
 */
export function writeHydrationFiles(app, paths) {
  for (const [name, path] of Object.entries(paths))
    writeFile(join(app, path), readFileSync(new URL(`hydration/${name}`, import.meta.url), 'utf8'))
}

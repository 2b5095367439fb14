import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { adapterBugs } from './seededBugs/adapterBugs.js'
import { importBugs } from './seededBugs/importBugs.js'
import { readBugs } from './seededBugs/readBugs.js'
import { savingBugs } from './seededBugs/savingBugs.js'
import type { SeededBug, SeededBugs } from './seededBugs/seededBug.js'
import { serverBugs } from './seededBugs/serverBugs.js'
import { storeBugs } from './seededBugs/storeBugs.js'
import { userBugs } from './seededBugs/userBugs.js'

/** Bugs that other clients have or that a change could add. `npm run bugs` checks that the tests catch each. */
export const seededBugs: SeededBugs = {
  ...storeBugs,
  ...savingBugs,
  ...readBugs,
  ...userBugs,
  ...adapterBugs,
  ...serverBugs,
  ...importBugs,
}

/** Creates a Vite plugin that patches the bug named by `IDENTIKIT_BUG` into the sources. */
export function seedBug(name = process.env['IDENTIKIT_BUG']): Plugin {
  const bug = name === undefined ? undefined : seededBugs[name]
  if (name !== undefined && !bug) throw new Error(`There is no seeded bug "${name}".`)
  return {
    name: 'seeded-bug',
    enforce: 'pre',
    transform(code, id) {
      return bug && id.endsWith(bug.file) ? patch(code, bug) : undefined
    },
  }
}

/** @throws if the code doesn't contain the patched place exactly once, so the list must be updated */
export function patch(code: string, { file, find, replace }: SeededBug): string {
  const parts = code.split(find)
  if (parts.length !== 2) throw new Error(`${file} has "${find}" ${parts.length - 1} times.`)
  return parts.join(replace)
}

/** Reads the source that a bug patches. */
export function readSource({ file }: SeededBug): string {
  return readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8')
}

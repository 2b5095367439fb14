// @ts-check
/** Refuses to publish while package.json lacks an address that only its owner can choose: npm runs it before `npm publish`. */
import { readFileSync } from 'node:fs'

/** npm needs the repository for the provenance of a release, and SECURITY.md refers to `bugs.email`. */
const needed = ['repository', 'homepage', 'bugs']

const pkg = JSON.parse(readFileSync('package.json', 'utf8'))
const missing = needed.filter((field) => pkg[field] === undefined)
if (pkg.bugs && !pkg.bugs.email) missing.push('bugs.email')
if (missing.length > 0) {
  console.error(`Set ${missing.join(', ')} in package.json before the release.`)
  process.exitCode = 1
}

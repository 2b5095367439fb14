// @ts-check
/**
 * Takes pictures of the stories in `storybook-static`, and builds it if it's missing.
 *
 *     npm run screenshots                  every story of "Screens" and every component, in every mode, into screenshots/all
 *     npm run screenshots -- <text>        only pictures whose names contain the text
 *     npm run screenshots -- --update      the compared pictures into screenshots/
 *     npm run screenshots -- --compare     compares them; what differs is in screenshots/failed
 *     npm run screenshots -- --tokens      checks that a change of any token changes a compared picture
 *     npm run screenshots -- --build       builds Storybook first
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openStudio } from './screenshots/camera.mjs'
import { compare, limit } from './screenshots/compare.mjs'
import { comparedPictures, modes, toPicture } from './screenshots/pictures.mjs'
import { checkTokens } from './screenshots/tokens.mjs'

const root = resolve(import.meta.dirname, '..')
const built = join(root, 'storybook-static')
const folder = join(root, 'screenshots')
const failed = join(folder, 'failed')

const args = process.argv.slice(2)
const has = (/** @type {string} */ flag) => args.includes(flag)
const [text = ''] = args.filter((arg) => !arg.startsWith('--'))

/** Pages that are open at the same time. */
const concurrency = 3

if (has('--build') || !existsSync(join(built, 'index.json'))) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build-storybook'], { cwd: root })
  if (status !== 0) throw new Error('Storybook was not built. Run `npm run build-storybook`.')
}

/** @typedef {import('./screenshots/pictures.mjs').Picture} Picture */

/** Returns a picture of the first story of each component, and of every story of the screens, in every mode. */
function everyPicture() {
  const { entries } = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8'))
  const ids = Object.values(entries)
    .filter(
      ({ type, title, tags }) =>
        type === 'story' && !title.startsWith('Words') && !tags.includes('part'),
    )
    .map(({ id }) => id)
  const first = new Set(
    ids.map((id) => ids.find((other) => other.split('--')[0] === id.split('--')[0])),
  )
  return ids.flatMap((id) => {
    const isShownInEveryMode = first.has(id) || id.startsWith('screens-')
    const names = isShownInEveryMode ? Object.keys(modes) : ['wide', '320', 'dark']
    return names.map((mode) => toPicture(id, mode))
  })
}

const studio = await openStudio(built)

/**
 * Calls a function for each picture with the page of its story.
 *
 * @param {readonly Picture[]} pictures
 * @param {(picture: Picture, image: Buffer) => void} use
 */
async function takeAll(pictures, use) {
  const left = pictures.filter(({ name }) => name.includes(text))
  const count = left.length
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let picture = left.shift(); picture; picture = left.shift()) {
        try {
          const page = await studio.open(picture)
          use(picture, await studio.take(page))
          await page.close()
        } catch (error) {
          console.error(`${picture.name}: ${String(error)}`)
          process.exitCode = 1
        }
      }
    }),
  )
  return count
}

async function takeEvery() {
  const target = join(folder, 'all')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const count = await takeAll(everyPicture(), ({ name }, image) => {
    writeFileSync(join(target, `${name}.png`), image)
  })
  console.log(`${count} pictures are in screenshots/all.`)
}

async function update() {
  mkdirSync(folder, { recursive: true })
  if (text === '')
    for (const name of readdirSync(folder)) if (name.endsWith('.png')) rmSync(join(folder, name))
  const count = await takeAll(comparedPictures, ({ name }, image) => {
    const path = join(folder, `${name}.png`)
    if (existsSync(path) && compare(readFileSync(path), image).ratio === 0) return
    writeFileSync(path, image)
  })
  writeFileSync(join(folder, 'chromium.txt'), `${studio.version}\n`)
  console.log(`${count} pictures are in screenshots.`)
}

async function compareAll() {
  rmSync(failed, { recursive: true, force: true })
  mkdirSync(failed, { recursive: true })
  const count = await takeAll(comparedPictures, ({ name }, image) => {
    const path = join(folder, `${name}.png`)
    const { ratio, diff } = existsSync(path)
      ? compare(readFileSync(path), image)
      : { ratio: 1, diff: undefined }
    if (ratio <= limit) return
    console.error(`${name}: ${(ratio * 100).toFixed(2)}% of the pixels differ`)
    writeFileSync(join(failed, `${name}.png`), image)
    if (diff) writeFileSync(join(failed, `${name}.diff.png`), diff)
    process.exitCode = 1
  })
  const version = join(folder, 'chromium.txt')
  const expected = existsSync(version) ? readFileSync(version, 'utf8').trim() : 'unknown'
  if (process.exitCode === 1) {
    console.error(
      `See screenshots/failed. The pictures were taken with Chromium ${expected}; this is ${studio.version}. ` +
        'If the change is right, run `npm run screenshots -- --build --update`.',
    )
  } else console.log(`${count} pictures are as before.`)
}

try {
  if (has('--update')) await update()
  if (has('--compare')) await compareAll()
  if (has('--tokens')) await checkTokens(studio, join(root, 'src/styles/ui/tokens.css'))
  if (!['--update', '--compare', '--tokens'].some(has)) await takeEvery()
} finally {
  await studio.close()
}

// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'

/** @typedef {{ id: string, type: string, tags: string[] }} Story */

/** Returns the code of the checks that run inside of a page. */
export async function bundleChecks() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('inPage/index.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'a11y',
    footer: { js: 'globalThis.a11y = a11y' },
    target: 'chrome125',
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * Serves a built Storybook.
 *
 * @param {string} folder
 */
export async function serveStorybook(folder) {
  const file = join(folder, 'index.json')
  if (!existsSync(file)) throw new Error(`${file} is missing. Run npm run build-storybook first.`)
  /** @type {{ entries: Record<string, Story> }} */
  const { entries } = JSON.parse(readFileSync(file, 'utf8'))
  const serve = sirv(folder)
  const server = createServer((request, response) => serve(request, response))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/iframe.html`,
    stories: Object.values(entries).filter(({ type }) => type === 'story'),
    close: () => server.close(),
  }
}

/**
 * Opens a story and waits until its play function has ended. Returns the error of the play function. A page that shows another story
 * changes to this one, as the sidebar of Storybook does: loading Storybook takes ten times as long.
 *
 * @param {import('playwright').Page} page
 * @param {string} url
 * @param {string} id
 * @returns {Promise<string | null>}
 */
export async function openStory(page, url, id) {
  if (page.url().startsWith(url)) await page.evaluate(changeStory, id)
  // The checks run axe themselves.
  else await page.goto(`${url}?id=${id}&viewMode=story&globals=a11y.manual:!true`)
  const phase = await page.waitForFunction(
    (storyId) => {
      const preview = /** @type {any} */ (globalThis).__STORYBOOK_PREVIEW__
      const { id: shown, phase: now } = preview?.currentRender ?? {}
      // The phases before them only wait for animations, which reduced motion removes.
      const ends = ['completing', 'completed', 'afterEach', 'finished', 'errored', 'aborted']
      return shown === storyId && ends.includes(now) && now
    },
    id,
    { timeout: 30_000 },
  )
  return ['errored', 'aborted'].includes(await phase.jsonValue()) ? 'its play function fails' : null
}

/**
 * Changes the story of this page, with the toolbar as it was at first.
 *
 * @param {string} storyId
 */
function changeStory(storyId) {
  const channel = /** @type {any} */ (globalThis).__STORYBOOK_ADDONS_CHANNEL__
  const { theme, direction } = /** @type {any} */ (globalThis).__STORYBOOK_PREVIEW__.storyStoreValue
    .userGlobals.initialGlobals
  channel.emit('updateGlobals', { globals: { theme, direction } })
  channel.emit('setCurrentStory', { storyId, viewMode: 'story' })
}

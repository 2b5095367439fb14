// @ts-check
/**
 * Checks every story of the built Storybook in Chromium: axe in the modes of a11y/modes.mjs, layout with large and spaced text, the size
 * of targets, and the keyboard. `npm run build-storybook && npm run a11y`; `npm run a11y -- profile` checks the stories whose id contains "profile".
 * Exits with 1 if anything is wrong.
 */
import { availableParallelism } from 'node:os'
import { chromium } from 'playwright'
import { checkStory } from './a11y/checkStory.mjs'
import { modes } from './a11y/modes.mjs'
import { bundleChecks, serveStorybook } from './a11y/storybook.mjs'
import { launchOptions, resolveBrowser } from './browser.mjs'

const [filter = ''] = process.argv.slice(2)
const begun = Date.now()
const { url, stories, close } = await serveStorybook('storybook-static')
const code = await bundleChecks()
const options = launchOptions(resolveBrowser())
const browser = await chromium.launch({
  ...options,
  // Gives each element its `computedName`.
  args: [...options.args, '--enable-blink-features=ComputedAccessibilityInfo'],
})
const ids = stories.map(({ id }) => id).filter((id) => id.includes(filter))
/** @param {string} id */
const componentOf = (id) => id.split('--')[0]
/** The components whose stories are not checked yet. */
const queue = [...new Set(ids.map(componentOf))]
/** @type {string[]} */
const faults = []

/**
 * Checks the stories of a component in one page.
 *
 * @param {import('playwright').BrowserContext} context
 * @param {string | undefined} component
 */
async function checkComponent(context, component) {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await page.clock.install()
  for (const id of ids.filter((one) => componentOf(one) === component)) {
    // Each story begins with an empty storage.
    await session.send('Storage.clearDataForOrigin', {
      origin: new URL(url).origin,
      storageTypes: 'all',
    })
    const found = await checkStory(page, url, id).catch((/** @type {unknown} */ error) => [
      `${id}: ${String(error)}`,
    ])
    for (const fault of found) console.error(fault)
    faults.push(...found)
  }
  await page.close()
}

async function work() {
  // Its cache keeps the scripts of Storybook.
  const context = await browser.newContext()
  await context.addInitScript(code)
  while (queue.length > 0) await checkComponent(context, queue.shift())
  await context.close()
}

try {
  await Promise.all(Array.from({ length: availableParallelism() }, work))
} finally {
  await browser.close()
  close()
}
const seconds = Math.round((Date.now() - begun) / 1000)
console.log(
  `a11y: ${ids.length} stories, ${ids.length * modes.length} runs of axe, ${faults.length} findings, ${seconds} s`,
)
process.exitCode = faults.length > 0 ? 1 : 0

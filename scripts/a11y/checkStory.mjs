// @ts-check
import { callCheck } from './inPageChecks.mjs'
import { modes, nameMode, viewports } from './modes.mjs'
import { openStory } from './storybook.mjs'
import { pressControls, walkKeyboard } from './walkKeyboard.mjs'

/** @typedef {import('playwright').Page} Page */

/** What a user's style sheet may set without cutting a text: WCAG 1.4.12. */
const textSpacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`

/** A text of twice the size: WCAG 1.4.4. */
const largeText = ':root { font-size: 200% !important; }'

/**
 * @param {Page} page
 * @param {string} css
 */
async function findFaultsWith(page, css) {
  const sheet = await page.addStyleTag({ content: css })
  const faults = await callCheck(page, 'findLayoutFaults')
  await sheet.evaluate((element) => element.parentNode?.removeChild(element))
  return faults
}

/**
 * Sets the window, the system colors and the toolbar of Storybook.
 *
 * @param {Page} page
 * @param {import('./modes.mjs').Mode} mode
 */
async function setMode(page, { scheme, direction, width, forcedColors }) {
  await page.setViewportSize(viewports[width])
  await page.emulateMedia({ forcedColors, colorScheme: scheme, reducedMotion: 'reduce' })
  await page.evaluate(
    async (globals) => {
      const channel = /** @type {any} */ (globalThis).__STORYBOOK_ADDONS_CHANNEL__
      const rendered = new Promise((resolve) => {
        /** @param {{ newPhase: string }} change */
        function onPhase({ newPhase }) {
          if (newPhase !== 'completing') return
          channel.off('storyRenderPhaseChanged', onPhase)
          resolve(undefined)
        }
        // In this phase, Storybook waits 100 ms for animations, which reduced motion removes.
        channel.on('storyRenderPhaseChanged', onPhase)
        setTimeout(resolve, 500)
      })
      channel.emit('updateGlobals', { globals })
      await rendered
      await new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve))
      })
    },
    { theme: scheme, direction },
  )
}

/**
 * Finds targets that are too small for fingers. The emulation ends with its session.
 *
 * @param {Page} page
 */
async function findSmallTouchTargets(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 })
  const faults = await callCheck(page, 'findSmallTargets', 44)
  await session.detach()
  return faults
}

/**
 * Checks one story: axe and layout in each mode, text size and spacing, targets, and keyboard.
 *
 * @param {Page} page its clock is installed and the checks are added
 * @param {string} url
 * @param {string} id
 * @returns {Promise<string[]>} what is wrong
 */
export async function checkStory(page, url, id) {
  /** @type {string[]} */
  const faults = []
  // The other stories are pages of documentation.
  const isOfKit = /^(?:components|screens)-/.test(id)
  /** @param {string} where @param {readonly string[]} found */
  const report = (where, found) =>
    faults.push(...found.map((fault) => `${id} (${where}): ${fault}`))
  await page.setViewportSize(viewports.wide)
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light', reducedMotion: 'reduce' })
  const failure = await openStory(page, url, id)
  if (failure) report('light', [failure])
  for (const mode of modes) {
    await setMode(page, mode)
    report(nameMode(mode), await callCheck(page, 'runAxe', mode.forcedColors === 'active'))
    if (!isOfKit) continue
    report(nameMode(mode), await callCheck(page, 'findLayoutFaults'))
    // A wide window has room for both.
    if (mode.width === 'wide' || mode.forcedColors === 'active') continue
    report(`${nameMode(mode)}, text spacing`, await findFaultsWith(page, textSpacing))
    report(`${nameMode(mode)}, large text`, await findFaultsWith(page, largeText))
  }
  if (!isOfKit) return faults
  report('inline style', await callCheck(page, 'findInlineStyles'))
  report('targets', await callCheck(page, 'findSmallTargets', 24))
  report('touch targets', await findSmallTouchTargets(page))
  report('keyboard', await walkKeyboard(page))
  // A screen repeats the controls of its components.
  if (id.startsWith('components-')) report('use', await pressControls(page))
  return faults
}

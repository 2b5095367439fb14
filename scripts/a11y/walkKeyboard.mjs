// @ts-check
import { callCheck } from './inPageChecks.mjs'

/** @typedef {import('playwright').Page} Page */

/** A story with more controls repeats them. */
const maxUses = 20

/**
 * Presses a key until the focus leaves the page, or starts again as in a dialog.
 *
 * @param {Page} page
 * @param {string} key
 * @param {number} limit
 */
async function walk(page, key, limit) {
  /** @type {number[]} */
  const reached = []
  /** @type {Set<string>} */
  const faults = new Set()
  for (let press = 0; press < limit; press += 1) {
    await page.keyboard.press(key)
    const stop = await callCheck(page, 'readStop')
    // The parts of a native date are stops of their own, whose focus the browser shows.
    const isSame = stop.index === reached.at(-1)
    if (stop.isOnBody || (!isSame && reached.includes(stop.index))) break
    if (isSame) continue
    for (const fault of stop.faults) faults.add(fault)
    if (stop.index !== -1) reached.push(stop.index)
  }
  const direction = key === 'Tab' ? 1 : -1
  if (
    reached.some((index, place) => place > 0 && (index - (reached[place - 1] ?? 0)) * direction < 0)
  )
    faults.add(`${key} goes through the controls in the order ${reached.join(', ')}`)
  return { reached, faults }
}

/**
 * Moves the focus with Tab from the top of the page to its end, and back with Shift+Tab.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function walkKeyboard(page) {
  const limit = (await callCheck(page, 'startWalk')) + 15
  const there = await walk(page, 'Tab', limit)
  const missed = await callCheck(page, 'findMissed', there.reached)
  const back = await walk(page, 'Shift+Tab', limit)
  return [...new Set([...there.faults, ...missed, ...back.faults])]
}

/**
 * Reads the names of all controls. One request is much faster than `computedName` of each.
 *
 * @param {import('playwright').CDPSession} session
 * @returns {Promise<Map<number | undefined, string>>} the names by the id of the node
 */
async function readNames(session) {
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const controls = nodes.filter(({ ignored, properties }) =>
    properties?.some(({ name, value }) => !ignored && name === 'focusable' && value.value),
  )
  return new Map(
    controls.map(({ backendDOMNodeId, name }) => [backendDOMNodeId, String(name?.value ?? '')]),
  )
}

/**
 * Uses each control with Space, and closes what it opens with Escape. The focus must stay, and so must the names of all controls.
 *
 * @param {Page} page its clock is installed
 * @returns {Promise<string[]>}
 */
export async function pressControls(page) {
  /** @type {Set<string>} */
  const faults = new Set()
  const session = await page.context().newCDPSession(page)
  /** @type {Map<number | undefined, string>} */
  let names = new Map()
  /** @param {string} use */
  const check = async (use) => {
    if ((await callCheck(page, 'readStop')).isOnBody)
      faults.add(`${use} loses the focus when it is used`)
    for (const [id, name] of await readNames(session)) {
      const before = names.get(id)
      // A control that is not shown has no name.
      if (before && name && before !== name)
        faults.add(`${use} changes the name "${before}" to "${name}"`)
    }
  }
  const limit = (await callCheck(page, 'startWalk')) + 15
  let uses = 0
  for (let press = 0; press < limit && uses < maxUses; press += 1) {
    await page.keyboard.press('Tab')
    const { isOnBody, text } = await callCheck(page, 'readStop')
    if (isOnBody) break
    if (!(await callCheck(page, 'prepareUse'))) continue
    uses += 1
    names = await readNames(session)
    await page.keyboard.press('Space')
    // Long enough for a save, its mark and its bar.
    await page.clock.runFor(4000)
    await check(text)
    if (!(await callCheck(page, 'isOverlayOpen'))) continue
    await page.keyboard.press('Escape')
    await page.clock.runFor(1000)
    await check(`${text} and Escape`)
  }
  await session.detach()
  return [...faults]
}

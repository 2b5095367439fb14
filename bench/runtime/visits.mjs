// @ts-check
/** Visits pages in Chromium and reads their measurements. */

/**
 * What one click costs: milliseconds until the switch is painted, of scripts and of all work of the page's thread, and the number of layouts.
 *
 * @typedef {{ paint: number, script: number, work: number, layouts: number }} Click
 */
/** @typedef {{ page: string, size: string, isRendered: boolean }} Visit */

/** How long a page may go on working after a click or a load, in milliseconds. */
const settling = 1200
const clicks = 6

/** @param {import('playwright').CDPSession} session */
async function readMetrics(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  const values = new Map(metrics.map(({ name, value }) => [name, value]))
  const read = (/** @type {string} */ name) => values.get(name) ?? NaN
  return {
    script: read('ScriptDuration') * 1000,
    work: read('TaskDuration') * 1000,
    layouts: read('LayoutCount'),
  }
}

/** @param {import('playwright').CDPSession} session */
async function readHeap(session) {
  // One collection leaves objects that only finalizers release.
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

/**
 * Opens a page in a context of its own, with an empty cache.
 *
 * @template T
 * @param {import('playwright').Browser} browser @param {string} origin @param {Visit} visit @param {'click' | 'manual' | 'load'} mode
 * @param {(page: import('playwright').Page, session: import('playwright').CDPSession) => Promise<T>} measure
 */
async function open(browser, origin, { page: name, size, isRendered }, mode, measure) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 } })
  try {
    const page = await context.newPage()
    /** @type {Error[]} */
    const errors = []
    page.on('pageerror', (error) => errors.push(error))
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const query = `size=${size}${isRendered ? '&rendered' : ''}&${mode}`
    await page.goto(`${origin}/pages/${name}?${query}`, { waitUntil: 'commit' })
    await page.waitForFunction(() => 'bench' in window)
    const result = await measure(page, session)
    if (errors[0]) throw new Error(`${name}: ${errors[0].message}`, { cause: errors[0] })
    return result
  } finally {
    await context.close()
  }
}

/** Measures a load. @param {import('playwright').Browser} browser @param {string} origin @param {Visit} visit */
export function visitLoad(browser, origin, visit) {
  return open(browser, origin, visit, 'load', async (page) => {
    const firstSwitch = await page.evaluate(() => window.bench.firstSwitch())
    await page.waitForTimeout(settling)
    return { firstSwitch, ...(await page.evaluate(() => window.bench.count())) }
  })
}

/**
 * Measures when a page shows its first switch and answers its first click.
 *
 * @param {import('playwright').Browser} browser @param {string} origin @param {Visit} visit
 */
export function visitFirstClick(browser, origin, visit) {
  return open(browser, origin, visit, 'click', async (page) => {
    const firstSwitch = await page.evaluate(() => window.bench.firstSwitch())
    const firstClick = await page.evaluate(() => window.bench.firstClick())
    return { firstSwitch, firstClick: firstClick ?? NaN }
  })
}

/**
 * Measures a mount after the scripts have loaded, and clicks switches over the whole list.
 *
 * @param {import('playwright').Browser} browser @param {string} origin @param {Visit} visit @param {number} switches
 */
export function visitClicks(browser, origin, visit, switches) {
  return open(browser, origin, visit, 'manual', async (page, session) => {
    await page.evaluate(() => window.bench.loaded())
    const before = await readHeap(session)
    const mount = await page.evaluate((count) => window.bench.mount(count), switches)
    await page.waitForTimeout(settling)
    const heap = (await readHeap(session)) - before
    /** @type {Click[]} */
    const measured = []
    for (let index = 0; index < clicks; index += 1) {
      const { x, y } = await page.evaluate((part) => window.bench.aim(part), (index + 0.5) / clicks)
      await page.mouse.move(x, y)
      await page.waitForTimeout(200)
      const start = await readMetrics(session)
      await page.mouse.down()
      await page.mouse.up()
      const paint = await page.evaluate(() => window.bench.clickToPaint())
      await page.waitForTimeout(settling)
      const end = await readMetrics(session)
      measured.push({
        paint: paint ?? NaN,
        script: end.script - start.script,
        work: end.work - start.work,
        layouts: end.layouts - start.layouts,
      })
    }
    // The first click compiles what the others only run.
    return { mount, heap, clicks: measured.slice(1) }
  })
}

// @ts-check
/**
 * Calls a check that runs inside of a page (inPage/index.ts).
 *
 * @typedef {typeof import('./inPage/index.js')} Checks
 */

/**
 * @template {keyof Checks} Name
 * @param {import('playwright').Page} page
 * @param {Name} name
 * @param {Parameters<Checks[Name]>} args
 * @returns {Promise<Awaited<ReturnType<Checks[Name]>>>}
 */
export const callCheck = (page, name, ...args) =>
  page.evaluate(
    ([key, values]) => /** @type {any} */ (globalThis).a11y[key](...values),
    /** @type {const} */ ([name, args]),
  )

/** What the checks run inside of a page, bundled into the global `a11y`. */
export { findLayoutFaults } from './findLayoutFaults.js'
export { findSmallTargets } from './findSmallTargets.js'
export * from './keyboard.js'
export { findInlineStyles, runAxe } from './runAxe.js'

// @ts-check
/**
 * The modes in which each story is checked.
 *
 * @typedef {{ scheme: 'light' | 'dark', direction: 'ltr' | 'rtl', width: 'wide' | 'narrow', forcedColors: 'none' | 'active' }} Mode
 */

/**
 * The mode of `npm run test:stories`, which runs axe over every story too.
 *
 * @type {Mode}
 */
export const baseMode = {
  scheme: 'light',
  direction: 'ltr',
  width: 'wide',
  forcedColors: 'none',
}

/**
 * With `baseMode`, they contain each pair of values of any two properties (test/repository/accessibilityModes.test.ts).
 *
 * @type {readonly Mode[]}
 */
export const modes = [
  { scheme: 'dark', direction: 'rtl', width: 'wide', forcedColors: 'none' },
  { scheme: 'dark', direction: 'ltr', width: 'narrow', forcedColors: 'none' },
  { scheme: 'dark', direction: 'ltr', width: 'wide', forcedColors: 'active' },
  { scheme: 'light', direction: 'rtl', width: 'narrow', forcedColors: 'active' },
]

/** Sizes of the window. WCAG's smallest is 320 x 256, which is 1280 x 1024 at a zoom of 400 %. */
export const viewports = {
  wide: { width: 1200, height: 800 },
  narrow: { width: 320, height: 256 },
}

/** @param {Mode} mode */
export const nameMode = ({ scheme, direction, width, forcedColors }) =>
  [scheme, direction, width, ...(forcedColors === 'active' ? ['forced colors'] : [])].join(' ')

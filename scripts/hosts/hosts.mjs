// @ts-check
/** Lists the hosts that `npm run check:hosts` renders the kit in, each as one style sheet with the kit's. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { muiBaseline } from './muiBaseline.mjs'
import { tailwind3, tailwind4 } from './tailwind.mjs'

/**
 * `sheets` are style sheets in the order in which a page loads them. A host that `isEverywhere` is rendered in right-to-left pages and in
 * shadow roots too.
 *
 * @typedef {{ name: string, sheets: string[], isEverywhere?: boolean }} Host
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)

/** @param {string} id */
const sheet = (id) => readFileSync(require.resolve(id), 'utf8')

/** @param {string} name */
const read = (name) => readFileSync(new URL(`./css/${name}.css`, import.meta.url), 'utf8')

/** @param {string} name */
const kit = (name) => `@import '${root}dist/${name}.css';`
const plain = kit('styles')
const layered = kit('styles.layered')
const features = ['preferences', 'streak', 'timezone', 'profile', 'sign-up']

/**
 * Returns a host whose sheet is loaded before the kit's, and one that loads it after.
 *
 * @param {string} name @param {string} css @param {string} [own] the kit's sheet @returns {Host[]}
 */
function inBothOrders(name, css, own = plain) {
  return [
    { name: `${name}, loaded before`, sheets: [css, own] },
    { name: `${name}, loaded after`, sheets: [own, css] },
  ]
}

/** @returns {Promise<Host[]>} */
export async function listHosts() {
  const [three, forms, layers, four] = await Promise.all([
    tailwind3(),
    tailwind3({ forms: true }),
    tailwind3({ layers: true }),
    tailwind4(),
  ])
  const featureSheets = features.map((name) => kit(`styles/${name}`))
  return [
    { name: 'plain page', sheets: [plain], isEverywhere: true },
    { name: 'layered kit', sheets: [layered], isEverywhere: true },
    { name: 'feature sheets', sheets: featureSheets },
    {
      name: 'feature sheets, reversed',
      sheets: features.map((_, index) => featureSheets.at(-1 - index) ?? ''),
    },
    ...inBothOrders('Tailwind 4', four),
    ...inBothOrders('Tailwind 4, layered kit', four, layered),
    ...inBothOrders('Tailwind 3', three),
    ...inBothOrders('Tailwind 3, layered kit', three, layered),
    ...inBothOrders('Tailwind 3 in layers, layered kit', layers, layered),
    { name: 'Tailwind 3 with forms', sheets: [plain, forms] },
    { name: 'MUI baseline', sheets: [plain, muiBaseline()] },
    { name: 'Bootstrap', sheets: [plain, sheet('bootstrap/dist/css/bootstrap.css')] },
    { name: 'modern-normalize', sheets: [plain, sheet('modern-normalize/modern-normalize.css')] },
    { name: 'Vite template', sheets: [plain, read('viteTemplate')] },
    { name: 'universal reset', sheets: [plain, read('universal')] },
    { name: 'element styles', sheets: [plain, read('elements')], isEverywhere: true },
    { name: 'element styles, layered kit', sheets: [layered, read('elements')] },
    { name: 'focus and hover', sheets: [plain, read('states')], isEverywhere: true },
    { name: 'inherited text styles', sheets: [plain, read('inherited')] },
  ]
}

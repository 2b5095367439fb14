// @ts-check
import { contenders } from './contenders.mjs'

/** @typedef {import('./contenders.mjs').ContenderId} ContenderId */
/**
 * The medians of one client at one size.
 *
 * @typedef {{ firstSwitch: number, firstClick: number, mount: number, paint: number, work: number, script: number, layouts: number, elements: number, heap: number }} Figures
 */
/** @typedef {Map<ContenderId, Figures>} Results */

/** @type {[keyof Figures, string, string][]} */
const columns = [
  ['firstSwitch', 'first switch', ' ms'],
  ['firstClick', 'first click', ' ms'],
  ['mount', 'mount to paint', ' ms'],
  ['paint', 'click to paint', ' ms'],
  ['work', 'work per click', ' ms'],
  ['script', 'script per click', ' ms'],
  ['layouts', 'layouts per click', ''],
  ['elements', 'elements', ''],
  ['heap', 'heap', ' MB'],
]

/** @param {Results} results @param {ContenderId} id @param {keyof Figures} figure */
const read = (results, id, figure) => results.get(id)?.[figure] ?? NaN

const format = (/** @type {number} */ value) => value.toFixed(value < 100 ? 1 : 0)

/** Prints ours in units and the others as multiples of ours. @param {string} size @param {Results} results */
export function printTable(size, results) {
  console.log(`\n| ${size} | ${columns.map(([, title]) => title).join(' | ')} |`)
  console.log(`| --- |${' ---: |'.repeat(columns.length)}`)
  for (const { id, name } of contenders) {
    if (!results.has(id)) continue
    const cells = columns.map(([figure, , unit]) => {
      const value = read(results, id, figure)
      const ours = read(results, 'ours', figure)
      if (Number.isNaN(value)) return ''
      if (id === 'ours') return `${format(value)}${unit}`
      return figure === 'layouts' ? format(value) : `x${(value / ours).toFixed(2)}`
    })
    console.log(`| ${name} | ${cells.join(' | ')} |`)
  }
}

/**
 * Returns what is compared with a limit: a ratio, or a number of layouts.
 *
 * @param {Map<string, Results>} runs The results of each size.
 */
function listTargets(runs) {
  const targets = [...runs].flatMap(([size, results]) => {
    /** @param {keyof Figures} figure @param {ContenderId} id */
    const ratio = (figure, id) => read(results, 'ours', figure) / read(results, id, figure)
    const beside = /** @type {const} */ (['firstSwitch', 'mount', 'paint', 'work'])
    return [
      { title: 'layouts per click', value: read(results, 'ours', 'layouts'), limit: 4 },
      { title: 'click to paint, to plain Radix', value: ratio('paint', 'radix'), limit: 2 },
      ...beside.map((figure) => {
        const title = columns.find(([id]) => id === figure)?.[1]
        return { title: `${title}, to Courier React`, value: ratio(figure, 'courier'), limit: 1 }
      }),
      {
        title: 'first click of a rendered page, to a fetched one',
        value: read(results, 'rendered', 'firstClick') / read(results, 'ours', 'firstClick'),
        limit: 1,
      },
    ].map((target) => ({ ...target, title: `${size}: ${target.title}` }))
  })
  const [first, last] = [...runs.values()]
  if (first && last && runs.size === 2) {
    const value = read(last, 'ours', 'script') / read(first, 'ours', 'script')
    targets.push({
      title: `growth of the script per click, ${[...runs.keys()].join(' to ')}`,
      value,
      limit: 3,
    })
  }
  return targets.filter(({ value }) => !Number.isNaN(value))
}

/** Prints each target and returns whether all are reached. @param {Map<string, Results>} runs */
export function printTargets(runs) {
  console.log('\n| target | measured | at most | |\n| --- | ---: | ---: | --- |')
  const targets = listTargets(runs)
  for (const { title, value, limit } of targets)
    console.log(`| ${title} | ${value.toFixed(2)} | ${limit} | ${value > limit ? 'above' : 'ok'} |`)
  return targets.every(({ value, limit }) => value <= limit)
}

// @ts-check
import { readFileSync } from 'node:fs'
import { compare, limit } from './compare.mjs'
import { comparedPictures } from './pictures.mjs'

/** Pictures that show tokens in use, and last the one that shows each token. */
const names = [
  'screens-settings--plain.wide',
  'screens-profile--plain.wide',
  'components-preferencecenter-saving--three-not-saved.wide',
  'components-deleteaccount--open.wide',
  'foundations-tokens--every-token.wide',
]

/**
 * Returns the names of the tokens that a style sheet declares or reads.
 *
 * @param {string} css
 */
export function findTokens(css) {
  return [...new Set([...css.matchAll(/--ik-[\w-]*\w/g)].map(([name]) => name))]
}

/**
 * Returns another value: a third of another color, or a quarter more of a length or number.
 *
 * @param {string} value
 */
export function changeValue(value) {
  if (value === '') return '#808080'
  if (/^[\d.]+(?:px|r?em)?$/.test(value))
    return value.replace(/[\d.]+/, (number) => String(Number(number) * 1.25))
  if (value.startsWith('calc(')) return `calc(${value} * 1.25)`
  return `color-mix(in oklab, ${value}, #f0f 33%)`
}

/**
 * Changes one token after the other, and fails unless at least one compared picture differs.
 *
 * @param {Awaited<ReturnType<typeof import('./camera.mjs').openStudio>>} studio
 * @param {string} path The style sheet of the tokens.
 */
export async function checkTokens(studio, path) {
  let left = findTokens(readFileSync(path, 'utf8'))
  const count = left.length
  if (count === 0) throw new Error(`${path} declares no token.`)
  for (const name of names) {
    const picture = comparedPictures.find((other) => other.name === name)
    if (!picture) throw new Error(`${name} is not compared.`)
    const page = await studio.open(picture)
    const before = await studio.take(page)
    /** @type {string[]} */
    const unseen = []
    for (const token of left) {
      const value = await page.evaluate(
        (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim(),
        token,
      )
      const sheet = await page.addStyleTag({
        content: `:root { ${token}: ${changeValue(value)} !important }`,
      })
      const { ratio } = compare(before, await studio.take(page))
      await sheet.evaluate((element) => /** @type {Element} */ (element).remove())
      if (ratio <= limit) unseen.push(token)
      else console.log(`${token}: ${(ratio * 100).toFixed(1)}% of ${name}`)
    }
    await page.close()
    left = unseen
  }
  if (left.length > 0) {
    console.error(`No picture changes with ${left.join(', ')}.`)
    process.exitCode = 1
  } else console.log(`A change of each of the ${count} tokens changes a picture.`)
}

// @ts-check
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/** The part of the pixels that may differ. */
export const limit = 0.001

/**
 * Compares two pictures. Pictures of different sizes differ in all pixels.
 *
 * @param {Buffer} expected
 * @param {Buffer} actual
 * @returns {{ ratio: number, diff?: Buffer }}
 */
export function compare(expected, actual) {
  if (expected.equals(actual)) return { ratio: 0 }
  const [before, after] = [PNG.sync.read(expected), PNG.sync.read(actual)]
  const { width, height } = before
  if (width !== after.width || height !== after.height) return { ratio: 1 }
  const diff = new PNG({ width, height })
  // A low threshold, since a changed token may change a color only a little.
  const count = pixelmatch(before.data, after.data, diff.data, width, height, { threshold: 0.03 })
  return { ratio: count / (width * height), diff: PNG.sync.write(diff) }
}

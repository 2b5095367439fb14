// @ts-check
/** Returns the median of the numbers that are there. @param {readonly (number | undefined)[]} numbers */
export function median(numbers) {
  const sorted = numbers
    .flatMap((value) => (value === undefined || Number.isNaN(value) ? [] : [value]))
    .sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '')

/** The known word that was probably meant. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((one) => ({ one, far: distance(plain(word), plain(one)) }))
    .sort((a, b) => a.far - b.far)
  const [best] = ranked
  return best && best.far <= Math.max(1, plain(best.one).length / 3) ? best.one : undefined
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  for (const [n, letter] of from.split('').entries()) {
    const next = [n + 1]
    for (const [m, other] of to.split('').entries()) {
      const change = (row[m] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[m + 1] ?? 0) + 1, (next[m] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}

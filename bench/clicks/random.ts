/** Creates a generator of numbers from 0 to 1 that depend on seed and purpose only. */
export function createRandom(seed: number, purpose: string): () => number {
  // FNV-1a mixes both into the state, mulberry32 draws from it.
  let state = new TextEncoder()
    .encode(`${seed}:${purpose}`)
    .reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Returns a random number in a range. */
export const between = (random: () => number, [least, most]: readonly [number, number]): number =>
  least + random() * (most - least)

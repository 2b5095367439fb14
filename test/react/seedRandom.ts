import { vi } from 'vitest'

/** Replaces `Math.random` by a fixed sequence (mulberry32), so that jitter and the order of writes are the same in every run. */
export function seedRandom(): void {
  let state = 1
  vi.spyOn(Math, 'random').mockImplementation(() => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  })
}

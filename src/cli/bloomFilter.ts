import { createHash } from 'node:crypto'

/** Remembers that it has met an id, in the same memory for one as for millions. */
export interface BloomFilter {
  readonly add: (id: string) => void
  /** Never wrong about an id that was added; after a million, about ten of a million others are taken for added. */
  readonly has: (id: string) => boolean
}

/** How far a 32-bit number is shifted for a place among 2 ** 27. */
const shift = 5

/** A Bloom filter of 16 MiB, of which the system gives only what is touched; three places an id. */
export function createBloomFilter(): BloomFilter {
  const bits = new Uint8Array(2 ** (32 - shift - 3))
  let isEmpty = true

  function placesOf(id: string): number[] {
    const hash = createHash('sha1').update(id).digest()
    return [0, 4, 8].map((at) => hash.readUInt32LE(at) >>> shift)
  }

  return {
    add(id) {
      isEmpty = false
      for (const place of placesOf(id))
        bits[place >>> 3] = (bits[place >>> 3] ?? 0) | (1 << (place & 7))
    },
    has(id) {
      if (isEmpty) return false
      return placesOf(id).every((place) => ((bits[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0)
    },
  }
}

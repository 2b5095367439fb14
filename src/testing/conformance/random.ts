import type { Json } from '../../core/json.js'

/** Random values of a seed. */
export interface Random {
  /** Returns a whole number from 0 to below the limit. */
  below(limit: number): number
  /** Returns one of the items. */
  pick<Item>(items: readonly Item[]): Item
  /** Returns a text of one or more characters, sometimes with the name of a member of every object. */
  text(): string
  /** Returns a number with a fraction. */
  fraction(): number
  /** Returns a list of so many items. */
  list<Item>(length: number, create: () => Item): Item[]
}

const oddTexts = [
  '__proto__',
  'constructor',
  'toString',
  'length',
  ' ',
  '"',
  '\\',
  '$1',
  'null',
  '0',
  'é\u{1F451}',
  '\u2028',
]

function list<Item>(length: number, create: () => Item): Item[] {
  return Array.from({ length }, create)
}

/** Creates random values that are the same for each seed (the generator is Mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item
  const text = (): string => {
    if (below(3) === 0) return pick(oddTexts)
    const characters = list(1 + below(10), () => String.fromCodePoint(0x20 + below(0x5f)))
    return characters.join('')
  }
  return { below, pick, list, text, fraction: () => (next() - 0.5) * 10 ** below(9) }
}

/** Returns a JSON object with up to four of these keys. An object of JSON can have a key `__proto__`. */
export function createJsonObject(
  random: Random,
  createKey: () => string,
  createValue: () => Json,
): Record<string, Json> {
  const entries = random.list(random.below(5), () => [createKey(), createValue()] as const)
  return Object.fromEntries(entries)
}

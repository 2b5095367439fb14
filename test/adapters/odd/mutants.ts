/** One place of an answer with another value. */
export interface Mutant {
  /** The place in the answer. */
  readonly path: readonly (string | number)[]
  /** The new value; `undefined` where the place was removed. */
  readonly value: unknown
  /** Whether the type of the value is another one than in the documents, and neither `null` nor absent. */
  readonly isOdd: boolean
  /** The whole answer. */
  readonly json: unknown
}

const values: readonly unknown[] = [
  null,
  undefined,
  true,
  0,
  7,
  -1.5,
  'odd-sentinel',
  [],
  [null],
  ['odd-sentinel'],
  {},
  { odd: 'odd-sentinel' },
]

/** Returns the answer with each place replaced by each value, removed, and wrapped in a list and in an object. */
export function createMutants(json: unknown): readonly Mutant[] {
  return findPaths(json).flatMap((path) => {
    const value = getAt(json, path)
    return [...values, [value], { value }].map((next) => ({
      path,
      value: next,
      isOdd: next !== null && next !== undefined && toKind(next) !== toKind(value),
      json: setAt(json, path, next),
    }))
  })
}

const toKind = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value)

function findPaths(json: unknown): readonly (readonly (string | number)[])[] {
  if (typeof json !== 'object' || json === null) return []
  const keys = Array.isArray(json) ? [...json.keys()] : Object.keys(json)
  return keys.flatMap((key) => [
    [key],
    ...findPaths(getAt(json, [key])).map((path) => [key, ...path]),
  ])
}

const getAt = (json: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce((part, key) => (part as Record<string | number, unknown>)[key], json)

function setAt(json: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(json)
  const parent = getAt(copy, path.slice(0, -1)) as Record<string | number, unknown>
  const key = path.at(-1) ?? ''
  if (value !== undefined) parent[key] = value
  else if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else delete parent[key]
  return copy
}

/**
 * Returns the values of a result by path. The entries of a list have their `id`, `token` or `key` in the path, so that an entry that is
 * left out doesn't move the others.
 */
export function flatten(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value)]])
  const entries = Array.isArray(value)
    ? value.map((item: unknown, index) => [toName(item) ?? String(index), item] as const)
    : Object.entries(value)
  return new Map(entries.flatMap(([key, item]) => [...flatten(item, `${path}/${key}`)]))
}

function toName(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { id, token, key } = item as Readonly<Record<string, unknown>>
  const name = id ?? token ?? key
  return typeof name === 'string' ? name : undefined
}

/** Returns the paths at which two results differ. */
export function diff(before: unknown, after: unknown): readonly string[] {
  const [left, right] = [flatten(before), flatten(after)]
  return [...new Set([...left.keys(), ...right.keys()])].filter(
    (path) => left.get(path) !== right.get(path),
  )
}

/** Messages of which any key may be omitted. */
export type PatchOf<Base> = {
  readonly [Section in keyof Base]?: Base[Section] extends string | ((...input: never[]) => string)
    ? Base[Section]
    : Partial<Base[Section]>
}

/** Returns the messages with those of a patch. A function of the patch that throws is replaced by that of the messages. */
export function mergeMessages<Base extends object>(
  base: Base,
  patch: PatchOf<Base> | undefined,
): Base {
  return patch ? (merge(base, patch) as Base) : base
}

function merge(before: unknown, value: unknown): unknown {
  if (value === undefined) return before
  if (isFunction(before) && isFunction(value)) return withFallback(value, before)
  if (typeof value !== 'object' || typeof before !== 'object') return value
  const given = Object.entries(value ?? {})
  const known = before as Readonly<Record<string, unknown>>
  return {
    ...before,
    ...Object.fromEntries(given.map(([key, one]) => [key, merge(known[key], one)])),
  }
}

type AnyFunction = (...input: readonly unknown[]) => unknown

function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function'
}

/** Returns a function that calls another one when the first throws, so that a wrong text of the host takes no component down. */
function withFallback(first: AnyFunction, fallback: AnyFunction): AnyFunction {
  return (...input) => {
    try {
      return first(...input)
    } catch {
      return fallback(...input)
    }
  }
}

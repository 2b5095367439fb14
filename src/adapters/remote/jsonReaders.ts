import { isMap } from '../../core/json.js'

/**
 * Reads JSON without its unreadable parts, and adds their paths to `issues`. Returns `undefined` where nothing can be read.
 * Readers take the place of a schema library in the bundles of browsers; a test compares them with schemas.
 */
export type JsonReader<T> = (json: unknown, issues: string[], path: string) => T | undefined

type Readers = Readonly<Record<string, JsonReader<unknown>>>

/** Creates a reader of values that pass a check. */
export const readIf =
  <T>(isReadable: (json: unknown) => boolean): JsonReader<T> =>
  (json, issues, path) => {
    if (isReadable(json)) return json as T
    issues.push(path)
    return undefined
  }

export const readString = readIf<string>((json) => typeof json === 'string')
export const readNumber = readIf<number>(Number.isFinite)
export const readBoolean = readIf<boolean>((json) => typeof json === 'boolean')
export const readNull = readIf<null>((json) => json === null)
export const readMap = readIf<Readonly<Record<string, unknown>>>(isMap)
const readArray = readIf<readonly unknown[]>(Array.isArray)

/** Creates a reader of one of some strings. */
export const oneOf = <T extends string>(...values: readonly T[]): JsonReader<T> =>
  readIf((json) => values.includes(json as T))

/** Creates a reader of a list, which leaves out unreadable items. */
export const listOf =
  <T>(read: JsonReader<T>): JsonReader<readonly T[]> =>
  (json, issues, path) =>
    readArray(json, issues, path)?.flatMap((item, index) => {
      const value = read(item, issues, `${path}.${index}`)
      return value === undefined ? [] : [value]
    })

/**
 * Creates a reader of an object, which is unreadable without one of the required keys and leaves out other unreadable values.
 * @param others reads the keys that are neither required nor optional. By default they are kept, because newer handlers may send more.
 */
export const object =
  <T>(
    required: Readers,
    optional: Readers = {},
    defaults: object = {},
    others: JsonReader<unknown> = (json) => json,
  ): JsonReader<T> =>
  (json, issues, path) => {
    const given = readMap(json, issues, path)
    if (!given) return undefined
    let isReadable = true
    const entries: [string, unknown][] = []
    for (const key of Object.keys({ ...given, ...required })) {
      const isRequired = Object.hasOwn(required, key)
      const read = isRequired ? required[key] : Object.hasOwn(optional, key) && optional[key]
      const value = (read || others)(given[key], issues, `${path}.${key}`)
      if (value !== undefined) entries.push([key, value])
      else isReadable &&= !isRequired
    }
    // `Object.fromEntries` and the spread keep `__proto__` as a key.
    return isReadable ? ({ ...defaults, ...Object.fromEntries(entries) } as T) : undefined
  }

/** Creates a reader of a map, which leaves out unreadable values. */
export const mapOf = <T>(read: JsonReader<T>): JsonReader<Readonly<Record<string, T>>> =>
  object({}, {}, {}, read)

import { IdentikitError } from '../../core/errors.js'

/** Creates the error of an option of `createUserHandler`. */
export function wrongOption(name: string, problem: string): IdentikitError {
  return new IdentikitError('misuse', `createUserHandler: \`${name}\` ${problem}.`)
}

/** @throws IdentikitError `misuse` for a value that is not an object, or that has other keys */
export function checkKeys(name: string, value: unknown, keys: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrongOption(name, `must be an object of ${keys.join(', ')}`)
  const unknown = Object.keys(value).find((key) => !keys.includes(key))
  if (unknown === undefined) return
  throw wrongOption(`${name}.${unknown}`, `is not an option. It takes ${keys.join(', ')}`)
}

/** @throws IdentikitError `misuse` for a value without one of the functions */
export function checkFunctions(name: string, value: unknown, keys: readonly string[]): void {
  const functions = Object(value) as Readonly<Record<string, unknown>>
  const missing = keys.find((key) => typeof functions[key] !== 'function')
  if (missing !== undefined) throw wrongOption(name, `must have the function ${missing}()`)
}

/**
 * Returns the items of a list, a set or another iterable, or the one text that was given instead.
 * @throws IdentikitError `misuse` for another value
 */
export function toList(name: string, value: unknown, example: string): readonly unknown[] {
  if (typeof value === 'string') return [value]
  const { [Symbol.iterator]: iterate } = Object(value) as { [Symbol.iterator]?: unknown }
  if (typeof iterate === 'function') return [...(value as Iterable<unknown>)]
  throw wrongOption(name, `must be a list such as ${example}`)
}

import type { JsonReader } from '../../../src/adapters/remote/jsonReaders.js'

/** Reads JSON and returns it, or throws if a part is unreadable. */
export function parse<T>(reader: JsonReader<T>, json: unknown): T {
  const issues: string[] = []
  const data = reader(json, issues, '')
  if (data === undefined || issues.length > 0) throw new Error(`Unreadable: ${issues.join(', ')}`)
  return data
}

/** Returns whether a reader can read every part of JSON. */
export function isReadable(reader: JsonReader<unknown>, json: unknown): boolean {
  try {
    parse(reader, json)
    return true
  } catch {
    return false
  }
}

import type { Line } from './readLines.js'
import { UsageError } from './terminal.js'

/** One unchecked user of a file, or the error and text of a line that holds none. */
export type Item =
  | { readonly line: number; readonly record: object }
  | { readonly line: number; readonly error: string; readonly text: string }

/**
 * Reads one JSON object per line: a user, or a line of a failures file, which has the user in `record`.
 * @throws UsageError if the file is a JSON array
 */
export async function* readJsonl(lines: AsyncIterable<Line>): AsyncGenerator<Item> {
  for await (const { line, text, error } of lines) {
    if (error !== undefined) yield { line, text, error }
    else if (line === 1 && /^\s*\[/.test(text)) {
      throw new UsageError('The file is a list. Write one object per line: jq -c ".[]" <file>')
    } else if (text.trim() !== '') yield { line, ...parse(text) }
  }
}

function parse(text: string): { record: object } | { error: string; text: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (thrown) {
    const [, position] = /position (\d+)/.exec(String(thrown)) ?? []
    const place = position === undefined ? '' : ` at character ${Number(position) + 1}`
    return { text, error: `The line is not JSON${place}. Write one object per line.` }
  }
  if (!isObject(value)) return { text, error: 'The line is not an object. Write {"id":"..."}.' }
  if (!('error' in value)) return { record: value }
  if ('record' in value && isObject(value.record)) return { record: value.record }
  const error = 'The failed line could not be read. Correct it in the original file.'
  return 'text' in value ? { text, error } : { record: value }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

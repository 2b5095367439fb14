import type { Line } from './lines.js'

/** One user of a file, not checked yet, or what is wrong with the place where one should be. */
export type Item =
  | { readonly line: number; readonly record: object }
  | { readonly line: number; readonly wrong: string; readonly text: string }

/** Reads one JSON object per line: a user, or a line of a failures file, which holds one as `record`. */
export async function* readJsonl(lines: AsyncIterable<Line>): AsyncGenerator<Item> {
  for await (const { line, text, wrong } of lines) {
    if (wrong !== undefined) yield { line, text, wrong }
    else if (text.trim() !== '') yield { line, ...parsed(text) }
  }
}

function parsed(text: string): { record: object } | { wrong: string; text: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const [, place] = /position (\d+)/.exec(String(error)) ?? []
    const where = place === undefined ? '' : ` from character ${Number(place) + 1} on`
    return { text, wrong: `is not JSON${where}; write one object per line` }
  }
  if (!isObject(value)) return { text, wrong: 'is not an object; write {"id":"..."}' }
  if (!('error' in value)) return { record: value }
  if ('record' in value && isObject(value.record)) return { record: value.record }
  const wrong = 'is a failure whose text could not be read; correct it in the file it came from'
  return 'text' in value ? { text, wrong } : { record: value }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

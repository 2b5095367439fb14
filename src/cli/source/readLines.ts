/** One line of a file, without its line feed. */
export interface Line {
  /** The number of the line, from 1. */
  readonly line: number
  readonly text: string
  /** Why the line can't be read. */
  readonly error?: string | undefined
}

/** Limits the memory of a line, in bytes. */
export const maxLineSize = 1024 * 1024
export const lineTooLong = 'The line is longer than 1 MiB.'

const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Splits UTF-8 into lines and holds one at a time. A carriage return before a line feed stays, since it may be inside quotes. Files
 * without line feeds, such as "CSV (Macintosh)" of Excel, are split at carriage returns.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Uint8Array[] = []
  let size = 0
  let line = 0
  let lineEnd: number | undefined

  function append(part: Uint8Array): void {
    size += part.length
    if (size <= maxLineSize) parts.push(part)
  }

  function endLine(): Line {
    line += 1
    const bytes = Buffer.concat(parts)
    const isTooLong = size > maxLineSize
    parts = []
    size = 0
    return isTooLong ? { line, text: '', error: lineTooLong } : { line, ...decodeLine(bytes) }
  }

  for await (const chunk of chunks) {
    lineEnd ??= getLineEnd(chunk)
    let start = 0
    for (;;) {
      const end = chunk.indexOf(lineEnd ?? lineFeed, start)
      if (end < 0) break
      append(chunk.subarray(start, end))
      yield endLine()
      start = end + 1
    }
    append(chunk.slice(start))
  }
  if (size > 0) yield endLine()
}

/** Returns the first line end of a chunk; `undefined` if it has none. The line feed of `\r\n` may be in the next chunk. */
function getLineEnd(chunk: Uint8Array): number | undefined {
  if (chunk.includes(lineFeed)) return lineFeed
  const index = chunk.indexOf(carriageReturn)
  return index >= 0 && index < chunk.length - 1 ? carriageReturn : undefined
}

/** Removes a byte order mark. */
const decoder = new TextDecoder('utf-8', { fatal: true })
/** Each byte is one character, so that the bytes are kept. */
const bytewise = new TextDecoder('windows-1252')

/** Returns the text of UTF-8, or an error and the text as Windows-1252. */
export function decodeLine(bytes: Uint8Array): Pick<Line, 'text' | 'error'> {
  try {
    return { text: decoder.decode(bytes) }
  } catch {
    const error =
      'The line is not valid UTF-8. Save the file as UTF-8 ("CSV UTF-8" in Excel, not "CSV").'
    return { text: bytewise.decode(bytes), error }
  }
}

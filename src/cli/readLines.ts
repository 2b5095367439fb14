import { UsageError } from './terminal.js'

/** One line of a file, without its line feed. */
export interface Line {
  /** The number of the line, from 1. */
  readonly line: number
  readonly text: string
  /** Why the line can't be read. */
  readonly error?: string | undefined
}

/** Limits the memory of a line. */
const maxBytes = 1024 * 1024
const lineFeed = 0x0a

/**
 * Splits UTF-8 into lines and holds one at a time. A carriage return stays, since it may be inside quotes.
 * @throws UsageError if the file is UTF-16
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Uint8Array[] = []
  let size = 0
  let line = 0

  function append(part: Uint8Array): void {
    size += part.length
    if (size <= maxBytes) parts.push(part)
  }

  function endLine(): Line {
    line += 1
    const bytes = Buffer.concat(parts)
    const isTooLong = size > maxBytes
    parts = []
    size = 0
    if (line === 1) assertUtf8(bytes)
    if (isTooLong) return { line, text: '', error: 'The line is longer than 1 MiB.' }
    return { line, ...decode(bytes) }
  }

  for await (const chunk of chunks) {
    let start = 0
    for (;;) {
      const end = chunk.indexOf(lineFeed, start)
      if (end < 0) break
      append(chunk.subarray(start, end))
      yield endLine()
      start = end + 1
    }
    append(chunk.slice(start))
  }
  if (size > 0) yield endLine()
}

/** Removes a byte order mark. */
const decoder = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array): Pick<Line, 'text' | 'error'> {
  try {
    return { text: decoder.decode(bytes) }
  } catch {
    const text = new TextDecoder().decode(bytes)
    return { text, error: 'The line is not valid UTF-8. Save the file as UTF-8.' }
  }
}

function assertUtf8([first, second]: Uint8Array): void {
  const mark = [first, second].join()
  // In UTF-16 without a mark, every second byte of Latin letters is 0.
  if (mark === '255,254' || mark === '254,255' || first === 0 || second === 0) {
    throw new UsageError('The file is UTF-16. Save it as UTF-8.')
  }
}

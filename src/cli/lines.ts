import { UsageError } from './terminal.js'

/** One line of a file, without its end; `wrong` says why it cannot be read. */
export interface Line {
  /** From 1. */
  readonly line: number
  readonly text: string
  readonly wrong?: string | undefined
}

/** Longer ones are no users; they would fill the memory. */
const maxBytes = 1024 * 1024
const newline = 0x0a

/**
 * Splits UTF-8 into lines and holds one at a time. A carriage return stays, since it may stand inside quotes.
 * @throws UsageError where the file is UTF-16
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Uint8Array[] = []
  let size = 0
  let line = 0

  function hold(part: Uint8Array): void {
    size += part.length
    if (size <= maxBytes) parts.push(part)
  }

  function take(): Line {
    line += 1
    const bytes = Buffer.concat(parts)
    const isLong = size > maxBytes
    parts = []
    size = 0
    if (line === 1) refuseUtf16(bytes)
    return { line, ...(isLong ? { text: '', wrong: 'is longer than 1 MiB' } : decoded(bytes)) }
  }

  for await (const chunk of chunks) {
    let start = 0
    for (;;) {
      const end = chunk.indexOf(newline, start)
      if (end < 0) break
      hold(chunk.subarray(start, end))
      yield take()
      start = end + 1
    }
    hold(chunk.slice(start))
  }
  if (size > 0) yield take()
}

/** The mark that some editors put at the beginning of UTF-8 goes away here. */
const decoder = new TextDecoder('utf-8', { fatal: true })

function decoded(bytes: Uint8Array): Pick<Line, 'text' | 'wrong'> {
  try {
    return { text: decoder.decode(bytes) }
  } catch {
    const text = new TextDecoder().decode(bytes)
    return { text, wrong: 'holds bytes that are not UTF-8; save the file as UTF-8' }
  }
}

function refuseUtf16([first, second]: Uint8Array): void {
  const mark = [first, second].join()
  if (mark === '255,254' || mark === '254,255') {
    throw new UsageError('The file is UTF-16. Save it as UTF-8.')
  }
}

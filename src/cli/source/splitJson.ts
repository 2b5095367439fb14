import { decodeLine, lineTooLong, maxLineSize, type Line } from './readLines.js'

/** Whether JSON has one object per line, is a list, or is an object with a list, like `{"users":[...]}` of Firebase. */
export type JsonLayout = 'lines' | 'list' | 'objects'

/** Members before the list, such as `"type": "list"`, and not those of a user. */
const plainMember = String.raw`"(?!\w*(?:[iI]d|[eE]mail|[nN]ame)")\w*"\s*:\s*(?:"[^"[]*"|[\w.]+)\s*,\s*`
const listKey = String.raw`"(?:users|data|results|items|contacts)"\s*:\s*`
const startOfList = new RegExp(String.raw`^\s*(?:\{\s*(?:${plainMember})*${listKey})?\[`)

/** Returns the layout by the start of the file. */
export function getJsonLayout(start: Uint8Array): JsonLayout {
  const text = new TextDecoder().decode(start.subarray(0, 1000))
  if (startOfList.test(text)) return 'list'
  return /^\s*\{\s*?\r?\n/.test(text) ? 'objects' : 'lines'
}

const toByte = (character: string) => character.charCodeAt(0)
const [quote, escape, comma] = ['"', '\\', ','].map(toByte)
const [openObject, closeObject, openList, closeList] = ['{', '}', '[', ']'].map(toByte)
const lineFeed = toByte('\n')
const isSpace = (byte: number | undefined) =>
  byte !== undefined && (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))

/** Yields the elements of a list, or objects over several lines one after the other, with the line of their first character. */
export async function* splitJson(
  chunks: AsyncIterable<Uint8Array>,
  layout: 'list' | 'objects',
): AsyncGenerator<Line> {
  const scanner = createScanner(layout)
  for await (const chunk of chunks) yield* scanner.read(chunk)
  yield* scanner.end()
}

function createScanner(layout: 'list' | 'objects') {
  let place: 'before' | 'inside' | 'after' = layout === 'list' ? 'before' : 'inside'
  let lines = 1
  /** The line of the element that is being read. */
  let start: number | undefined
  let parts: Uint8Array[] = []
  let size = 0
  let depth = 0
  let isString = false
  let isEscaped = false

  function take(part: Uint8Array): void {
    size += part.length
    if (size <= maxLineSize) parts.push(part)
  }

  function endElement(): Line {
    const line = start ?? lines
    const isTooLong = size > maxLineSize
    const bytes = Buffer.concat(parts)
    start = undefined
    parts = []
    size = 0
    depth = 0
    return isTooLong ? { line, text: '', error: lineTooLong } : { line, ...decodeLine(bytes) }
  }

  function step(byte: number | undefined): void {
    if (isEscaped) isEscaped = false
    else if (isString) {
      isEscaped = byte === escape
      isString = byte !== quote
    } else if (byte === quote) isString = true
    else if (byte === openObject || byte === openList) depth += 1
    else if (byte === closeObject || byte === closeList) depth -= 1
  }

  return {
    *read(chunk: Uint8Array): Generator<Line> {
      let from = 0
      for (let index = 0; index < chunk.length; index += 1) {
        const byte = chunk[index]
        if (byte === lineFeed) lines += 1
        if (place === 'before' && byte === openList) place = 'inside'
        else if (place === 'inside') {
          const isTop = depth <= 0 && !isString
          const isListEnd = layout === 'list' && isTop && byte === closeList
          if (isListEnd) place = 'after'
          if (isListEnd || (layout === 'list' && isTop && byte === comma)) {
            if (start === undefined) continue
            take(chunk.subarray(from, index))
            yield endElement()
          } else if (start !== undefined || !isSpace(byte)) {
            if (start === undefined) [start, from] = [lines, index]
            step(byte)
            if (layout === 'objects' && depth <= 0 && byte === closeObject && !isString) {
              take(chunk.subarray(from, index + 1))
              yield endElement()
            }
          }
        }
      }
      if (start !== undefined) take(chunk.slice(from))
    },
    *end(): Generator<Line> {
      if (start !== undefined) yield endElement()
    },
  }
}

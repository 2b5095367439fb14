import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { UsageError } from '../terminal.js'

type Chunks = AsyncIterable<Uint8Array>

/**
 * Yields the bytes of a file as UTF-8: unpacks gzip and converts UTF-16, which Excel writes as "Unicode text".
 * @throws UsageError for files that aren't text
 */
export async function* decodeFile(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done) return
  const start = first.value
  const all = prepend(start, iterator)
  if (startsWith(start, [0x1f, 0x8b])) {
    yield* decodeFile(unpack(all))
    return
  }
  const problem = signatures.find(([bytes]) => startsWith(start, bytes))
  if (problem) throw new UsageError(problem[1])
  const encoding = getUtf16(start)
  // A zero byte further on is of one row, which is refused alone.
  if (encoding === undefined && start.subarray(0, 32).includes(0)) {
    throw new UsageError('The file is not text.')
  }
  yield* encoding === undefined ? all : toUtf8(all, encoding)
}

const spreadsheet =
  'In Excel choose File > Save As > CSV UTF-8, in Numbers or Google Sheets export CSV.'

const signatures: readonly (readonly [readonly number[], string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    `The file is a workbook (.xlsx, .ods, .numbers) or another zip archive. Extract an archive. ${spreadsheet}`,
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], `The file is a workbook of Excel (.xls). ${spreadsheet}`],
  [[...Buffer.from('<')], 'The file is a web page or XML. Download the export itself.'],
  [[...Buffer.from('%PDF')], `The file is a PDF. ${spreadsheet}`],
]

const startsWith = (bytes: Uint8Array, prefix: readonly number[]) =>
  prefix.every((byte, index) => bytes[index] === byte)

async function* prepend(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first
  for (;;) {
    const next = await rest.next()
    if (next.done) return
    yield next.value
  }
}

async function* unpack(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip()
  const packed = Readable.from(chunks)
  packed.on('error', (error) => gunzip.destroy(error)).pipe(gunzip)
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error
    throw new UsageError('The gzip file is damaged or incomplete.')
  }
}

function getUtf16([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  // Without a mark, every second byte of Latin letters is 0.
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return undefined
}

async function* toUtf8(chunks: Chunks, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const encoder = new TextEncoder()
  try {
    for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }))
    yield encoder.encode(decoder.decode())
  } catch (error) {
    throw error instanceof TypeError ? new UsageError('The file is not valid UTF-16.') : error
  }
}

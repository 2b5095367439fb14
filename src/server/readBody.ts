import { IdentikitError, invalid } from '../core/errors.js'
import { checkBodyLimits } from './bodyLimits.js'

const maxBytes = 64 * 1024

/**
 * Reads the JSON body of a write.
 * @throws IdentikitError `invalid`, with status 415 for another content type, 413 above 64 KiB, and 400 for invalid JSON and above
 * the limits of `checkBodyLimits`
 */
export async function readBody(request: Request): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new IdentikitError('invalid', 'The body is not application/json.', { status: 415 })
  }
  if (request.bodyUsed) {
    throw new IdentikitError(
      'misuse',
      'The body was already read: use request.clone() in authenticate().',
    )
  }
  const body = parseJson(await readText(request))
  checkBodyLimits(body)
  return body
}

/** Counts bytes while reading, because the content-length header may be wrong. */
async function readText(request: Request): Promise<string> {
  const reader = request.body?.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  if (!reader) return text
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decodeUtf8(() => decoder.decode())
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      throw new IdentikitError('invalid', 'The body is longer than 64 KiB.', { status: 413 })
    }
    text += decodeUtf8(() => decoder.decode(value, { stream: true }))
  }
}

function decodeUtf8(decode: () => string): string {
  try {
    return decode()
  } catch {
    throw invalid('The body', { body: 'is not UTF-8' })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw invalid('The body', { body: 'is not JSON' })
  }
}

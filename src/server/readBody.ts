import { IdentikitError, invalid } from '../core/errors.js'
import { readText } from '../core/readText.js'
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
  const text = await readText(request, maxBytes, true).catch(() => {
    throw invalid('The body', { body: 'is not UTF-8' })
  })
  if (text === undefined) {
    throw new IdentikitError('invalid', 'The body is longer than 64 KiB.', { status: 413 })
  }
  const body = parseJson(text)
  checkBodyLimits(body)
  return body
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw invalid('The body', { body: 'is not JSON' })
  }
}

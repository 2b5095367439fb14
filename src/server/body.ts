import { IdentikitError, invalid } from '../core/errors.js'
import { checkBodyLimits } from './bodyLimits.js'

const most = 64 * 1024

/**
 * Reads the JSON that a write sends.
 * @throws IdentikitError `invalid`: with status 415 where its type says that it is no JSON, 413 above 64 KiB, 400 where it is
 * nested too deep or holds too much
 */
export async function readBody(request: Request): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new IdentikitError('invalid', 'The body is not application/json.', { status: 415 })
  }
  if (request.bodyUsed) {
    throw new IdentikitError('misuse', 'The body was read before: give authenticate() a clone.')
  }
  const body = parseJson(await readText(request))
  checkBodyLimits(body)
  return body
}

/** Counts while it reads: the length that a header claims may be wrong. */
async function readText(request: Request): Promise<string> {
  const reader = request.body?.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  if (!reader) return text
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decode(() => decoder.decode())
    size += value.byteLength
    if (size > most) {
      await reader.cancel()
      throw new IdentikitError('invalid', 'The body is longer than 64 KiB.', { status: 413 })
    }
    text += decode(() => decoder.decode(value, { stream: true }))
  }
}

function decode(read: () => string): string {
  try {
    return read()
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

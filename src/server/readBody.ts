import { IdentikitError, invalid, isIdentikitError } from '../core/errors.js'
import { readText } from '../core/readText.js'
import { checkBodyLimits } from './bodyLimits.js'
import { stepTimeout } from './requestDeadline.js'
import { settleWithin } from '../core/sync/settleWithin.js'

const maxBytes = 64 * 1024

/**
 * Reads the JSON body of a write.
 * @throws IdentikitError `invalid`, with status 415 for another content type, 413 above 64 KiB, and 400 for invalid JSON and above
 * the limits of `checkBodyLimits`; `timeout` with status 408 if it takes more than 5 seconds to arrive
 */
export async function readBody(request: Request, signal: AbortSignal): Promise<unknown> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new IdentikitError('invalid', 'The body is not application/json.', { status: 415 })
  }
  if (request.bodyUsed || request.body?.locked) {
    throw new IdentikitError(
      'misuse',
      'The body was already read: use request.clone() in authenticate().',
    )
  }
  const reader = request.body?.getReader()
  const read = () =>
    readText(reader, maxBytes, true).catch((thrown: unknown) => {
      throw isIdentikitError(thrown) ? thrown : invalid('The body', { body: 'broke off' })
    })
  const text = await settleWithin(read, { timeout: stepTimeout, signal, late }).catch(
    (thrown: unknown) => {
      // Not awaited: a body that never ends must not block the answer.
      void reader?.cancel().catch(() => undefined)
      throw thrown
    },
  )
  if (text === undefined) {
    throw new IdentikitError('invalid', 'The body is longer than 64 KiB.', { status: 413 })
  }
  const body = parseJson(text)
  checkBodyLimits(body)
  return body
}

const late = () => {
  const message = `The body took longer than ${stepTimeout} ms to arrive.`
  return new IdentikitError('timeout', message, { status: 408 })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw invalid('The body', { body: 'is not JSON' })
  }
}

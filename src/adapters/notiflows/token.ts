import * as z from 'zod/mini'
import { IdentikitError } from '../../core/errors.js'
import { createTokenHeaders, type HeaderFunction, type UserToken } from '../http/credentials.js'
import { fromBase64Url } from '../http/cursor.js'
import type { HeaderValues } from '../http/headers.js'

/**
 * The payload of a user token.
 * @see https://notiflows.com/docs/learn/security
 */
const payloadSchema = z.object({ sub: z.union([z.string(), z.number()]) })

/**
 * Creates the headers of one user's requests. A token of another user is refused before a request is sent. Notiflows verifies the
 * signature.
 * @throws IdentikitError `user-changed` for a fixed token of another user
 */
export function createNotiflowsHeaders(
  publicKey: string,
  userToken: UserToken,
  id: string,
): HeaderValues | HeaderFunction {
  return createTokenHeaders('Notiflows', userToken, (token) => {
    const subject = readSubject(token)
    if (subject === undefined || subject === id)
      return { 'x-notiflows-api-key': publicKey, 'x-notiflows-user-key': token }
    const message = 'Notiflows: the user token belongs to another user than the requested id.'
    throw new IdentikitError('user-changed', message)
  })
}

/** Returns the user id of a token; `undefined` if the token is not a readable JWT. */
function readSubject(token: string): string | undefined {
  try {
    const [, payload = ''] = token.split('.')
    return String(payloadSchema.parse(JSON.parse(fromBase64Url(payload))).sub)
  } catch {
    return undefined
  }
}

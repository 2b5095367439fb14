import * as z from 'zod/mini'
import { IdentikitError } from '../../core/errors.js'
import type { HeaderFunction } from '../http/credentials.js'
import { fromBase64Url } from '../http/cursor.js'
import type { HeaderValues } from '../http/headers.js'

/** A signed user token, or a function that returns one. `refresh` is true after Notiflows refused the last token. */
export type NotiflowsUserToken =
  | string
  | ((state: { readonly refresh: boolean }) => string | Promise<string>)

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
export function createTokenHeaders(
  publicKey: string,
  userToken: NotiflowsUserToken,
  id: string,
): HeaderValues | HeaderFunction {
  function toHeaders(token: unknown): HeaderValues {
    if (typeof token !== 'string' || token.trim() === '') {
      throw new IdentikitError('unauthorized', 'Notiflows: `userToken` returned no token.')
    }
    const subject = readSubject(token)
    if (subject !== undefined && subject !== id) {
      const message = 'Notiflows: the user token belongs to another user than the requested id.'
      throw new IdentikitError('user-changed', message)
    }
    return { 'x-notiflows-api-key': publicKey, 'x-notiflows-user-key': token }
  }
  if (typeof userToken === 'string') return toHeaders(userToken)
  return async (state) => toHeaders(await userToken(state))
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

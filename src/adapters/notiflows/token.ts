import * as z from 'zod/mini'
import { IdentikitError } from '../../core/errors.js'
import type { HeaderFunction } from '../http/credentials.js'
import type { HeaderValues } from '../http/headers.js'

/** A JWT of your server, or how to get one; `refresh` is true where Notiflows has just refused the one before. */
export type NotiflowsUserToken =
  | string
  | ((state: { readonly refresh: boolean }) => string | Promise<string>)

const payloadSchema = z.object({ sub: z.union([z.string(), z.number()]) })

/**
 * The headers of one user's requests. A token that names somebody else is refused before anything is sent; whether it is genuine is
 * Notiflows' to judge.
 * @throws IdentikitError `user-changed`, by a fixed token at once
 */
export function createTokenHeaders(
  publicKey: string,
  userToken: NotiflowsUserToken,
  id: string,
): HeaderValues | HeaderFunction {
  function toHeaders(token: unknown): HeaderValues {
    if (typeof token !== 'string' || token.trim() === '') {
      throw new IdentikitError('unauthorized', 'Notiflows: `userToken` gave no token.')
    }
    const subject = subjectOf(token)
    if (subject !== undefined && subject !== id) {
      const what = 'Notiflows: the user token names somebody else than the id that was asked for.'
      throw new IdentikitError('user-changed', what)
    }
    return { 'x-notiflows-api-key': publicKey, 'x-notiflows-user-key': token }
  }
  if (typeof userToken === 'string') return toHeaders(userToken)
  return async (state) => toHeaders(await userToken(state))
}

/** Whom a token names; `undefined` where it cannot be read. */
function subjectOf(token: string): string | undefined {
  try {
    const [, payload = ''] = token.split('.')
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const parsed = payloadSchema.safeParse(json)
    return parsed.success ? String(parsed.data.sub) : undefined
  } catch {
    return undefined
  }
}

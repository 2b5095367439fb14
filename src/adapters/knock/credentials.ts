import { IdentikitError } from '../../core/errors.js'
import type { HeaderFunction } from '../http/credentials.js'
import type { HeaderValues } from '../http/headers.js'
import { assertServerOnly } from '../http/assertServerOnly.js'

/** A signed token of one user, or a function that gives one; `refresh` is true when Knock has just refused the last one. */
export type KnockUserToken =
  | string
  | ((state: { readonly refresh: boolean }) => string | Promise<string>)

export interface KnockCredentialOptions {
  /** `sk_...` on a server, or `pk_...` together with `userToken`. */
  readonly apiKey: string
  /**
   * With a public key: a token of the signed-in user, made on your server with `signUserToken` of `@knocklabs/node`. An expired
   * one is asked for anew, once, after a 401.
   */
  readonly userToken?: KnockUserToken | undefined
  /** The slug of a branch, sent as `X-Knock-Branch`. */
  readonly branch?: string | undefined
}

export interface KnockCredentials {
  /** Whether everything of the API is open, not only what one user may do. */
  readonly isSecret: boolean
  readonly headers: HeaderValues | HeaderFunction
}

const misuse = (what: string) => new IdentikitError('misuse', `createKnockAdapter: ${what}`)

/**
 * What is sent beyond `accept` and `content-type`: nothing that a browser may not send by https://docs.knock.app.
 * @throws IdentikitError `misuse` for a key that cannot be, a secret key in a browser, and a public key without a user token
 */
export function createKnockCredentials(options: KnockCredentialOptions): KnockCredentials {
  const { apiKey, userToken, branch } = options
  if (typeof apiKey !== 'string') throw misuse('`apiKey` is missing.')
  const isSecret = apiKey.startsWith('sk_')
  if (isSecret) assertServerOnly('createKnockAdapter', 'apiKey')
  const standard = { authorization: `Bearer ${apiKey}`, 'x-knock-branch': branch }
  if (isSecret) {
    if (userToken === undefined) return { isSecret, headers: standard }
    throw misuse('`userToken` belongs to a public key; a secret key may do everything without it.')
  }
  if (!apiKey.startsWith('pk_')) throw misuse('`apiKey` must start with sk_ or pk_.')
  if (!userToken) {
    throw misuse(
      'a public key needs a `userToken`. Without one Knock lets anybody be anybody, or refuses.',
    )
  }
  if (typeof userToken === 'string' && userToken.trim().startsWith('sk_'))
    throw misuse('`userToken` was given a secret key.')
  const withToken = (token: string) => ({ ...standard, 'x-knock-user-token': token })
  if (typeof userToken === 'string') return { isSecret, headers: withToken(userToken) }
  return {
    isSecret,
    async headers(state) {
      const token: unknown = await userToken(state)
      if (typeof token === 'string' && token !== '') return withToken(token)
      // Sent without one, the key alone might be let in, as anybody.
      throw new IdentikitError('unauthorized', 'Knock: `userToken()` gave no token.')
    },
  }
}

import { IdentikitError } from '../../core/errors.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createTokenHeaders, type UserToken } from '../http/credentials.js'

/** The options of the Knock adapter that authenticate it. */
export interface KnockCredentialOptions {
  /** The secret key `sk_...` on a server, or the public key `pk_...` together with `userToken`. */
  readonly apiKey: string
  /**
   * The token of the signed-in user, for a public key. Sign it on your server with `signUserToken` of `@knocklabs/node`. A
   * function is called again once after a 401.
   */
  readonly userToken?: UserToken | undefined
  /** The slug of a branch, sent as `X-Knock-Branch`. */
  readonly branch?: string | undefined
}

/**
 * Checks the key and creates the request headers. Only headers that Knock documents for browsers are sent.
 * @returns the headers, and whether the key is a secret one, which may call the whole API
 * @throws IdentikitError `misuse` for an invalid key, a secret key in a browser, and a public key without a user token
 * @see https://docs.knock.app/in-app-ui/security-and-authentication
 */
export function createKnockCredentials(options: KnockCredentialOptions) {
  const { apiKey, userToken, branch } = options
  if (typeof apiKey !== 'string') throw misuse('`apiKey` is missing.')
  const isSecret = apiKey.startsWith('sk_')
  if (isSecret) assertServerOnly('createKnockAdapter', 'apiKey')
  const headers = { authorization: `Bearer ${apiKey}`, 'x-knock-branch': branch }
  if (isSecret) {
    if (userToken === undefined) return { isSecret, headers }
    throw misuse('`userToken` needs a public key; a secret key has full access without it.')
  }
  if (!apiKey.startsWith('pk_')) throw misuse('`apiKey` must start with sk_ or pk_.')
  if (!userToken) {
    throw misuse(
      'a public key needs a `userToken`. Without one, Knock accepts any user id or refuses the request.',
    )
  }
  if (typeof userToken === 'string' && userToken.trim().startsWith('sk_'))
    throw misuse('`userToken` is a secret key.')
  const toHeaders = (token: string) => ({ ...headers, 'x-knock-user-token': token })
  return { isSecret, headers: createTokenHeaders('Knock', userToken, toHeaders) }
}

/** Creates the error of invalid options. */
export function misuse(message: string): IdentikitError {
  return new IdentikitError('misuse', `createKnockAdapter: ${message}`)
}

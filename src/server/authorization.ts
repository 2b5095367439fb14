import { IdentikitError, toIdentikitError } from '../core/errors.js'
import { userHeader } from '../core/protocol.js'
import { checkId } from '../core/user/user.js'
import { callHost } from './requestDeadline.js'
import { decodeHeader } from './requestHeaders.js'

/**
 * Returns the id of the signed-in user, or nothing. An invalid id and a thrown error count as signed out. Read headers and
 * cookies only: the handler reads the body. After 5 seconds without an answer the request is answered 504.
 */
export type Authenticate = (
  request: Request,
) => string | null | undefined | Promise<string | null | undefined>

/**
 * Returns the user id that the host authenticated. The id that the browser sends is only compared with it.
 * @throws IdentikitError `unauthorized`, `timeout`, or `user-changed` where the browser sends another id
 */
export async function authorize(
  request: Request,
  authenticate: Authenticate,
  signal: AbortSignal,
): Promise<string> {
  const getId = () =>
    getUserId(request, authenticate, 'authenticate').catch((thrown: unknown) => {
      const message = 'authenticate() failed.'
      throw new IdentikitError('unauthorized', message, { cause: toIdentikitError(thrown) })
    })
  const id = await callHost('authenticate', getId, signal)
  if (id === undefined) throw new IdentikitError('unauthorized', 'No user is signed in.')
  const header = request.headers.get(userHeader)
  if (header !== null && decodeHeader(header) !== id) {
    throw new IdentikitError('user-changed', 'Another user is signed in.')
  }
  return id
}

/**
 * Returns the id that a function of the host returns.
 * @throws the error of that function, and IdentikitError `misuse` for an invalid id
 */
export async function getUserId(
  request: Request,
  authenticate: Authenticate,
  name: string,
): Promise<string | undefined> {
  const id: unknown = await authenticate(request)
  if (id === null || id === undefined || id === '') return undefined
  try {
    checkId(name, id)
    return id
  } catch {
    throw new IdentikitError('misuse', `${name}() returned an invalid id.`)
  }
}

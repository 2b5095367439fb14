import { IdentikitError, toIdentikitError } from '../core/errors.js'
import { userHeader } from '../core/protocol.js'
import { checkId } from '../core/user/user.js'

/**
 * Says who sends a request: the id of the signed-in user, or nothing. Whatever is no id, and whatever it throws, is nobody. Reads headers and
 * cookies; the body is the handler's.
 */
export type Authenticate = (
  request: Request,
) => string | null | undefined | Promise<string | null | undefined>

/**
 * The id that the host vouches for; what the browser believes is only compared with it.
 * @throws IdentikitError `unauthorized`, or `user-changed` where the browser believes in somebody else
 */
export async function authorize(request: Request, authenticate: Authenticate): Promise<string> {
  const id = await ask(request, authenticate)
  if (id === undefined) throw new IdentikitError('unauthorized', 'Nobody is signed in.')
  const believed = request.headers.get(userHeader)
  if (believed !== null && decode(believed) !== id) {
    throw new IdentikitError('user-changed', 'The browser believes in another user.')
  }
  return id
}

/**
 * The id that a function of the host gives; nothing for nobody.
 * @throws whatever it throws, and IdentikitError `misuse` for what is no id
 */
export async function vouchedId(
  request: Request,
  authenticate: Authenticate,
  name: string,
): Promise<string | undefined> {
  const id: unknown = await authenticate(request)
  if (id === null || id === undefined || id === '') return undefined
  if (isId(name, id)) return id
  throw new IdentikitError('misuse', `${name}() returned no id.`)
}

async function ask(request: Request, authenticate: Authenticate): Promise<string | undefined> {
  try {
    return await vouchedId(request, authenticate, 'authenticate')
  } catch (thrown) {
    throw unknown(toIdentikitError(thrown))
  }
}

/** Whoever cannot be told is nobody. The cause is for the host. */
function unknown(cause: IdentikitError): IdentikitError {
  return new IdentikitError('unauthorized', 'authenticate() could not say who it is.', { cause })
}

function isId(name: string, id: unknown): id is string {
  try {
    checkId(name, id)
    return true
  } catch {
    return false
  }
}

function decode(header: string): string | undefined {
  try {
    return decodeURIComponent(header)
  } catch {
    return undefined
  }
}

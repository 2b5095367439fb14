import { IdentikitError, toIdentikitError } from '../core/errors.js'
import { userHeader } from '../core/protocol.js'
import { checkId } from '../core/user.js'

/** Says who sends a request: the id of the signed-in user, or nothing. Reads headers and cookies; the body is the handler's. */
export type Authenticate = (
  request: Request,
) => string | null | undefined | Promise<string | null | undefined>

/**
 * The id that the host vouches for; what the browser believes is only compared with it.
 * @throws IdentikitError `unauthorized`, or `user-changed` where the browser believes in somebody else
 */
export async function authorize(request: Request, authenticate: Authenticate): Promise<string> {
  const id = await ask(request, authenticate)
  if (id === null || id === undefined || id === '') {
    throw new IdentikitError('unauthorized', 'Nobody is signed in.')
  }
  checkVouched(id)
  const believed = request.headers.get(userHeader)
  if (believed !== null && decode(believed) !== id) {
    throw new IdentikitError('user-changed', 'The browser believes in another user.')
  }
  return id
}

async function ask(
  request: Request,
  authenticate: Authenticate,
): Promise<string | null | undefined> {
  try {
    return await authenticate(request)
  } catch (thrown) {
    throw new IdentikitError('unauthorized', 'authenticate() threw.', {
      cause: toIdentikitError(thrown),
    })
  }
}

function checkVouched(id: unknown): void {
  try {
    checkId('authenticate()', id)
  } catch {
    throw new IdentikitError('misuse', 'authenticate() returned something that is no id.')
  }
}

function decode(header: string): string | undefined {
  try {
    return decodeURIComponent(header)
  } catch {
    return undefined
  }
}

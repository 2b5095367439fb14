import { IdentikitError, toIdentikitError } from '../core/errors.js'
import { userHeader } from '../core/protocol.js'
import { checkId } from '../core/user/user.js'
import { warnOnce } from '../core/warnOnce.js'
import { callHost } from './requestDeadline.js'
import { checkScope, decodeHeader } from './requestHeaders.js'

/** The signed-in user of a session, with the tenants or workspaces that the session proves. */
export interface AuthenticatedUser {
  /** The id of the user. */
  readonly userId: string
  /**
   * The scopes whose preferences the user may read and write, e.g. the ids of the user's organizations.
   * @default none
   */
  readonly scopes?: readonly string[] | undefined
}

/** The user of a request and the scope that the request is about. */
export interface SignedInUser {
  /** The id that `authenticate` returned. */
  readonly userId: string
  /** One of the user's `scopes`, or `undefined`. */
  readonly scope?: string | undefined
}

/** A request's user, and all scopes of the session. */
interface Authorized {
  readonly user: SignedInUser
  readonly scopes: readonly string[]
}

/**
 * Returns the signed-in user, or nothing for a request without a session. An invalid id and a thrown error count as signed out and are
 * reported to `onError`. Read headers and cookies only: the handler reads the body. After 5 seconds without an answer the request is
 * answered 504.
 */
export type Authenticate = (
  request: Request,
) =>
  | string
  | AuthenticatedUser
  | null
  | undefined
  | Promise<string | AuthenticatedUser | null | undefined>

/** Returns the id of the guest that the session of a request proves, or nothing. */
export type AuthenticateGuest = (
  request: Request,
) => string | null | undefined | Promise<string | null | undefined>

/**
 * Returns the user that the host authenticated, and the scope of the request if it is one of the user's. The id that the browser sends
 * is only compared.
 * @throws IdentikitError `unauthorized`, `timeout`, `forbidden` for another scope, `user-changed` where the browser sends another id
 */
export async function authorize(
  request: Request,
  authenticate: Authenticate,
  signal: AbortSignal,
): Promise<Authorized> {
  const name = 'authenticate'
  const { id, scopes } = await callHost(name, () => getSession(request, authenticate), signal)
  if (id === undefined) {
    warnOfMissingUser()
    throw new IdentikitError('unauthorized', 'No user is signed in.')
  }
  const header = request.headers.get(userHeader)
  if (header !== null && decodeHeader(header) !== id) {
    throw new IdentikitError('user-changed', 'Another user is signed in.')
  }
  return { user: { userId: id, scope: checkScope(request, scopes) }, scopes }
}

function warnOfMissingUser(): void {
  if (process.env.NODE_ENV === 'production') return
  warnOnce(
    'authenticate() returned no user id, so the request was answered 401. Expected for a visitor who is signed out; otherwise check that the request carries the session cookie or the authorization header that authenticate() reads.',
  )
}

const isUser = (session: unknown): session is AuthenticatedUser =>
  typeof session === 'object' && session !== null && 'userId' in session

/** Returns what `authenticate` returned. An error that it throws is a failure of the server, not a user who is signed out. */
async function getSession(request: Request, authenticate: Authenticate) {
  try {
    const session: unknown = await authenticate(request)
    const { userId, scopes: given } = isUser(session) ? session : { userId: session }
    // Plain JavaScript may return null.
    const scopes: unknown = given ?? []
    if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string'))
      throw new TypeError('authenticate() returned scopes that are no list of strings.')
    return { id: checkUserId(userId, 'authenticate'), scopes: scopes as readonly string[] }
  } catch (thrown) {
    if (process.env.NODE_ENV !== 'production')
      warnOnce(
        'authenticate() failed or returned an invalid id, so the request was answered 401, as for a user who is signed out. onError receives the error. Return null for a request without a session.',
      )
    const cause = toIdentikitError(thrown)
    throw new IdentikitError('unauthorized', 'authenticate() failed.', { cause })
  }
}

/**
 * Returns the id that a function of the host returns.
 * @throws the error of that function, and IdentikitError `misuse` for an invalid id
 */
export async function getUserId(
  request: Request,
  authenticate: AuthenticateGuest,
  name: string,
): Promise<string | undefined> {
  return checkUserId(await authenticate(request), name)
}

function checkUserId(id: unknown, name: string): string | undefined {
  if (id === null || id === undefined || id === '') return undefined
  try {
    checkId(name, id)
    return id
  } catch (error) {
    const problem = toIdentikitError(error).fields?.['id']
    throw new IdentikitError('misuse', `${name}() returned an invalid id: it ${problem}.`)
  }
}

/** Whether a request may only read, or a function that returns it. */
export type ReadOnlyOption =
  | boolean
  | ((request: Request, user: SignedInUser) => boolean | Promise<boolean>)

/**
 * Returns whether a request may only read.
 * @throws IdentikitError `misuse` if the function returns neither `true` nor `false`, so that a missing answer permits no write
 */
export async function isReadOnlyRequest(
  option: ReadOnlyOption | undefined,
  request: Request,
  user: SignedInUser,
  signal: AbortSignal,
): Promise<boolean> {
  if (typeof option !== 'function') return option === true
  const answer: unknown = await callHost('readOnly', () => option(request, user), signal)
  if (typeof answer === 'boolean') return answer
  throw new IdentikitError('misuse', 'readOnly() returned neither true nor false.')
}

/** @throws IdentikitError `forbidden` for a write of a request that may only read */
export function refuseWrite(isReadOnly: boolean, isRead: boolean): void {
  if (isReadOnly && !isRead)
    throw new IdentikitError('forbidden', 'This session may read, but not write: see `readOnly`.')
}

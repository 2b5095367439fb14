import * as z from 'zod/mini'
import { IdentikitError, invalid } from '../../core/errors.js'
import type { UserPatch } from '../../core/user/user.js'
import type { ErrorResponse } from '../http/statusError.js'

const errorSchema = z.looseObject({ error: z.string() })

/**
 * Returns a function that names undeclared attributes by their path in the input, e.g. `traits.plan`. Trophy answers "Invalid
 * attribute keys: plan. Please ensure ..."; how it separates two keys is not documented, so the function searches for the keys that
 * were sent.
 * @param sent the attributes by their path in the input
 * @see https://docs.trophy.so/features/users
 */
export function createAttributeErrors(sent: Readonly<Record<string, object | undefined>>) {
  return ({ request, status, requestId, body }: ErrorResponse): IdentikitError | undefined => {
    if (status !== 400 && status !== 422) return undefined
    const attributes = Object.entries(sent).flatMap(([path, map = {}]) =>
      Object.keys(map).map((key) => ({ key, path: `${path}.${key}` })),
    )
    const message = errorSchema.safeParse(body).data?.error ?? ''
    const undeclared = findKeys(
      message,
      attributes.map(({ key }) => key),
    )
    const paths = attributes.filter(({ key }) => undeclared.includes(key)).map(({ path }) => path)
    if (paths.length === 0) return undefined
    const fields = Object.fromEntries(paths.map((path) => [path, 'is not declared in Trophy']))
    const text = `${request} answered ${status}: not declared in Trophy’s dashboard: ${paths.join(', ')}.`
    return new IdentikitError('invalid', text, { status, requestId, fields })
  }
}

/** Returns the keys that the message names. A longer key is matched first, because it may contain a shorter one. */
function findKeys(message: string, keys: readonly string[]): readonly string[] {
  // A key may contain a full stop, so the list ends where the next sentence begins.
  const list = /^invalid attribute keys?:\s*(.*?)(?:\.\s|\.?$)/i.exec(message)?.[1]
  if (!list) return []
  const pattern = [...keys]
    .sort((a, b) => b.length - a.length)
    .map((key) => key.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
    .join('|')
  const separator = `[\\s,;"'\`]`
  const key = new RegExp(`(?<=${separator})(?:${pattern})(?=${separator})`, 'g')
  return ` ${list} `.match(key) ?? []
}

/** Creates the error of a user who exists when they are created. */
export function alreadyExists(): IdentikitError {
  return new IdentikitError('already-exists', 'Trophy has this user already.', { status: 409 })
}

/** Converts the error of a read of a user: Trophy documents 404 and declares 400 and 422. The read sends only the id. */
export function toUnknownUserError(response: ErrorResponse): IdentikitError | undefined {
  const { request, status, requestId } = response
  if (status !== 400 && status !== 422) return undefined
  const message = `${request} answered ${status} for an unknown user.`
  return new IdentikitError('not-found', message, { status, requestId })
}

/** Converts the error of a write of streak settings, the only documented use of 403. */
export function toStreakError({ status, requestId }: ErrorResponse): IdentikitError | undefined {
  if (status !== 403) return undefined
  const message =
    'Trophy: streak settings are read-only until streak customization is enabled in the dashboard.'
  return new IdentikitError('locked', message, { status, requestId })
}

/**
 * Checks that consent to email comes with an address, because Trophy deletes the address without consent.
 * @throws IdentikitError `invalid`
 * @see https://docs.trophy.so/features/users
 */
export function checkSubscription(caller: string, patch: UserPatch): void {
  const { subscribeToEmails: isSubscribed, email } = patch
  if (isSubscribed === true && typeof email !== 'string') {
    throw invalid(caller, {
      subscribeToEmails: 'can be true only together with `email`',
      email: 'is required with `subscribeToEmails: true`, because Trophy may have none',
    })
  }
  if (isSubscribed === false && typeof email === 'string') {
    throw invalid(caller, {
      subscribeToEmails: 'deletes the address when it is false',
      email: 'is not stored with `subscribeToEmails: false`',
    })
  }
}

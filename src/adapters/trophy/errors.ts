import * as z from 'zod/mini'
import { IdentikitError, invalid } from '../../core/errors.js'
import type { Device, UserPatch } from '../../core/user/user.js'
import type { ErrorResponse } from '../http/statusError.js'

const errorSchema = z.looseObject({ error: z.string() })

/**
 * Reads "Invalid attribute keys: plan. Please ensure ..." (docs.trophy.so, features/users); how two keys are divided is not
 * published, so the keys that were sent are looked for. `sent` has the path of each key in the input, e.g. `traits.plan`.
 */
export function undeclaredAttributes(sent: ReadonlyMap<string, readonly string[]>) {
  return ({
    request: what,
    status,
    requestId,
    body,
  }: ErrorResponse): IdentikitError | undefined => {
    if (status !== 400 && status !== 422) return undefined
    const parsed = errorSchema.safeParse(body)
    const named = parsed.success ? namedKeys(parsed.data.error, [...sent.keys()]) : []
    if (named.length === 0) return undefined
    const paths = named.flatMap((key) => sent.get(key) ?? [])
    const fields = Object.fromEntries(paths.map((path) => [path, 'was not declared at Trophy']))
    const sentence = `${what} answered ${status}: ${paths.join(', ')} ${paths.length > 1 ? 'were' : 'was'} not declared in the dashboard.`
    return new IdentikitError('invalid', sentence, { status, requestId, fields })
  }
}

function namedKeys(sentence: string, keys: readonly string[]): string[] {
  const [, list] = /^invalid attribute keys?:\s*(.*)$/is.exec(sentence) ?? []
  if (list === undefined) return []
  // A key may hold a full stop itself, so the end of the list is where the next sentence begins.
  let left = ` ${list.split(/\.(?:\s|$)/, 1)[0] ?? ''} `
  return [...keys]
    .sort((a, b) => b.length - a.length)
    .filter((key) => {
      const parts = left.split(new RegExp(`(?<=[\\s,;"'\`])${escaped(key)}(?=[\\s,;"'\`])`))
      left = parts.join('')
      return parts.length > 1
    })
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)

export function alreadyExists(): IdentikitError {
  return new IdentikitError('already-exists', 'Trophy has this user already.', { status: 409 })
}

export function unknownUser(cause: IdentikitError): IdentikitError {
  const { status, requestId } = cause
  const what = `Trophy answered ${status} to a read of this user, whom it does not know.`
  return new IdentikitError('not-found', what, { cause, status, requestId })
}

/** 403 is documented for streak settings only. */
export function lockedStreak({ status, requestId }: ErrorResponse): IdentikitError | undefined {
  if (status !== 403) return undefined
  const what =
    'Trophy: streak settings are read-only until streak customization is enabled in the dashboard.'
  return new IdentikitError('locked', what, { status, requestId })
}

/**
 * Trophy wants the address together with the consent, and forgets the address without it (docs.trophy.so, features/users).
 * @throws IdentikitError `invalid`
 */
export function checkSubscription(caller: string, patch: UserPatch): void {
  const { subscribeToEmails: subscribes, email } = patch
  if (subscribes === true && typeof email !== 'string') {
    throw invalid(caller, {
      subscribeToEmails: 'can be true only together with an address',
      email: 'is needed with subscribeToEmails: true, since Trophy may hold none',
    })
  }
  if (subscribes === false && typeof email === 'string') {
    throw invalid(caller, {
      subscribeToEmails: 'makes Trophy forget the address while it is false',
      email: 'would not be stored with subscribeToEmails: false',
    })
  }
}

/** @throws IdentikitError `invalid` for what Trophy's bare tokens cannot hold */
export function checkDevice(device: Device): void {
  const given = Object.entries<unknown>({ ...device }).filter(
    ([key, value]) => key !== 'token' && value !== undefined,
  )
  if (given.length === 0) return
  const wrong = 'cannot be stored: Trophy holds bare tokens, and their kind is set in its dashboard'
  throw invalid('devices.add', Object.fromEntries(given.map(([key]) => [key, wrong])))
}

import type { UserAdapter } from '../core/adapter.js'
import { createAdminClient } from '../core/adminClient.js'
import { untilAbort } from '../core/bulk/sleep.js'
import { IdentikitError, toIdentikitError } from '../core/errors.js'
import type { User } from '../core/user/user.js'
import { getUserId, type AuthenticateGuest } from './authorization.js'
import { callHost } from './requestDeadline.js'

/** A guest whose data was merged into a user. */
export interface GuestMergedEvent {
  /** The id that `authenticateGuest` returned. */
  readonly guest: string
  /** The id of the signed-in user. */
  readonly user: string
  /** The request that identified the user. */
  readonly request: Request
}

interface GuestMergeOptions {
  readonly authenticateGuest?: AuthenticateGuest | undefined
  readonly onGuestMerged?: ((event: GuestMergedEvent) => unknown) | undefined
}

interface IdentifiedUser {
  readonly request: Request
  readonly id: string
  /** The adapter of the request. */
  readonly adapter: UserAdapter
  /** Is aborted at the deadline of the request. */
  readonly signal: AbortSignal
  readonly source: string | undefined
  readonly report: (error: IdentikitError) => void
}

/**
 * Creates a function that merges the guest of a session into an identified user and returns the merged user, or `undefined` where
 * nothing is merged. It never rejects. It returns at the deadline of the request. A merge that has started continues after it.
 */
export function createGuestMerge(options: GuestMergeOptions) {
  const { authenticateGuest, onGuestMerged } = options
  let isUnsupportedReported = false

  async function merge(
    { request, id, adapter, signal, source, report }: IdentifiedUser,
    authenticate: AuthenticateGuest,
  ): Promise<User | undefined> {
    const { users } = createAdminClient(adapter)
    try {
      const name = 'authenticateGuest'
      const guest = await callHost(name, () => getUserId(request, authenticate, name), signal)
      if (guest === undefined || guest === id) return undefined
      // Without a signal: an aborted merge could be incomplete.
      const settings = { source, onUnreadable: report }
      const user = await users.merge({ from: guest, into: id }, settings)
      await notify({ guest, user: id, request }, report)
      return user
    } catch (thrown) {
      const cause = toIdentikitError(thrown)
      if (isGuestNotFound(cause)) return undefined
      const isUnsupported = cause.code === 'unsupported'
      if (isUnsupported && isUnsupportedReported) return undefined
      isUnsupportedReported ||= isUnsupported
      const message = isUnsupported
        ? `The ${adapter.id} adapter cannot merge guests. Read the guest with users.get() and save its data with users.identify(). This is reported once.`
        : 'The guest was not merged. The next identify retries it.'
      report(new IdentikitError(cause.code, message, { cause }))
      return undefined
    }
  }

  async function notify(event: GuestMergedEvent, report: IdentifiedUser['report']): Promise<void> {
    try {
      await onGuestMerged?.(event)
    } catch (cause) {
      const message = 'The guest was merged, but onGuestMerged() failed.'
      report(new IdentikitError('misuse', message, { cause }))
    }
  }

  return async (identified: IdentifiedUser): Promise<User | undefined> => {
    if (!authenticateGuest) return undefined
    try {
      return await untilAbort(merge(identified, authenticateGuest), identified.signal)
    } catch (cause) {
      const message = 'The user was identified; merging the guest takes longer.'
      identified.report(new IdentikitError('timeout', message, { cause }))
      return undefined
    }
  }
}

/** Whether no service has the guest: it was merged before, or never identified. With several services, each must answer so. */
function isGuestNotFound({ code, cause }: IdentikitError): boolean {
  const errors: readonly unknown[] = cause instanceof AggregateError ? cause.errors : []
  return code === 'not-found' && errors.every((error) => toIdentikitError(error).code === code)
}

import type { UserAdapter } from '../core/adapter.js'
import { createAdminClient } from '../core/adminClient.js'
import { withDeadline } from '../core/sync/deadline.js'
import { IdentikitError, toIdentikitError } from '../core/errors.js'
import type { User } from '../core/user/user.js'
import { vouchedId, type Authenticate } from './authorization.js'
import { timeout } from './failure.js'

/** A guest whose data is the user's now. */
export interface GuestMergedEvent {
  /** The id that `authenticateGuest` gave. */
  readonly guest: string
  /** The id of the user who is signed in. */
  readonly user: string
  readonly request: Request
}

interface GuestMergeOptions {
  readonly adapter: UserAdapter
  readonly authenticateGuest?: Authenticate | undefined
  readonly onGuestMerged?: ((event: GuestMergedEvent) => unknown) | undefined
}

/** Somebody who was identified just now. */
interface Identified {
  readonly request: Request
  readonly id: string
  /** When identifying them began, in milliseconds. */
  readonly begun: number
  readonly source: string | undefined
  readonly tell: (error: IdentikitError) => void
}

/**
 * Makes what merges the guest of a session into the user who was identified, and gives the user as merged; nothing where there is
 * nobody to merge, or it fails. Never rejects, and never keeps the answer longer than an identify may take: a merge that is late goes on.
 */
export function createGuestMerge(options: GuestMergeOptions) {
  const { adapter, authenticateGuest, onGuestMerged } = options
  const { users } = createAdminClient(adapter)
  let isLackTold = false

  async function merge(
    { request, id, source, tell }: Identified,
    prove: Authenticate,
  ): Promise<User | undefined> {
    try {
      const guest = await vouchedId(request, prove, 'authenticateGuest')
      if (guest === undefined || guest === id) return undefined
      // No signal: half a merge helps nobody.
      const user = await users.merge({ from: guest, into: id }, { source })
      await hear({ guest, user: id, request }, tell)
      return user
    } catch (thrown) {
      const cause = toIdentikitError(thrown)
      if (isUnknown(cause)) return undefined
      if (cause.code !== 'unsupported') tell(notMerged(cause))
      else if (!isLackTold) {
        isLackTold = true
        tell(lacking(adapter, cause))
      }
      return undefined
    }
  }

  async function hear(event: GuestMergedEvent, tell: Identified['tell']): Promise<void> {
    try {
      await onGuestMerged?.(event)
    } catch (cause) {
      tell(new IdentikitError('misuse', 'onGuestMerged() failed; the guest is merged.', { cause }))
    }
  }

  return async (identified: Identified): Promise<User | undefined> => {
    if (!authenticateGuest) return undefined
    const left = Math.max(0, identified.begun + timeout - Date.now())
    try {
      const run = () => merge(identified, authenticateGuest)
      return await withDeadline(run, { timeout: left, signal: undefined, late })
    } catch (thrown) {
      identified.tell(toIdentikitError(thrown))
      return undefined
    }
  }
}

/** Merged before, or never heard of; of several services, at each that did not merge. */
function isUnknown({ code, cause }: IdentikitError): boolean {
  const errors: readonly unknown[] = cause instanceof AggregateError ? cause.errors : []
  return code === 'not-found' && errors.every((one) => toIdentikitError(one).code === code)
}

const late = () =>
  new IdentikitError('timeout', 'The user was identified; merging the guest takes longer.')

function notMerged(cause: IdentikitError): IdentikitError {
  const what = 'The user was identified; the guest was not merged, which their next identify tries.'
  return new IdentikitError(cause.code, what, { cause })
}

function lacking({ id }: UserAdapter, cause: IdentikitError): IdentikitError {
  return new IdentikitError(
    'unsupported',
    `authenticateGuest() gave a guest, and the ${id} adapter cannot merge: users.get() the guest on the server and users.identify() the user with it. This is told once.`,
    { cause },
  )
}

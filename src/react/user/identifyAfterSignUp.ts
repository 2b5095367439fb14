import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { withDeadline } from '../../core/sync/deadline.js'
import type { UserPatch } from '../../core/user/user.js'
import type { SaveResult } from '../store/saveState.js'
import type { DetectDevice } from './detectDevice.js'
import type { Identify } from './identification.js'

/** A user with a new account, who is not identified yet. */
export interface SignUpProfile {
  readonly id: string
  readonly patch: UserPatch
  readonly preferences: readonly PreferenceChange[]
  readonly detect: DetectDevice
}

/** The result of a sign-up. The account exists in any case. */
export interface SignUpResult {
  /** The id of the new account. */
  readonly id: string
  /** How identifying the user ended. */
  readonly identified: SaveResult
  /** Why a part of the profile, such as a preference, was refused and left out while the rest was saved. */
  readonly refused?: IdentikitError | undefined
}

/** How long a new user waits for the service, in milliseconds. */
const identifyTimeout = 10_000

/** Identifies a new user. Returns a timeout after 10 s while identifying goes on. Never rejects. */
export async function identifyAfterSignUp(
  identify: Identify,
  { id, patch, preferences, detect }: SignUpProfile,
): Promise<SignUpResult> {
  try {
    const run = () => identify(id, patch, { preferences, detect, dropUnsupported: true })
    const outcome = await withDeadline(run, { timeout: identifyTimeout, late })
    if (outcome.status !== 'partial') return { id, identified: outcome as SaveResult }
    return { id, identified: { status: 'saved' }, refused: outcome.error }
  } catch (thrown) {
    return { id, identified: { status: 'failed', error: toIdentikitError(thrown) } }
  }
}

const late = () =>
  new IdentikitError('timeout', `Identifying a new user took longer than ${identifyTimeout} ms.`)

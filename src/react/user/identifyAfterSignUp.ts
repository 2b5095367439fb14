import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { withDeadline } from '../../core/sync/deadline.js'
import type { UserPatch } from '../../core/user/user.js'
import type { SaveResult } from '../store/saveState.js'
import type { DetectDevice } from './detectDevice.js'
import type { UseIdentifyResult } from './useIdentify.js'

type Identify = UseIdentifyResult['identify']

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

/**
 * Identifies a new user. Fields that the service refuses by name are left out of a second try, so that the rest is saved. Returns a timeout
 * after 10 s while the request goes on. Never rejects.
 */
export async function identifyAfterSignUp(
  identify: Identify,
  profile: SignUpProfile,
): Promise<SignUpResult> {
  try {
    const run = () => identifyTwice(identify, profile)
    return await withDeadline(run, { timeout: identifyTimeout, late })
  } catch (thrown) {
    return { id: profile.id, identified: { status: 'failed', error: toIdentikitError(thrown) } }
  }
}

const late = () =>
  new IdentikitError('timeout', `Identifying a new user took longer than ${identifyTimeout} ms.`)

async function identifyTwice(identify: Identify, profile: SignUpProfile): Promise<SignUpResult> {
  const { id } = profile
  const send = ({ patch, preferences, detect }: SignUpProfile) => {
    // Services refuse an empty list.
    const chosen = preferences.length > 0 && { preferences }
    return identify(id, patch, { detect, dropUnsupported: true, ...chosen })
  }
  const first = await send(profile)
  const rest = first.status === 'failed' ? withoutRefused(profile, first.error) : undefined
  if (first.status !== 'failed' || !rest) return { id, identified: first }
  const second = await send(rest)
  if (second.status === 'failed') return { id, identified: second }
  return { id, identified: second, refused: first.error }
}

const nameFields: readonly string[] = ['name', 'firstName', 'lastName']
const detectedFields: readonly string[] = ['timezone', 'locale']

/**
 * Returns the profile without the fields that an error names, or without the preferences if it names nothing of the profile; `undefined` if
 * that can't help.
 */
export function withoutRefused(
  profile: SignUpProfile,
  { code, fields = {} }: IdentikitError,
): SignUpProfile | undefined {
  if (!['invalid', 'forbidden', 'locked', 'unsupported'].includes(code)) return undefined
  const named = Object.keys(fields).map((path) => path.replace(/\..*$/, ''))
  const isNameRefused = named.some((name) => nameFields.includes(name))
  const isRefused = (key: string) =>
    named.includes(key) || (isNameRefused && nameFields.includes(key))
  const kept = Object.entries(profile.patch).filter(([key]) => !isRefused(key))
  const preferences = profile.preferences.filter((_, index) => !isRefused(`changes[${index}]`))
  const detect = named.some((name) => detectedFields.includes(name)) ? false : profile.detect
  const isReduced =
    kept.length < Object.keys(profile.patch).length ||
    preferences.length < profile.preferences.length ||
    detect !== profile.detect
  if (isReduced) return { ...profile, patch: Object.fromEntries(kept), preferences, detect }
  if (code === 'forbidden' || preferences.length === 0) return undefined
  return { ...profile, preferences: [] }
}

import { withDeadline } from '../../core/sync/deadline.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import type { UserPatch } from '../../core/user/user.js'
import type { DetectDevice } from './detectDevice.js'
import type { SaveResult } from '../store/saveState.js'
import type { UseIdentifyResult } from './useIdentify.js'

/** Somebody who has an account now, and whom the service does not know yet. */
export interface SignUpProfile {
  readonly id: string
  readonly patch: UserPatch
  readonly preferences: readonly PreferenceChange[]
  readonly detect: DetectDevice
}

/** What came of a sign-up. The account is there in any case. */
export interface SignUpResult {
  readonly id: string
  /** Whether the service was told of the person. */
  readonly identified: SaveResult
  /** Why a part of it, such as a choice, was refused and left out, although the rest was saved. */
  readonly refused?: IdentikitError | undefined
}

/** How long a person who has an account already waits for the service, in milliseconds. */
const patience = 10_000

/**
 * Identifies a newcomer; what the service refused by name is left out once, so that the rest is saved. After 10 s it goes on without
 * anybody waiting. Never rejects.
 */
export async function identifyAfterSignUp(
  identify: UseIdentifyResult['identify'],
  newcomer: SignUpProfile,
): Promise<SignUpResult> {
  const { id } = newcomer
  try {
    const run = () => attempt(identify, newcomer)
    return await withDeadline(run, { timeout: patience, signal: undefined, late })
  } catch (thrown) {
    return { id, identified: { status: 'failed', error: toIdentikitError(thrown) } }
  }
}

const late = () =>
  new IdentikitError('timeout', `To identify a newcomer takes longer than ${patience} ms.`)

async function attempt(
  identify: UseIdentifyResult['identify'],
  newcomer: SignUpProfile,
): Promise<SignUpResult> {
  const { id } = newcomer
  const first = await send(identify, newcomer)
  if (first.status !== 'failed') return { id, identified: first }
  const rest = withoutRefused(newcomer, first.error)
  if (!rest) return { id, identified: first }
  const second = await send(identify, rest)
  if (second.status === 'failed') return { id, identified: second }
  return { id, identified: second, refused: first.error }
}

function send(
  identify: UseIdentifyResult['identify'],
  { id, patch, preferences, detect }: SignUpProfile,
): Promise<SaveResult> {
  const chosen = preferences.length > 0 && { preferences }
  return identify(id, patch, { detect, dropUnsupported: true, ...chosen })
}

const nameFields: readonly string[] = ['name', 'firstName', 'lastName']
const detectedFields: readonly string[] = ['timezone', 'locale']

/** What is left without what an error names; where it names nothing of it, without the choices. Nothing where that is no help. */
export function withoutRefused(
  newcomer: SignUpProfile,
  { code, fields = {} }: IdentikitError,
): SignUpProfile | undefined {
  if (!['invalid', 'forbidden', 'locked', 'unsupported'].includes(code)) return undefined
  const named = Object.keys(fields).map((path) => path.replace(/\..*$/, ''))
  const isNamed = (key: string) =>
    named.includes(key) ||
    (nameFields.includes(key) && named.some((one) => nameFields.includes(one)))
  const kept = Object.entries(newcomer.patch).filter(([key]) => !isNamed(key))
  const preferences = newcomer.preferences.filter((_, index) => !isNamed(`changes[${index}]`))
  const detect = named.some((one) => detectedFields.includes(one)) ? false : newcomer.detect
  const isLess =
    kept.length < Object.keys(newcomer.patch).length ||
    preferences.length < newcomer.preferences.length ||
    detect !== newcomer.detect
  if (isLess) return { ...newcomer, patch: Object.fromEntries(kept), preferences, detect }
  if (code === 'forbidden' || preferences.length === 0) return undefined
  return { ...newcomer, preferences: [] }
}

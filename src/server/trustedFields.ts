import type { UserAdapter } from '../core/adapter.js'
import { getUserRules } from '../core/capabilities.js'
import { needsPhoneCheck } from '../core/clientChecks.js'
import { IdentikitError, toIdentikitError } from '../core/errors.js'
import { loadPhoneCheck } from '../core/contact/loadPhoneReader.js'
import {
  checkUserPatch,
  splitUserPatch,
  joinUserPatches,
  type UserPatch,
} from '../core/user/user.js'
import { callHost } from './requestDeadline.js'

/**
 * Returns fields that the server sets itself, e.g. the verified email. They override the browser's values in an identify. A field that
 * is invalid, or that the service lacks, is left out and reported to `onError`.
 */
export type TrustedFields = (
  request: Request,
  id: string,
) => UserPatch | null | undefined | Promise<UserPatch | null | undefined>

/** What a function of the host returned. */
export interface Trusted {
  /** The valid fields. */
  readonly patch: UserPatch
  /** The invalid ones, each as a patch: the browser can't set them either. */
  readonly refused: readonly UserPatch[]
}

interface ServerFieldsContext {
  readonly adapter: UserAdapter
  /** Is aborted at the deadline of the request. */
  readonly signal: AbortSignal
  readonly report: (error: IdentikitError) => void
}

const merge = { merge: 'key' } as const

/**
 * Returns the fields that a function of the host returns. Invalid ones are reported.
 * @returns `null` where the function returns nothing
 * @throws the error of the host's function, and IdentikitError `timeout`
 */
export async function getServerFields(
  name: string,
  call: () => unknown,
  { adapter, signal, report }: ServerFieldsContext,
): Promise<Trusted | null> {
  const given = await callHost(name, call, signal)
  if (given === null || given === undefined) return null
  const checkPhone = needsPhoneCheck(given) ? await loadPhoneCheck() : undefined
  const valid: UserPatch[] = []
  const refused: UserPatch[] = []
  const fields: Record<string, string> = {}
  for (const part of split(given)) {
    try {
      valid.push(checkUserPatch(`${name}()`, part, getUserRules(adapter), checkPhone))
    } catch (thrown) {
      refused.push(part)
      Object.assign(fields, nameTrait(part, toIdentikitError(thrown).fields))
    }
  }
  if (refused.length > 0) {
    const list = Object.entries(fields).map(([path, problem]) => `${path} ${problem}`)
    const message = `${name}() returned fields that were not saved: ${list.join('; ')}.`
    report(new IdentikitError('misuse', message, { fields }))
  }
  return { patch: joinUserPatches(valid, merge), refused }
}

/** Creates a function that returns the fields that the server sets itself, and that calls the host once. */
export function createGetTrusted(
  trusted: TrustedFields | UserPatch | undefined,
  {
    request,
    id,
    ...context
  }: ServerFieldsContext & { readonly request: Request; readonly id: string },
): () => Promise<Trusted> {
  let fields: Promise<Trusted> | undefined
  const call = () => (typeof trusted === 'function' ? trusted(request, id) : trusted)
  const read = async () =>
    (await getServerFields('trusted', call, context)) ?? { patch: {}, refused: [] }
  return () => (fields ??= read())
}

/** Returns a browser's patch with the fields of the server, and without those that the server returned and that were refused. */
export function mergeTrusted(patch: UserPatch, { patch: trusted, refused }: Trusted): UserPatch {
  const { traits: refusedTraits = {}, ...refusedFields } = joinUserPatches(refused, merge)
  const { traits, ...fields } = patch
  const kept: UserPatch = Object.fromEntries(Object.entries(fields).filter(isKept(refusedFields)))
  if (!traits) return { ...kept, ...trusted }
  const sentTraits = Object.fromEntries(Object.entries(traits).filter(isKept(refusedTraits)))
  return { ...kept, ...trusted, traits: { ...sentTraits, ...trusted.traits } }
}

const isKept = (others: object) => (entry: [string, unknown]) => !Object.hasOwn(others, entry[0])

/** Splits what the host returned into patches of one value. */
function split(given: unknown): readonly UserPatch[] {
  // A text or a list would be split into its characters or items.
  if (!isMap(given)) return [given as UserPatch]
  const { traits, ...fields } = given as UserPatch
  if (traits === undefined || isMap(traits)) return splitUserPatch(given, merge)
  return [...splitUserPatch(fields, merge), { traits }]
}

/** Names a trait that was checked alone. */
function nameTrait({ traits }: UserPatch, fields: Readonly<Record<string, string>> = {}) {
  const [key] = isMap(traits) ? Object.keys(traits) : []
  if (key === undefined || fields['traits'] === undefined) return fields
  return { [`traits.${key}`]: fields['traits'] }
}

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

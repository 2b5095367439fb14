import { IdentikitError } from '../errors.js'
import type { RefusedChange, RequestOptions } from '../requestOptions.js'
import type { PreferenceChange, PreferenceRules, PreferenceSwitchChange } from './preferences.js'

/** A change that turns a switch on or off. */
export type SwitchChange = PreferenceSwitchChange & { readonly enabled: boolean }

/** The reason why a service refuses a change. */
export interface ChangeRefusal {
  /** The code of the error. */
  readonly code: 'invalid' | 'locked' | 'unsupported'
  /** Follows the path of the change in the message, e.g. `is locked`. */
  readonly problem: string
  /** The key that is wrong. @default the whole change */
  readonly key?: keyof PreferenceChange | undefined
}

/** The changes of a batch after their check. */
export interface AcceptedChanges<Change> {
  /** The changes to write, in order; at least one. */
  readonly accepted: readonly Change[]
  /** The refused changes, for `settleChanges` after the write. */
  readonly refused: readonly RefusedChange[]
}

/** The kinds of changes that a service has beside those that turn a switch on or off. */
export type ChangeKinds = Pick<PreferenceRules, 'clear' | 'frequency'>

type Check<Change> = (change: Change) => ChangeRefusal | undefined

/**
 * Checks each change of a batch, for services without frequencies. With `onReport`, the refused changes are left out of those to write;
 * without it, one refused change refuses the batch.
 * @param check returns the reason to refuse a change
 * @throws IdentikitError the error of the first refused change, whose `fields` name all of them, if nothing is to be written
 * @example
 * ```ts
 * const { accepted, refused } = acceptChanges('Example', changes, check, options)
 * const saved = await send(accepted, options)
 * settleChanges('Example', changes, refused, options)
 * ```
 */
export function acceptChanges(
  service: string,
  changes: readonly PreferenceChange[],
  check: (change: PreferenceSwitchChange) => ChangeRefusal | undefined,
  options?: Pick<RequestOptions, 'onReport'>,
): AcceptedChanges<PreferenceSwitchChange> {
  return accept(service, changes, check as Check<PreferenceChange>, { clear: true }, options)
}

/** Like `acceptChanges`, for services that can't delete one choice either. */
export function acceptSwitches(
  service: string,
  changes: readonly PreferenceChange[],
  check: (change: SwitchChange) => ChangeRefusal | undefined,
  options?: Pick<RequestOptions, 'onReport'>,
): AcceptedChanges<SwitchChange> {
  return accept(service, changes, check as Check<PreferenceChange>, {}, options)
}

/** Like `acceptChanges`, for services with frequencies. */
export function acceptAllChanges(
  service: string,
  changes: readonly PreferenceChange[],
  check: (change: PreferenceChange) => ChangeRefusal | undefined,
  kinds: ChangeKinds,
  options?: Pick<RequestOptions, 'onReport'>,
): AcceptedChanges<PreferenceChange> {
  return accept(service, changes, check, kinds, options)
}

function accept<Change extends PreferenceChange>(
  service: string,
  changes: readonly PreferenceChange[],
  check: Check<PreferenceChange>,
  kinds: ChangeKinds,
  options: Pick<RequestOptions, 'onReport'> = {},
): AcceptedChanges<Change> {
  const refused: RefusedChange[] = []
  const accepted = changes.filter((change, index): change is Change => {
    const refusal = refuseKind(change, kinds) ?? check(change)
    if (refusal) refused.push({ index, error: toError(service, index, refusal) })
    return refusal === undefined
  })
  assertAccepted(service, changes, refused, options)
  return { accepted, refused }
}

function refuseKind(
  { enabled, frequency }: PreferenceChange,
  kinds: ChangeKinds,
): ChangeRefusal | undefined {
  const key = frequency === undefined ? 'enabled' : 'frequency'
  if (key === 'frequency' && !kinds.frequency)
    return { code: 'unsupported', problem: 'is not supported', key }
  if ((enabled === null || frequency === null) && !kinds.clear)
    return { code: 'unsupported', problem: 'is null, but one choice cannot be deleted', key }
  return undefined
}

/**
 * Reports the refused changes of a batch after the others were saved.
 * @throws IdentikitError the error of the first, whose `fields` name all of them, if all are refused or there is no `onReport`
 */
export function settleChanges(
  service: string,
  changes: readonly PreferenceChange[],
  refused: readonly RefusedChange[],
  options: Pick<RequestOptions, 'onReport'> = {},
): void {
  const ordered = [...refused].sort((a, b) => a.index - b.index)
  assertAccepted(service, changes, ordered, options)
  if (ordered.length > 0) options.onReport?.({ refused: ordered })
}

/** Returns the refused changes of a batch by their indexes. */
export function toRefused(
  changes: readonly PreferenceChange[],
  errors: Iterable<readonly [PreferenceChange, IdentikitError]>,
): readonly RefusedChange[] {
  return Array.from(errors, ([change, error]) => ({ index: changes.indexOf(change), error }))
}

function assertAccepted(
  service: string,
  changes: readonly PreferenceChange[],
  refused: readonly RefusedChange[],
  { onReport }: Pick<RequestOptions, 'onReport'>,
): void {
  const [first, ...others] = refused
  if (!first || (onReport && refused.length < changes.length)) return
  if (others.length === 0 && first.error.fields) throw first.error
  const entries = refused.flatMap(({ index, error }) =>
    Object.entries(error.fields ?? { [`changes[${index}]`]: 'was not saved' }),
  )
  const { code, status, requestId, retryAfter } = first.error
  const list = entries.map(([path, problem]) => `${path} ${problem}`).join('; ')
  throw new IdentikitError(code, `${service}: ${list}.`, {
    cause: first.error,
    status,
    requestId,
    retryAfter,
    fields: Object.fromEntries(entries),
  })
}

function toError(service: string, index: number, { code, problem, key }: ChangeRefusal) {
  const path = key === undefined ? `changes[${index}]` : `changes[${index}].${key}`
  return new IdentikitError(code, `${service}: ${path} ${problem}.`, {
    fields: { [path]: problem },
  })
}

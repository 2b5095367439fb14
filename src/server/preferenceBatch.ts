import { IdentikitError, toIdentikitError } from '../core/errors.js'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import { checkPreferenceChanges } from '../core/preferences/checkPreferenceChanges.js'
import type { PreferenceChange, PreferenceRules } from '../core/preferences/preferences.js'
import type { RefusedChange } from '../core/requestOptions.js'
import { checkListed } from './preferences/catalogLimits.js'
import { checkLocks, unlockRow } from './preferences/lockedSettings.js'

/** The changes of a request, checked one by one. */
export interface PreferenceBatch {
  /** The changes to save. */
  readonly changes: readonly PreferenceChange[]
  /** The index of each of `changes` in the request. */
  readonly indexes: readonly number[]
  /** The refused changes, with their indexes in the request. */
  readonly refused: readonly RefusedChange[]
}

/**
 * Checks the shape, the place in the catalog and the lock of each change of a request. A batch with a refused change is saved without it, also for older browsers,
 * which don't read `refused`: they look for their changes in the answer, and find that one is missing.
 * @throws IdentikitError `invalid` for an empty list
 */
export function createPreferenceBatch(
  caller: string,
  input: readonly unknown[],
  catalog: NotificationCatalog,
  { write, frequency: hasFrequencies }: Partial<PreferenceRules> = {},
): PreferenceBatch {
  if (input.length === 0) checkPreferenceChanges(caller, [])
  const changes: PreferenceChange[] = []
  const indexes: number[] = []
  const refused: RefusedChange[] = []
  input.forEach((item, index) => {
    try {
      const checked = checkPreferenceChanges(caller, [item as PreferenceChange])
      if (checked[0]?.frequency !== undefined && !hasFrequencies) throw noFrequencies()
      const listed = checked.map((change) => checkListed(catalog, change))
      checkLocks(listed, catalog, write)
      changes.push(...listed.map((change) => unlockRow(change, catalog, write)))
      indexes.push(index)
    } catch (thrown) {
      refused.push({ index, error: withIndex(toIdentikitError(thrown), index) })
    }
  })
  return { changes, indexes, refused }
}

function noFrequencies(): IdentikitError {
  const fields = { 'changes[0].frequency': 'is not supported' }
  return new IdentikitError('unsupported', 'The service has no frequencies.', { fields })
}

/** Returns one error for refused changes, with the code of the first. */
export function combineRefused(refused: readonly RefusedChange[]): IdentikitError {
  const error = refused[0]?.error ?? new IdentikitError('invalid', 'Nothing was sent.')
  const fields = Object.assign({}, ...refused.map((change) => change.error.fields)) as Fields
  return withFields(error, fields)
}

/** Names a change that was checked alone by its index in the request. */
function withIndex(error: IdentikitError, index: number): IdentikitError {
  const entries = Object.entries(error.fields ?? {}).map(([path, problem]) => [
    path.replace('changes[0]', `changes[${index}]`),
    problem,
  ])
  return withFields(error, Object.fromEntries(entries) as Fields)
}

type Fields = Record<string, string>

function withFields({ code, status, cause }: IdentikitError, fields: Fields): IdentikitError {
  const names = Object.keys(fields)
  const what = names.length === 0 ? 'Every change was' : `${names.join(', ')} was`
  return new IdentikitError(code, `${what} refused.`, {
    cause,
    status,
    ...(names.length > 0 && { fields }),
  })
}

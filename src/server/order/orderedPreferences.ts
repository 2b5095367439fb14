import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import {
  getFrequencySetting,
  getSetting,
  isReadOnlySetting,
  preferenceKey,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import { getLaterKeys, resetKey, type Choice, type UnsettledChoices } from './orderRecord.js'
import type { OrderedPart, OrderedWrites, WriteTask } from './orderedWrite.js'

/** Returns a preferences member whose writes are ordered. */
export function orderPreferences(
  member: PreferencesMember,
  { write }: OrderedWrites,
): PreferencesMember {
  const { rules, get, update, reset } = member

  return {
    rules: { ...rules, order: true },
    get,
    update(id, change, options = {}) {
      const changes = [change].flat()
      const part = toPreferencesPart(member, id, changes, options)
      return write(id, [part], options, (task) => {
        const sent = selectChanges(changes, options, task)
        if (sent.changes.length === 0) return get(id, sent.options)
        return update(id, sent.changes, sent.options)
      })
    },
    reset:
      reset &&
      ((id, options = {}) => {
        const part: OrderedPart = {
          resource: 'preferences',
          choices: ({ unsettled }) =>
            new Map([resetKey, ...unsettled.keys()].map((key) => [key, null])),
          findSuperseded: getLaterKeys,
          repair: createRepair(member, id, options),
        }
        return write(id, [part], options, async ({ isSuperseded, superseded, signal }) => {
          const settings = { ...options, signal }
          if (isSuperseded(resetKey)) return get(id, settings)
          if (superseded.length === 0) return reset(id, settings)
          // Later choices survive an earlier reset that arrives after them.
          const before = await get(id, settings)
          const after = await reset(id, settings)
          const later = superseded.flatMap((key) => toChange(key, toChoice(before, key)))
          return later.length > 0 ? update(id, later, { ...settings, onReport: () => {} }) : after
        })
      }),
  }
}

/** Returns the part of a write that changes preferences. */
export function toPreferencesPart(
  member: PreferencesMember,
  id: string,
  changes: readonly PreferenceChange[],
  options: RequestOptions,
): OrderedPart {
  return {
    resource: 'preferences',
    choices: new Map(
      changes.map(({ frequency, enabled, ...target }) => [
        preferenceKey({ ...target, frequency }),
        frequency === undefined ? (enabled ?? null) : frequency,
      ]),
    ),
    repair: createRepair(member, id, options),
  }
}

/** Returns the changes that are not superseded, and options whose reports name their indexes among all changes. */
export function selectChanges(
  changes: readonly PreferenceChange[],
  options: RequestOptions,
  { isSuperseded, refuse, signal }: WriteTask,
): { readonly changes: readonly PreferenceChange[]; readonly options: RequestOptions } {
  const indexes = [...changes.keys()].filter(
    (index) => !isSuperseded(preferenceKey(changes[index] ?? {})),
  )
  const { onReport } = options
  return {
    changes: changes.filter((_, index) => indexes.includes(index)),
    options: {
      ...options,
      signal,
      onReport:
        onReport &&
        (({ refused, ...report }) => {
          for (const { index } of refused ?? [])
            refuse(preferenceKey(changes[indexes[index] ?? -1] ?? {}))
          onReport({
            ...report,
            refused: refused?.map(({ index, error }) => ({ index: indexes[index] ?? -1, error })),
          })
        }),
    },
  }
}

function createRepair(
  { rules, get, update }: PreferencesMember,
  id: string,
  { source }: RequestOptions,
): OrderedPart['repair'] {
  return async (choices: UnsettledChoices, signal): Promise<Preferences> => {
    const stored = await get(id, { signal, source })
    const changes = [...choices]
      .flatMap(([key, choice]) =>
        key === resetKey || choice === 'unknown' ? [] : toChange(key, choice),
      )
      .filter((change) => isDifferent(stored, change))
      .filter(
        ({ enabled, frequency }) =>
          (enabled !== null && frequency !== null) || rules.clear === true,
      )
    if (changes.length === 0) return stored
    // One setting that the service refuses must not keep the others from being repaired.
    return update(id, changes, { signal, source, onReport: () => {} })
  }
}

/** Returns the target of a key, and the id of the type whose frequency it identifies. */
function parseKey(key: string) {
  const [type, channel, kind] = JSON.parse(key) as readonly (string | null | undefined)[]
  return {
    target: { type: type ?? undefined, channel: channel ?? undefined },
    frequencyType: kind === undefined ? undefined : (type ?? ''),
  }
}

function toChange(key: string, choice: Choice | undefined): PreferenceChange[] {
  const { target, frequencyType: type } = parseKey(key)
  if (choice === undefined) return []
  if (type === undefined) return typeof choice === 'string' ? [] : [{ ...target, enabled: choice }]
  return typeof choice === 'boolean' ? [] : [{ type, frequency: choice }]
}

/** Returns the stored choice of a setting; `undefined` without one. */
function toChoice(stored: Preferences, key: string): Choice | undefined {
  const { target, frequencyType: type } = parseKey(key)
  if (type !== undefined) return getFrequencySetting(stored, type)?.value
  const setting = getSetting(stored, target)
  return setting?.state === 'on' ? true : setting?.state === 'off' ? false : undefined
}

function isDifferent(stored: Preferences, change: PreferenceChange): boolean {
  if (change.frequency !== undefined) {
    const setting = getFrequencySetting(stored, change.type)
    return !setting?.locked && (setting?.value ?? null) !== change.frequency
  }
  const { type, enabled } = change
  const setting = getSetting(stored, change)
  // A service that doesn't show a channel of all types has no state of it: it may write the channel in every type.
  if (!setting) return type !== undefined && enabled !== null
  if (isReadOnlySetting(setting)) return false
  return setting.state !== (enabled === null ? 'unset' : enabled ? 'on' : 'off')
}

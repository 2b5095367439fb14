import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import {
  getSetting,
  isReadOnlySetting,
  preferenceKey,
  type PreferenceChange,
  type Preferences,
  type PreferenceSetting,
  type PreferenceTarget,
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
          const later = superseded.flatMap((key) =>
            toChange(key, toChoice(getSetting(before, toTarget(key)))),
          )
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
    choices: new Map(changes.map((change) => [preferenceKey(change), change.enabled])),
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
      .filter((change) => isDifferent(getSetting(stored, change), change))
      .filter(({ enabled }) => enabled !== null || rules.clear === true)
    if (changes.length === 0) return stored
    // One setting that the service refuses must not keep the others from being repaired.
    return update(id, changes, { signal, source, onReport: () => {} })
  }
}

const toTarget = (key: string): PreferenceTarget => {
  const [type, channel] = JSON.parse(key) as readonly (string | null)[]
  return { type: type ?? undefined, channel: channel ?? undefined }
}

const toChange = (key: string, enabled: Choice | undefined): PreferenceChange[] =>
  enabled === undefined ? [] : [{ ...toTarget(key), enabled }]

function toChoice(setting: PreferenceSetting | undefined): Choice | undefined {
  return setting?.state === 'on' ? true : setting?.state === 'off' ? false : undefined
}

function isDifferent(
  setting: PreferenceSetting | undefined,
  { type, enabled }: PreferenceChange,
): boolean {
  // A service that doesn't show a channel of all types has no state of it: it may write the channel in every type.
  if (!setting) return type !== undefined && enabled !== null
  if (isReadOnlySetting(setting)) return false
  return setting.state !== (enabled === null ? 'unset' : enabled ? 'on' : 'off')
}

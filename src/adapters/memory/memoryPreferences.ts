import type { PreferencesMember } from '../../core/adapter.js'
import {
  acceptAllChanges,
  settleChanges,
  type AcceptedChanges,
  type ChangeRefusal,
} from '../../core/preferences/acceptChanges.js'
import { getFrequencySetting, getSetting } from '../../core/preferences/preferences.js'
import type {
  PreferenceChange,
  PreferenceFrequencyChange,
  PreferenceRules,
} from '../../core/preferences/preferences.js'
import type { RefusedChange, RequestOptions, WriteReport } from '../../core/requestOptions.js'
import type { Faults } from './faults.js'
import type { UserTable } from './userTable.js'

/** The name of the service in messages. */
export const service = 'The memory adapter'

/** Records one call and runs it with the current faults. */
export type MemoryCall = <Input, Result>(
  member: string,
  id: string | undefined,
  input: Input,
  act: (input: Input) => Result,
  options?: RequestOptions,
) => Promise<Result>

/** Options of {@link createMemoryPreferences}. */
export interface MemoryPreferencesOptions {
  readonly call: MemoryCall
  readonly faults: Pick<Faults, 'refuse'>
  readonly table: UserTable
  readonly rules: PreferenceRules
}

type Accept = (
  changes: readonly PreferenceChange[],
  options: RequestOptions,
) => AcceptedChanges<PreferenceChange>

/** Creates the check of changes, which refuses those of locked and computed settings. */
export function createAccept({ faults, table, rules }: MemoryPreferencesOptions): Accept {
  function refuse(change: PreferenceChange): ChangeRefusal | undefined {
    if (change.frequency !== undefined) return refuseFrequency(change) ?? faults.refuse?.(change)
    const { locked, state } = getSetting(table.initialPreferences, change) ?? {}
    if (locked) return { code: 'locked', problem: 'is locked' }
    if (state === 'conditional') return { code: 'locked', problem: 'is computed by the service' }
    return faults.refuse?.(change)
  }

  function refuseFrequency({
    type,
    frequency,
  }: PreferenceFrequencyChange): ChangeRefusal | undefined {
    const { locked, options } = getFrequencySetting(table.initialPreferences, type) ?? {}
    if (locked) return { code: 'locked', problem: 'is locked' }
    if (!options || frequency === null || options.includes(frequency)) return undefined
    return { code: 'invalid', problem: 'is not one of the options', key: 'frequency' }
  }

  return (changes, options) => acceptAllChanges(service, changes, refuse, rules, options)
}

/** Creates the preferences member of a memory adapter. */
export function createMemoryPreferences(
  options: MemoryPreferencesOptions,
): Required<PreferencesMember> {
  const { call, table, rules } = options
  const accept = createAccept(options)
  return {
    rules,
    initial: table.initialPreferences,
    get: (id, requestOptions) =>
      call(
        'preferences.get',
        id,
        undefined,
        () => table.getPreferences(id, requestOptions?.scope),
        requestOptions,
      ),
    async update(id, change, requestOptions = {}) {
      const changes = [change].flat()
      const { scope } = requestOptions
      const order = rules.order ? requestOptions.order : undefined
      let refused: readonly RefusedChange[] = []
      let superseded: readonly string[] = []
      const update = (input: readonly PreferenceChange[]) => {
        table.find(id)
        const checked = accept(input, requestOptions)
        refused = checked.refused
        if (!order) return table.updatePreferences(id, checked.accepted, scope)
        const taken = table.takeInOrder(id, checked.accepted, order, scope)
        superseded = taken.superseded
        return table.updatePreferences(id, taken.current, scope)
      }
      const saved = await call('preferences.update', id, changes, update, requestOptions)
      const { onReport } = requestOptions
      let report: WriteReport = superseded.length > 0 ? { superseded } : {}
      const addRefused = (received: WriteReport) => (report = { ...report, ...received })
      settleChanges(service, changes, refused, onReport && { onReport: addRefused })
      if (Object.keys(report).length > 0) onReport?.(report)
      return saved
    },
    reset(id, requestOptions) {
      const reset = () => table.resetPreferences(id, requestOptions?.scope)
      return call('preferences.reset', id, undefined, reset, requestOptions)
    },
  }
}

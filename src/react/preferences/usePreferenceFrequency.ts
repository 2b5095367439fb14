'use client'
import { getPreferenceName } from '../../core/messages/preferenceNames.js'
import {
  getFrequency,
  type Frequency,
  type FrequencySetting,
} from '../../core/preferences/frequencies.js'
import { getFrequencySetting, preferenceKey } from '../../core/preferences/preferences.js'
import type { RegisteredTypeId } from '../../core/preferences/registeredCatalog.js'
import { findEntry } from '../../core/sync/changeLog.js'
import { usePreferenceMessages } from '../messages/usePreferenceMessages.js'
import { getSaveProgress, type SaveState, type UndoableSaveResult } from '../store/saveState.js'
import { useStores } from '../store/stores.js'
import { checkTarget } from './checkTarget.js'
import { getPreferenceStore } from './preferenceStore.js'
import { savePreferences } from './savePreferences.js'
import { usePreferenceSnapshot } from './usePreferenceSnapshot.js'

/** The result of `usePreferenceFrequency`. */
export interface UsePreferenceFrequencyResult extends SaveState {
  /** `undefined` before the first load, and where the user can't choose. */
  readonly setting: FrequencySetting | undefined
  /** How often messages come: the user's choice or, without one, the default. */
  readonly value: Frequency | undefined
  /** What the user can choose, in order. */
  readonly options: readonly Frequency[]
  /** The name of the control, such as "Weekly recap, frequency". */
  readonly name: string
  /** Chooses how often messages come; `null` deletes the choice, where the service can forget one. Never rejects. */
  readonly set: (frequency: Frequency | null) => Promise<UndoableSaveResult>
}

const noOptions: readonly Frequency[] = []

/**
 * Reads and changes how often the messages of a type come, and renders for no other setting. A type has a frequency if its entry of the
 * catalog has one and the service supports it.
 * @example
 * const { value, options, set } = usePreferenceFrequency('weekly-recap')
 */
export function usePreferenceFrequency(type: RegisteredTypeId): UsePreferenceFrequencyResult {
  const stores = useStores('usePreferenceFrequency()')
  const messages = usePreferenceMessages()
  const store = getPreferenceStore(stores)
  const key = preferenceKey({ type, frequency: null })
  if (process.env.NODE_ENV !== 'production') checkTarget(store.getSnapshot().data, { type })
  const state = usePreferenceSnapshot(
    stores,
    ({ data, log }) => {
      const setting = getFrequencySetting(data, type)
      const entry = findEntry(log, key)
      return {
        setting,
        value: setting && getFrequency(setting),
        options: setting?.options ?? noOptions,
        name: getPreferenceName(messages, data, { type, frequency: null }),
        ...getSaveProgress(entry ? [entry] : []),
      }
    },
    key,
  )
  return {
    ...state,
    retry: () => store.retry(key),
    set: (frequency) => savePreferences(stores, [{ type, frequency }]).result,
  }
}

import { useReducer, useState } from 'react'
import type { ProfileKey } from '../../core/user/profileDraft.js'
import type { ProfileFieldConfig } from './profileFieldConfig.js'

/** The fields that are on the page: their rules count when it is saved, and what was typed into others waits. */
export interface FieldRegistry {
  /** Also of one that went while it is being saved. */
  readonly find: (key: ProfileKey) => ProfileFieldConfig | undefined
  /** Whether the person sees a field and may change it. */
  readonly isOpen: (key: ProfileKey) => boolean
  /** A part on the page, by its id, and what it shows from now on. */
  readonly put: (id: string, config: ProfileFieldConfig) => void
  readonly remove: (id: string) => void
}

/** Renders anew where a field comes or goes. Its result has a stable identity. */
export function useFieldRegistry(): FieldRegistry {
  const [, render] = useReducer((times: number) => times + 1, 0)
  const [shown] = useState(() => createShownFields(render))
  return shown
}

function createShownFields(onChange: () => void): FieldRegistry {
  const configs = new Map<string, ProfileFieldConfig>()
  const gone = new Map<ProfileKey, ProfileFieldConfig>()
  const ofKey = (key: ProfileKey) => [...configs.values()].filter((config) => config.key === key)
  const isOpen = (key: ProfileKey) => ofKey(key).some(({ readOnly }) => readOnly === undefined)
  return {
    find: (key) => ofKey(key).at(-1) ?? gone.get(key),
    isOpen,
    put(id, config) {
      const before = configs.get(id)
      if (before) gone.set(before.key, before)
      configs.set(id, config)
      const isSame =
        before?.key === config.key &&
        (before.readOnly === undefined) === (config.readOnly === undefined)
      if (!isSame) onChange()
    },
    remove(id) {
      const before = configs.get(id)
      if (!before) return
      gone.set(before.key, before)
      configs.delete(id)
      onChange()
    },
  }
}

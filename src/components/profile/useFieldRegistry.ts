import { useReducer, useState } from 'react'
import type { ProfileKey } from '../../core/user/profileDraft.js'
import type { ProfileFieldConfig } from './profileFieldConfig.js'

/** The rendered fields. Only their drafts are saved and counted as unsaved. */
export interface FieldRegistry {
  /** Returns the config of a field, also after it was removed, since it may be being saved. */
  readonly find: (key: ProfileKey) => ProfileFieldConfig | undefined
  /** Returns whether a field is rendered and editable. */
  readonly isEditable: (key: ProfileKey) => boolean
  /** Adds or updates the field of a component, by the component's id. */
  readonly set: (id: string, config: ProfileFieldConfig) => void
  readonly remove: (id: string) => void
}

/** Returns a stable registry and renders again when a field is added, removed or becomes read-only. */
export function useFieldRegistry(): FieldRegistry {
  const [, render] = useReducer((count: number) => count + 1, 0)
  const [registry] = useState(() => createFieldRegistry(render))
  return registry
}

function createFieldRegistry(onChange: () => void): FieldRegistry {
  const configs = new Map<string, ProfileFieldConfig>()
  const removed = new Map<ProfileKey, ProfileFieldConfig>()
  const filter = (key: ProfileKey) => [...configs.values()].filter((config) => config.key === key)
  return {
    find: (key) => filter(key).at(-1) ?? removed.get(key),
    isEditable: (key) => filter(key).some(({ readOnly }) => readOnly === undefined),
    set(id, config) {
      const previous = configs.get(id)
      if (previous) removed.set(previous.key, previous)
      configs.set(id, config)
      const isSame =
        previous?.key === config.key &&
        (previous.readOnly === undefined) === (config.readOnly === undefined)
      if (!isSame) onChange()
    },
    remove(id) {
      const previous = configs.get(id)
      if (!previous) return
      removed.set(previous.key, previous)
      configs.delete(id)
      onChange()
    },
  }
}

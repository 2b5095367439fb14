import { useReducer, useState } from 'react'
import type { ProfileKey } from '../../core/user/profileDraft.js'
import type { ProfileFieldConfig, ProfileFieldInput } from './profileFieldConfig.js'

/** The fields of the form. Only drafts of editable fields are saved and counted as unsaved. */
export interface FieldRegistry {
  /** Returns the config of a field, also after it was removed, since it may be being saved. */
  readonly find: (key: ProfileKey) => ProfileFieldConfig | undefined
  /** Returns whether a field is rendered and editable. */
  readonly isEditable: (key: ProfileKey) => boolean
  /** Adds or updates the field of a component, by the component's id. */
  readonly set: (id: string, config: ProfileFieldConfig, isEditable: boolean) => void
  readonly remove: (id: string) => void
  /** Returns the fields of the default layout at the last render. */
  readonly getShown: () => readonly ProfileFieldInput[]
  readonly setShown: (inputs: readonly ProfileFieldInput[]) => void
}

/** Returns a stable registry and renders again when a field becomes editable or no longer is. */
export function useFieldRegistry(): FieldRegistry {
  const [, render] = useReducer((count: number) => count + 1, 0)
  const [registry] = useState(() => createFieldRegistry(render))
  return registry
}

function createFieldRegistry(onChange: () => void): FieldRegistry {
  const configs = new Map<string, ProfileFieldConfig>()
  const removed = new Map<ProfileKey, ProfileFieldConfig>()
  const editable = new Set<string>()
  let shown: readonly ProfileFieldInput[] = []
  const filter = (key: ProfileKey) => [...configs].filter(([, config]) => config.key === key)
  function setEditable(id: string, isEditable: boolean): void {
    if (editable.has(id) === isEditable) return
    if (isEditable) editable.add(id)
    else editable.delete(id)
    onChange()
  }
  return {
    find: (key) => filter(key).at(-1)?.[1] ?? removed.get(key),
    isEditable: (key) => filter(key).some(([id]) => editable.has(id)),
    set(id, config, isEditable) {
      configs.set(id, config)
      setEditable(id, isEditable)
    },
    remove(id) {
      const config = configs.get(id)
      if (config) removed.set(config.key, config)
      configs.delete(id)
      setEditable(id, false)
    },
    getShown: () => shown,
    setShown: (inputs) => {
      shown = inputs
    },
  }
}

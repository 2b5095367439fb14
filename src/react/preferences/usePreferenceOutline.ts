'use client'
import type { PreferenceOutline } from '../../core/preferences/preferenceOutline.js'
import { getOutlineSelector } from './outlineSelector.js'
import { getPreferenceStore } from './preferenceStore.js'
import { outlineTopic } from './preferenceTopics.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/**
 * Returns which settings exist, in groups, rows and columns; while they load, those of the catalog. Renders when a setting is added or
 * removed, not when one changes.
 * @example
 * const outline = usePreferenceOutline()
 * const titles = outline?.groups.map(({ name }) => name)
 */
export function usePreferenceOutline(): PreferenceOutline | undefined {
  const stores = useStores('usePreferenceOutline()')
  return useSnapshot(getPreferenceStore(stores), getOutlineSelector(stores), {
    topic: outlineTopic,
  })
}

'use client'
import type { PreferenceOutline } from '../../core/preferences/preferenceOutline.js'
import { outlineTopics } from './preferenceTopics.js'
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
  const { preferences, toOutline } = useStores('usePreferenceOutline()')
  return useSnapshot(preferences, toOutline, { topics: outlineTopics })
}

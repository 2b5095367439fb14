import type { PreferencesMember } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { NotificationCatalog } from '../../core/preferences/catalog.js'
import {
  isReadOnlySetting,
  type PreferenceChange,
  type Preferences,
  type PreferenceSetting,
  type PreferenceTarget,
} from '../../core/preferences/preferences.js'
import type { RefusedChange } from '../../core/requestOptions.js'
import { isListed } from './catalogLimits.js'

/** A stored choice, and the change that deletes it; without one, it can only be deleted together with all others. */
interface StoredChoice {
  readonly isListed: boolean
  readonly deletion?: PreferenceChange | undefined
}

/**
 * Returns a reset that deletes the choices of the settings of a catalog only: a type that the catalog of another plan lists keeps its
 * choices. It deletes them one by one where the service holds others, and is refused there if the service can only delete all choices.
 */
export function createCatalogReset(
  { rules, get, update, reset }: PreferencesMember,
  catalog: NotificationCatalog,
): PreferencesMember['reset'] {
  return (
    reset &&
    (async (id, options = {}) => {
      const { signal, source, onReport } = options
      const stored = await get(id, { signal, source })
      const choices = listChoices(stored, catalog)
      if (choices.every((choice) => choice.isListed)) return reset(id, options)
      if (!rules.clear) {
        const message = 'A reset would delete choices that the catalog does not list.'
        throw new IdentikitError('locked', message)
      }
      const changes = choices.flatMap((choice) => (choice.isListed && choice.deletion) || [])
      if (changes.length === 0) return stored
      let refused: readonly RefusedChange[] = []
      const saved = await update(id, changes, {
        ...options,
        // Without a report of its own, the batch is refused whole. The caller doesn't know the indexes of the changes.
        ...(onReport && {
          onReport({ refused: received = [], ...report }) {
            refused = received
            if (Object.keys(report).length > 0) onReport(report)
          },
        }),
      })
      if (refused[0]) throw refused[0].error
      return saved
    })
  )
}

/** Returns every choice that is stored. Those of locked settings stay as they are. */
function listChoices(stored: Preferences, catalog: NotificationCatalog): readonly StoredChoice[] {
  const toChoice = (target: PreferenceTarget, setting: PreferenceSetting): StoredChoice[] => {
    const { state, locked } = setting
    if (state === 'unset' || locked) return []
    const deletion = isReadOnlySetting(setting) ? undefined : { ...target, enabled: null }
    return [{ isListed: isListed(catalog, target), deletion }]
  }
  const { types, channels, subscribed } = stored
  return [
    ...(subscribed ? toChoice({}, subscribed) : []),
    ...Object.entries(channels).flatMap(([channel, setting]) => toChoice({ channel }, setting)),
    ...types.flatMap(({ id: type, setting, frequency, channels: row }) => [
      ...(setting ? toChoice({ type }, setting) : []),
      ...Object.entries(row).flatMap(([channel, one]) => toChoice({ type, channel }, one)),
      ...(frequency?.value === undefined || frequency.locked
        ? []
        : [{ isListed: isListed(catalog, { type }), deletion: { type, frequency: null } }]),
    ]),
  ]
}

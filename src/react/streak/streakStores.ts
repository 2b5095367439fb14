import { toIdentikitError } from '../../core/errors.js'
import {
  checkStreakPatch,
  hasMetric,
  type StreakInfo,
  type StreakPatch,
  type StreakSettings,
} from '../../core/streak/streak.js'
import {
  applyStreakChange,
  getStreakPatchKey,
  getStreakValue,
  isStreakChangeApplied,
  splitStreakPatch,
  getStreakSettingKey,
  toStreakPatch,
  type StreakChange,
} from '../../core/streak/streakChanges.js'
import { createReadOnlyStore } from '../store/observedQuery.js'
import { perUserStore } from '../store/perUserStore.js'
import { getQueryKey } from '../store/queries.js'
import type { SaveResult } from '../store/saveState.js'
import { createStore, notLoaded } from '../store/store.js'
import type { StoreContext } from '../store/storeContext.js'

/** A patch of the streak settings, or a function that makes one from the current settings. */
export type StreakUpdate = StreakPatch | ((streak: StreakSettings) => StreakPatch)

/** Returns the stores of a user's streak settings and of the read-only information about the streak. */
export const getStreakStores = /* @__PURE__ */ perUserStore(createStreakStores)

/** Creates the stores of a user's streak settings and of the read-only information about the streak. */
export function createStreakStores(context: StoreContext) {
  const { queryClient, userId, client, capabilities, recovery, onSaved, announceSave } = context
  const id = userId ?? ''
  const key = getQueryKey(client(), userId, 'streak')
  const infoKey = getQueryKey(client(), userId, 'streakInfo')
  /** Metrics that were turned off on this page. They stay listed, so that they can be turned on again. */
  const removedMetrics = new Set<string>()

  const settings = createStore<StreakSettings, StreakChange>(context, {
    resource: 'streak',
    isStored: true,
    getKey: getStreakSettingKey,
    getOrderKey: getStreakPatchKey,
    getValue: getStreakValue,
    isOrdered: () => capabilities()?.order === true,
    apply: applyStreakChange,
    wasApplied: isStreakChangeApplied,
    read: (...input) => client().streak.get(...input),
    send: (changes, shown, request) => {
      // Lists are based on the saved settings: `shown` contains later changes, too, which may still fail.
      const saved = queryClient.getQueryData<StreakSettings>(key) ?? shown
      // When the page is closed, waiting changes are sent while others are in flight; each list must contain both.
      const { log } = settings.getSnapshot()
      const inFlight = log.filter(({ state }) => state === 'sending')
      const patch = toStreakPatch(
        saved,
        changes,
        inFlight.map(({ change }) => change),
      )
      return client().streak.update(id, patch, { ...request, source: 'streak-settings' })
    },
    onSaved: (changes) => {
      const saved = queryClient.getQueryData<StreakSettings>(key)
      if (saved) onSaved({ resource: 'streak', patch: toStreakPatch(saved, changes) })
      // Turning the streak on or off changes its length.
      if (changes.some((change) => 'enabled' in change)) recovery.refresh(infoKey)
      announceSave('streak')
    },
  })

  const info = createReadOnlyStore<StreakInfo>(context, 'streakInfo', (...input) =>
    client().streak.info(...input),
  )

  /** Applies the update at once and saves what differs. Never rejects. */
  function update(patchOrFunction: StreakUpdate): Promise<SaveResult> {
    const { data } = settings.getSnapshot()
    try {
      if (!data) throw notLoaded()
      const patch = typeof patchOrFunction === 'function' ? patchOrFunction(data) : patchOrFunction
      // In production, the client or its handler refuses invalid values.
      if (process.env.NODE_ENV !== 'production')
        checkStreakPatch('useStreak().update', patch, (metric) => hasMetric(data.metrics, metric))
      const changes = splitStreakPatch(patch, data)
      // All metrics are kept, so that none changes its position.
      if (changes.some((change) => 'metric' in change && change.threshold === null))
        for (const { key: metric } of data.metrics) removedMetrics.add(metric)
      return settings.update(changes)
    } catch (error) {
      return settings.refuse(toIdentikitError(error))
    }
  }

  return { settings, info, update, removedMetrics }
}

import type { QueryClient } from '@tanstack/react-query'
import type { RequestOptions } from '../../core/adapter.js'
import type { UserClient } from '../../core/client.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import {
  checkStreakPatch,
  holdsMetric,
  type StreakInfo,
  type StreakPatch,
  type StreakSettings,
} from '../../core/streak/streak.js'
import {
  applyStreakChange,
  isTakenByStreak,
  streakSettingKey,
  splitStreakPatch,
  toStreakPatch,
  type StreakChange,
} from '../../core/streak/streakChanges.js'
import { createReader } from './reader.js'
import { queryKeyOf, streakInfoOptions, streakOptions, type UserId } from './queries.js'
import { createStore, type SaveResult } from './store.js'
import type { PendingWrites } from './pendingWrites.js'

/** What a streak shall become: a patch, or one made of what is shown at this moment. */
export type StreakUpdate = StreakPatch | ((shown: StreakSettings) => StreakPatch)

export interface StreakStoresOptions {
  readonly queryClient: QueryClient
  readonly userId: UserId
  /** The client of this moment. */
  readonly client: () => UserClient
  readonly whenIdentified: (id: string) => Promise<void>
  readonly onError: (error: IdentikitError) => void
  readonly onSaved: (patch: StreakPatch) => void
  readonly pendingWrites?: PendingWrites | undefined
}

/** How the streak works, which a person may change, and what the service knows around it, which is only read. */
export function createStreakStores(options: StreakStoresOptions) {
  const { queryClient, userId, client, whenIdentified, onError } = options
  const id = userId ?? ''
  const key = queryKeyOf(client(), userId, 'streak')
  const infoKey = queryKeyOf(client(), userId, 'streakInfo')
  const live = {
    id: client().id,
    streak: {
      get: async (whom: string, request?: RequestOptions) => {
        await whenIdentified(whom)
        return client().streak.get(whom, request)
      },
      info: async (whom: string, request?: RequestOptions) => {
        await whenIdentified(whom)
        return client().streak.info(whom, request)
      },
    },
  }

  const settings = createStore<StreakSettings, StreakChange>({
    queryClient,
    query: streakOptions(live, userId) as never,
    read: (request) => client().streak.get(id, request),
    keyOf: streakSettingKey,
    apply: applyStreakChange,
    wasApplied: isTakenByStreak,
    send: (changes, shown, request) => {
      // Not over what is shown: that holds later changes too, which may still fail.
      const saved = queryClient.getQueryData<StreakSettings>(key) ?? shown
      // A page that goes away sends what waits beside what is on its way, and neither list may lose what the other holds.
      const sending = settings.getSnapshot().log.filter(({ state }) => state === 'sending')
      const onTheWay = sending.flatMap((entry) => entry.changes)
      const patch = toStreakPatch(saved, changes, onTheWay)
      return client().streak.update(id, patch, { ...request, source: 'streak-settings' })
    },
    onSaved: (changes) => {
      const saved = queryClient.getQueryData<StreakSettings>(key)
      if (saved) options.onSaved(toStreakPatch(saved, changes))
      // A streak that is off has another length.
      if (changes.some((change) => 'enabled' in change))
        void queryClient.invalidateQueries({ queryKey: infoKey })
    },
    onError,
    pendingWrites: options.pendingWrites,
  })

  /** What nobody else names would be gone for good when it is turned off: it can be turned on again as long as the page is there. */
  const named = new Set<string>()

  const info = createReader<StreakInfo>(queryClient, streakInfoOptions(live, userId) as never)

  /** Shows the update at once and saves what differs. Never rejects. */
  function update(wanted: StreakUpdate): Promise<SaveResult> {
    const { data } = settings.getSnapshot()
    try {
      if (!data) throw new IdentikitError('not-loaded', 'A change was made before the first load.')
      const patch = typeof wanted === 'function' ? wanted(data) : wanted
      const checked = checkStreakPatch('useStreak().update', patch, (metric) =>
        holdsMetric(data.metrics, metric),
      )
      const changes = splitStreakPatch(checked, data)
      // All of them, so that none moves.
      if (changes.some((change) => 'metric' in change && change.threshold === null))
        for (const { key: metric } of data.metrics) named.add(metric)
      return settings.update(changes)
    } catch (error) {
      return settings.refuse(toIdentikitError(error))
    }
  }

  return { settings, info, update, named }
}

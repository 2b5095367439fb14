import type { IdentikitError } from '../../core/errors.js'
import { createStoreCalls } from '../order/callStore.js'
import type { WriteStore } from '../order/writeStore.js'

/** Remembers who deleted their account, for 25 hours: longer than the day for which a browser keeps an unsent change. */
export type DeletedUsers = ReturnType<typeof createDeletedUsers>

/** Creates the record of deleted users in a store. Keys contain the adapter's id and the user's id, and values nothing. */
export function createDeletedUsers(
  store: WriteStore,
  adapterId: string,
  report: (error: IdentikitError) => void,
) {
  const calls = createStoreCalls(store, report)
  const toKey = (id: string) =>
    ['identikit', 'deleted', ...[adapterId, id].map(encodeURIComponent)].join(':')

  return {
    /** Records a deletion. It is called before the deletion, so that none is lost in a crash. */
    add: async (id: string): Promise<void> => calls.set(toKey(id), '1'),
    /** Returns whether a user deleted their account. */
    has: async (id: string, signal: AbortSignal): Promise<boolean> =>
      Boolean(await calls.get(toKey(id), signal)),
  }
}

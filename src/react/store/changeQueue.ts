import type { IdentikitError } from '../../core/errors.js'
import {
  reduceChanges,
  type ChangeEvent,
  type ChangeLog,
  type GetKey,
} from '../../core/sync/changeLog.js'
import type { SaveResult } from './saveState.js'

/** How long an entry stays `saved`, in milliseconds. */
const savedDuration = 2000

/** The result of `createChangeQueue`. */
export type ChangeQueue<Change> = ReturnType<typeof createChangeQueue<Change>>

/** Creates the change log of one resource, with a promise for the result of each update. */
export function createChangeQueue<Change>(getKey: GetKey<Change>, onChange: () => void) {
  const resolvers = new Map<number, (result: SaveResult) => void>()
  let log: ChangeLog<Change> = []
  let lastId = 0

  function dispatch(event: ChangeEvent<Change>): void {
    log = reduceChanges(log, event, getKey)
    for (const id of resolvers.keys())
      if (!log.some((entry) => entry.id === id)) settle(id, { status: 'replaced' })
    onChange()
  }

  function settle(id: number, result: SaveResult): void {
    resolvers.get(id)?.(result)
    resolvers.delete(id)
  }

  return {
    getLog: () => log,
    dispatch,
    add(changes: readonly Change[]): Promise<SaveResult> {
      const id = ++lastId
      const result = new Promise<SaveResult>((resolve) => resolvers.set(id, resolve))
      dispatch({ type: 'waiting', id, changes })
      return result
    },
    save(id: number): void {
      settle(id, { status: 'saved' })
      dispatch({ type: 'saved', id })
      setTimeout(() => dispatch({ type: 'forgotten', id }), savedDuration)
    },
    fail(id: number, error: IdentikitError): void {
      dispatch({ type: 'failed', id, error })
      settle(id, { status: 'failed', error })
    },
  }
}

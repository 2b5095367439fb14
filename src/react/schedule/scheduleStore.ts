import { invalid, toIdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import type { WriteReport } from '../../core/requestOptions.js'
import {
  applySchedulePatch,
  isPaused,
  type Schedule,
  type SchedulePatch,
} from '../../core/schedule/schedule.js'
import { perUserStore } from '../store/perUserStore.js'
import type { SaveResult } from '../store/saveState.js'
import { createStore, notLoaded } from '../store/store.js'
import type { Stores } from '../store/stores.js'

/** A change of one key of the schedule, so that quick changes of different keys don't undo each other. */
export interface ScheduleChange {
  readonly key: keyof Schedule
  readonly value: SchedulePatch[keyof Schedule]
}

/** A patch of the schedule, or a function that makes one from the current schedule. */
export type ScheduleUpdate = SchedulePatch | ((schedule: Schedule) => SchedulePatch)

/** Returns the store of a user's schedule. */
export const getScheduleStore = /* @__PURE__ */ perUserStore(createScheduleStore)

const toPatch = (changes: readonly ScheduleChange[]): SchedulePatch =>
  Object.fromEntries(changes.map(({ key, value }) => [key, value]))

/** Returns whether a change is a pause that is over. */
const isEndedPause = ({ key, value }: ScheduleChange): boolean =>
  key === 'pausedUntil' &&
  typeof value === 'string' &&
  !isPaused({ pausedUntil: value }, Date.now())

/** Returns whether two values are the same time; a service may round it. */
function isSameMinute(saved: string | undefined, sent: unknown): boolean {
  if (saved === undefined || typeof sent !== 'string') return saved === (sent ?? undefined)
  return Math.abs(Date.parse(saved) - Date.parse(sent)) < 60_000
}

/** Returns whether two values are the same time zone; a service may store another of its names. */
function isSameZone(saved: string | undefined, sent: unknown): boolean {
  if (saved === undefined || typeof sent !== 'string') return saved === (sent ?? undefined)
  return saved === sent || getPrimaryName(saved) === getPrimaryName(sent)
}

/** Returns the name that the JavaScript engine uses for a time zone. */
function getPrimaryName(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return timeZone
  }
}

function createScheduleStore(stores: Stores) {
  const { userId, client, capabilities, onSaved, announceSave } = stores
  const id = userId ?? ''
  const apply = (schedule: Schedule, change: ScheduleChange) =>
    applySchedulePatch(schedule, toPatch([change]))

  const store = createStore<Schedule, ScheduleChange>(stores, {
    resource: 'schedule',
    isStored: true,
    getKey: ({ key }) => key,
    getValue: (schedule, { key }) => schedule[key] ?? null,
    isOrdered: () => capabilities()?.order === true,
    apply,
    wasApplied(schedule, change) {
      const { key, value } = change
      // The service stores times and time zones in one form each.
      if (key === 'timezone') return isSameZone(schedule.timezone, value)
      if (key === 'pausedUntil') return isSameMinute(schedule.pausedUntil, value)
      return replaceEqualDeep(schedule, apply(schedule, change)) === schedule
    },
    read: (...input) => client().schedule.get(...input),
    send(changes, _, request) {
      const options = { ...request, source: 'schedule' }
      const index = changes.findIndex(isEndedPause)
      if (index === -1) return client().schedule.update(id, toPatch(changes), options)
      // A pause that waited until it was over is not saved. The changes of a page that was closed share a request, so the others are.
      const error = invalid('schedule.update', { pausedUntil: 'must be in the future' })
      const others = changes.filter((change) => !isEndedPause(change))
      if (others.length === 0) return Promise.reject(error)
      const onReport = (report: WriteReport) =>
        request.onReport?.({ ...report, refused: [{ index, error }] })
      onReport({})
      return client().schedule.update(id, toPatch(others), { ...options, onReport })
    },
    onSaved: (changes) => {
      onSaved({ resource: 'schedule', patch: toPatch(changes) })
      announceSave('schedule')
    },
  })

  /** Applies the update at once and saves what differs. Never rejects. */
  function update(patchOrFunction: ScheduleUpdate): Promise<SaveResult> {
    const { data } = store.getSnapshot()
    try {
      if (!data) throw notLoaded()
      const patch = typeof patchOrFunction === 'function' ? patchOrFunction(data) : patchOrFunction
      const changes = Object.entries(patch)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => ({ key, value }) as ScheduleChange)
      const isNew = (change: ScheduleChange) => replaceEqualDeep(data, apply(data, change)) !== data
      // What is saved already has no failure to show any more.
      store.dismiss(changes.filter((change) => !isNew(change)))
      return store.update(changes.filter(isNew))
    } catch (error) {
      return store.refuse(toIdentikitError(error))
    }
  }

  return { store, update }
}

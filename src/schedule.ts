export { IdentikitProvider, type IdentikitProviderProps } from './react/IdentikitProvider.js'
export { useIsReadOnly } from './react/readOnly/useIsReadOnly.js'
export { ReadOnlyNotice, type ReadOnlyNoticeProps } from './components/ui/ReadOnlyNotice.js'
export type { InitialData } from './react/store/stores.js'
export type { SavedEvent } from './react/store/savedEvent.js'
export type { LoadState, LoadStatus } from './react/store/loadState.js'
export type { SaveResult, SaveState, SaveStatus } from './react/store/saveState.js'
export { useSaveSummary, type SaveSummary } from './react/saving/useSaveSummary.js'
export { useSchedule, type UseScheduleResult } from './react/schedule/useSchedule.js'
export type { ScheduleUpdate } from './react/schedule/scheduleStore.js'
export {
  NotificationSchedule,
  type NotificationScheduleProps,
} from './components/schedule/NotificationSchedule.js'
export { PauseAll, type PauseAllProps } from './components/schedule/PauseAll.js'
export { scheduleOptions } from './react/store/queries.js'

export { IdentikitProvider, type IdentikitProviderProps } from './react/IdentikitProvider.js'
export type { InitialData } from './react/store/stores.js'
export type { SavedEvent } from './react/store/savedEvent.js'
export type { LoadState, LoadStatus } from './react/store/loadState.js'
export type { SaveResult, SaveState, SaveStatus } from './react/store/saveState.js'
export { useTimezone } from './react/timezone/useTimezone.js'
export type { TimezoneDifference, UseTimezoneResult } from './react/timezone/useTimezoneWith.js'
export { useDetectedTimezone } from './react/timezone/useDetectedTimezone.js'
export {
  ProfileTimezoneField,
  type ProfileTimezoneFieldProps,
} from './components/timezone/ProfileTimezoneField.js'
export {
  TimezoneMismatch,
  type TimezoneMismatchProps,
} from './components/timezone/TimezoneMismatch.js'
export { TimezonePicker, type TimezonePickerProps } from './components/timezone/TimezonePicker.js'

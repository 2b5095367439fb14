export { IdentikitProvider, type IdentikitProviderProps } from './react/IdentikitProvider.js'
export { useIsReadOnly } from './react/readOnly/useIsReadOnly.js'
export { ReadOnlyNotice, type ReadOnlyNoticeProps } from './components/ui/ReadOnlyNotice.js'
export type { InitialData } from './react/store/stores.js'
export type { SavedEvent } from './react/store/savedEvent.js'
export type { LoadState, LoadStatus } from './react/store/loadState.js'
export type {
  SaveResult,
  SaveState,
  SaveStatus,
  UndoableSaveResult,
} from './react/store/saveState.js'
export { useSaveSummary, type SaveSummary } from './react/saving/useSaveSummary.js'
export {
  usePreference,
  type OverriddenBy,
  type UsePreferenceResult,
} from './react/preferences/usePreference.js'
export {
  usePreferenceFrequency,
  type UsePreferenceFrequencyResult,
} from './react/preferences/usePreferenceFrequency.js'
export {
  usePreferenceGroup,
  type UsePreferenceGroupResult,
} from './react/preferences/usePreferenceGroup.js'
export type {
  PreferenceGroupState,
  PreferenceGroupTarget,
} from './core/preferences/preferenceGroup.js'
export { usePreferenceName } from './react/preferences/usePreferenceName.js'
export { usePreferenceOutline } from './react/preferences/usePreferenceOutline.js'
export {
  usePreferenceStatus,
  type UsePreferenceStatusResult,
} from './react/preferences/usePreferenceStatus.js'
export { usePreferenceSummary } from './react/preferences/usePreferenceSummary.js'
export { usePreferences, type UsePreferencesResult } from './react/preferences/usePreferences.js'
export { ChannelIcon, type ChannelIconProps } from './components/preferences/ChannelIcon.js'
export {
  PreferenceCenter,
  PreferenceCenterHeader,
  type PreferenceCenterHeaderProps,
  type PreferenceCenterProps,
} from './components/preferences/PreferenceCenter.js'
export {
  PreferenceCenterBulk,
  type PreferenceCenterBulkProps,
} from './components/preferences/PreferenceCenterBulk.js'
export {
  PreferenceCenterFilter,
  type PreferenceCenterFilterProps,
} from './components/preferences/PreferenceCenterFilter.js'
export {
  PreferenceCenterFooter,
  type PreferenceCenterFooterProps,
} from './components/preferences/PreferenceCenterFooter.js'
export {
  PreferenceCenterList,
  type PreferenceCenterListProps,
} from './components/preferences/PreferenceCenterList.js'
export {
  PreferenceCenterNotice,
  type PreferenceCenterNoticeProps,
} from './components/preferences/PreferenceCenterNotice.js'
export {
  PreferenceCenterRow,
  type PreferenceCenterRowProps,
} from './components/preferences/PreferenceCenterRow.js'
export {
  PreferenceCenterSubscribed,
  type PreferenceCenterSubscribedProps,
} from './components/preferences/PreferenceCenterSubscribed.js'
export {
  PreferenceFrequency,
  type PreferenceFrequencyProps,
} from './components/preferences/PreferenceFrequency.js'
export {
  PreferenceGroupCheckbox,
  type PreferenceGroupCheckboxProps,
} from './components/preferences/PreferenceGroupCheckbox.js'
export {
  PreferenceSwitch,
  type PreferenceSwitchProps,
} from './components/preferences/PreferenceSwitch.js'
export { preferencesOptions } from './react/store/queries.js'

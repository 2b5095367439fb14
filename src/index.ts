export { IdentikitProvider, type IdentikitProviderProps } from './react/IdentikitProvider.js'
export type { InitialData, SavedEvent } from './react/stores.js'
export {
  useIdentify,
  type UseIdentifyOptions,
  type UseIdentifyResult,
} from './react/useIdentify.js'
export type { Detect, IdentifyInput } from './react/identification.js'
export { useMessages } from './react/useMessages.js'
export {
  usePreferenceCell,
  type MutedBy,
  type UsePreferenceCellResult,
} from './react/usePreferenceCell.js'
export { usePreferenceName } from './react/usePreferenceName.js'
export { usePreferenceOutline } from './react/usePreferenceOutline.js'
export { usePreferenceStatus, type UsePreferenceStatusResult } from './react/usePreferenceStatus.js'
export { usePreferenceSummary } from './react/usePreferenceSummary.js'
export { usePreferences, type UsePreferencesResult } from './react/usePreferences.js'
export {
  useTimezone,
  type TimezoneDifference,
  type UseTimezoneResult,
} from './react/useTimezone.js'
export { useDetectedTimezone } from './react/useDetectedTimezone.js'
export { useLocale } from './react/useLocale.js'
export { useStreak, type StreakSave, type UseStreakResult } from './react/useStreak.js'
export { useStreakEnd } from './react/useStreakEnd.js'
export type { StreakUpdate } from './react/streakStores.js'
export { useUser, type UseUserResult } from './react/useUser.js'
export {
  preferencesOptions,
  streakInfoOptions,
  streakOptions,
  userOptions,
} from './react/queries.js'
export type { LoadStatus, SaveState } from './react/status.js'
export type { SaveResult } from './react/store.js'

export { Avatar, type AvatarProps } from './components/Avatar.js'
export type { AvatarUser } from './components/AvatarPicture.js'
export { ChannelIcon, type ChannelIconProps } from './components/ChannelIcon.js'
export {
  PreferenceCenter,
  PreferenceCenterHeader,
  type PreferenceCenterHeaderProps,
  type PreferenceCenterProps,
} from './components/PreferenceCenter.js'
export {
  PreferenceCenterChannels,
  type PreferenceCenterChannelsProps,
} from './components/PreferenceCenterChannels.js'
export {
  PreferenceCenterList,
  type PreferenceCenterListProps,
} from './components/PreferenceCenterList.js'
export {
  PreferenceCenterNotice,
  type PreferenceCenterNoticeProps,
} from './components/PreferenceCenterNotice.js'
export {
  PreferenceCenterRow,
  type PreferenceCenterRowProps,
} from './components/PreferenceCenterRow.js'
export {
  PreferenceCenterStreak,
  type PreferenceCenterStreakProps,
} from './components/PreferenceCenterStreak.js'
export {
  PreferenceCenterSubscribed,
  type PreferenceCenterSubscribedProps,
} from './components/PreferenceCenterSubscribed.js'
export { PreferenceSwitch, type PreferenceSwitchProps } from './components/PreferenceSwitch.js'
export {
  ProfileTimezoneField,
  type ProfileTimezoneFieldProps,
} from './components/ProfileTimezoneField.js'
export { TimezoneMismatch, type TimezoneMismatchProps } from './components/TimezoneMismatch.js'
export { TimezonePicker, type TimezonePickerProps } from './components/TimezonePicker.js'
export { StreakDaysOff, type StreakDaysOffProps } from './components/StreakDaysOff.js'
export { StreakMetric, type StreakMetricProps } from './components/StreakMetric.js'
export { StreakMode, type StreakModeProps } from './components/StreakMode.js'
export { StreakSettings, type StreakSettingsProps } from './components/StreakSettings.js'
export { UserBadge, type UserBadgeProps } from './components/UserBadge.js'

export { IdentikitProvider, type IdentikitProviderProps } from './react/IdentikitProvider.js'
export type { InitialData, SavedEvent } from './react/stores.js'
export {
  useIdentify,
  type UseIdentifyOptions,
  type UseIdentifyResult,
} from './react/useIdentify.js'
export type { Detect, IdentifyInput } from './react/identification.js'
export {
  useDeleteUser,
  type UseDeleteUserOptions,
  type UseDeleteUserResult,
} from './react/useDeleteUser.js'
export type { Deletion, DeletionStatus } from './react/deletion.js'
export { useDevices, type UseDevicesResult } from './react/useDevices.js'
export type { DeviceChange } from './core/devices.js'
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
export {
  useProfile,
  type ProfileCheck,
  type ProfileFieldState,
  type ProfileSaveResult,
  type UseProfileOptions,
  type UseProfileResult,
} from './react/useProfile.js'
export type { ProfileTrouble } from './react/profileTrouble.js'
export type { EmailChange, EmailChangeOptions } from './react/useEmailChange.js'
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
export { DeleteAccount, type DeleteAccountProps } from './components/DeleteAccount.js'
export { DeviceList, type DeviceListProps } from './components/DeviceList.js'
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
export { ProfileActions, type ProfileActionsProps } from './components/ProfileActions.js'
export {
  ProfileEditor,
  ProfileHeader,
  type ProfileEditorProps,
  type ProfileHeaderProps,
} from './components/ProfileEditor.js'
export { ProfileField, type ProfileFieldProps } from './components/ProfileField.js'
export { ProfileFields, type ProfileFieldsProps } from './components/ProfileFields.js'
export type { ProfileFieldInput, ProfileUserField } from './components/profileFields.js'
export {
  ProfileTimezoneField,
  type ProfileTimezoneFieldProps,
} from './components/ProfileTimezoneField.js'
export { SignUpForm, type SignUpFormProps } from './components/SignUpForm.js'
export type { SignUpField, SignUpValues } from './components/signUpFields.js'
export type { SignUpAnswer, SignUpConsent, SignUpErrors } from './components/useSignUp.js'
export type { SignedUp } from './react/identifyNewcomer.js'
export { TimezoneMismatch, type TimezoneMismatchProps } from './components/TimezoneMismatch.js'
export { TimezonePicker, type TimezonePickerProps } from './components/TimezonePicker.js'
export { StreakDaysOff, type StreakDaysOffProps } from './components/StreakDaysOff.js'
export { StreakMetric, type StreakMetricProps } from './components/StreakMetric.js'
export { StreakMode, type StreakModeProps } from './components/StreakMode.js'
export { StreakSettings, type StreakSettingsProps } from './components/StreakSettings.js'
export type { AvatarCropperProps } from './components/AvatarUploadInput.js'
export type { AvatarUploader } from './components/avatarUpload.js'
export type { AvatarLimits } from './core/avatarFile.js'
export type { TraitControl, TraitField } from './components/TraitInput.js'
export type { StandardSchema } from './core/standardSchema.js'
export type { TraitOption } from './core/traitFields.js'
export { UserBadge, type UserBadgeProps } from './components/UserBadge.js'

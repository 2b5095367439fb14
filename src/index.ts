export { IdentikitProvider, type IdentikitProviderProps } from './react/IdentikitProvider.js'
export type { InitialData } from './react/store/stores.js'
export type { SavedEvent } from './react/store/savedEvent.js'
export {
  useIdentify,
  type UseIdentifyOptions,
  type UseIdentifyResult,
} from './react/user/useIdentify.js'
export type { DetectDevice } from './react/user/detectDevice.js'
export type { IdentifyInput } from './react/user/identification.js'
export {
  useDeleteUser,
  type UseDeleteUserOptions,
  type UseDeleteUserResult,
} from './react/user/useDeleteUser.js'
export type { Deletion, DeletionStatus } from './react/user/deletion.js'
export { useDevices, type UseDevicesResult } from './react/devices/useDevices.js'
export type { DeviceChange } from './core/devices/devices.js'
export { useMessages } from './react/environment/useMessages.js'
export {
  usePreference,
  type OverriddenBy,
  type UsePreferenceResult,
} from './react/preferences/usePreference.js'
export { usePreferenceName } from './react/preferences/usePreferenceName.js'
export { usePreferenceOutline } from './react/preferences/usePreferenceOutline.js'
export {
  usePreferenceStatus,
  type UsePreferenceStatusResult,
} from './react/preferences/usePreferenceStatus.js'
export { usePreferenceSummary } from './react/preferences/usePreferenceSummary.js'
export { usePreferences, type UsePreferencesResult } from './react/preferences/usePreferences.js'
export {
  useTimezone,
  type TimezoneDifference,
  type UseTimezoneResult,
} from './react/timezone/useTimezone.js'
export { useDetectedTimezone } from './react/timezone/useDetectedTimezone.js'
export { useLocale } from './react/environment/useLocale.js'
export { useStreak, type UseStreakResult } from './react/streak/useStreak.js'
export { useStreakEnd } from './react/streak/useStreakEnd.js'
export type { StreakUpdate } from './react/streak/streakStores.js'
export {
  useProfile,
  type ProfileFieldState,
  type UseProfileOptions,
  type UseProfileResult,
} from './react/profile/useProfile.js'
export type { ProfileCheck, ProfileSaveResult } from './react/profile/saveProfile.js'
export type { ProfileFieldView, ProfileSaveStatus } from './react/profile/profileState.js'
export type { ProfileFieldError } from './react/profile/profileFieldError.js'
export type { EmailChange, EmailChangeOptions } from './react/profile/useEmailChange.js'
export { useUser, type UseUserResult } from './react/user/useUser.js'
export {
  preferencesOptions,
  streakInfoOptions,
  streakOptions,
  userOptions,
} from './react/store/queries.js'
export type { LoadState, LoadStatus } from './react/store/loadState.js'
export type { SaveResult, SaveState, SaveStatus } from './react/store/saveState.js'

export { Avatar, type AvatarProps } from './components/avatar/Avatar.js'
export type { AvatarUser } from './components/avatar/AvatarPicture.js'
export { ChannelIcon, type ChannelIconProps } from './components/preferences/ChannelIcon.js'
export { DeleteAccount, type DeleteAccountProps } from './components/account/DeleteAccount.js'
export { DeviceList, type DeviceListProps } from './components/account/DeviceList.js'
export {
  PreferenceCenter,
  PreferenceCenterHeader,
  type PreferenceCenterHeaderProps,
  type PreferenceCenterProps,
} from './components/preferences/PreferenceCenter.js'
export {
  PreferenceCenterChannels,
  type PreferenceCenterChannelsProps,
} from './components/preferences/PreferenceCenterChannels.js'
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
  PreferenceSwitch,
  type PreferenceSwitchProps,
} from './components/preferences/PreferenceSwitch.js'
export { ProfileActions, type ProfileActionsProps } from './components/profile/ProfileActions.js'
export {
  ProfileEditor,
  ProfileHeader,
  type ProfileEditorProps,
  type ProfileHeaderProps,
} from './components/profile/ProfileEditor.js'
export { ProfileField, type ProfileFieldProps } from './components/profile/ProfileField.js'
export { ProfileFields, type ProfileFieldsProps } from './components/profile/ProfileFields.js'
export type {
  ProfileFieldInput,
  ProfileUserField,
} from './components/profile/profileFieldConfig.js'
export {
  ProfileTimezoneField,
  type ProfileTimezoneFieldProps,
} from './components/timezone/ProfileTimezoneField.js'
export { SignUpForm, type SignUpFormProps } from './components/sign-up/SignUpForm.js'
export type { SignUpField, SignUpValues } from './components/sign-up/signUpFields.js'
export type { SubmitResult, SignUpConsent, SignUpErrors } from './components/sign-up/useSignUp.js'
export type { SignUpResult } from './react/user/identifyAfterSignUp.js'
export {
  TimezoneMismatch,
  type TimezoneMismatchProps,
} from './components/timezone/TimezoneMismatch.js'
export { TimezonePicker, type TimezonePickerProps } from './components/timezone/TimezonePicker.js'
export { StreakDaysOff, type StreakDaysOffProps } from './components/streak/StreakDaysOff.js'
export { StreakMetric, type StreakMetricProps } from './components/streak/StreakMetric.js'
export { StreakMode, type StreakModeProps } from './components/streak/StreakMode.js'
export { StreakSettings, type StreakSettingsProps } from './components/streak/StreakSettings.js'
export { AvatarInput, type AvatarInputProps } from './components/avatar/AvatarInput.js'
export type { AvatarCropperProps } from './components/avatar/AvatarUploadControl.js'
export type { AvatarUploader } from './components/avatar/useAvatarUpload.js'
export type { InputProps } from './components/fields/InputField.js'
export { LanguageSelect, type LanguageSelectProps } from './components/fields/LanguageSelect.js'
export { PhoneInput, type PhoneInputProps } from './components/fields/PhoneInput.js'
export type { PhoneMetadata } from './components/fields/phoneNumber.js'
export { TextInput, type TextInputProps } from './components/fields/TextInput.js'
export type { AvatarLimits } from './core/user/avatarFile.js'
export type { TraitControl, TraitField } from './components/fields/TraitInput.js'
export type { StandardSchema } from './core/user/standardSchema.js'
export type { TraitOption } from './core/user/traitFields.js'
export { UserBadge, type UserBadgeProps } from './components/avatar/UserBadge.js'
export type * from './core/register.js'

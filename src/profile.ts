export { IdentikitProvider, type IdentikitProviderProps } from './react/IdentikitProvider.js'
export { useIsReadOnly } from './react/readOnly/useIsReadOnly.js'
export { ReadOnlyNotice, type ReadOnlyNoticeProps } from './components/ui/ReadOnlyNotice.js'
export type { InitialData } from './react/store/stores.js'
export type { SavedEvent } from './react/store/savedEvent.js'
export type { LoadState, LoadStatus } from './react/store/loadState.js'
export type { SaveResult, SaveState, SaveStatus } from './react/store/saveState.js'
export {
  useDeleteUser,
  type UseDeleteUserOptions,
  type UseDeleteUserResult,
} from './react/user/useDeleteUser.js'
export type { Deletion, DeletionStatus } from './react/user/deletion.js'
export { useDevices, type UseDevicesResult } from './react/devices/useDevices.js'
export type { DeviceChange } from './core/devices/devices.js'
export {
  useProfile,
  type UseProfileOptions,
  type UseProfileResult,
} from './react/profile/useProfile.js'
export type {
  ProfileCheck,
  ProfileSaveResult,
  ProfileValidator,
} from './react/profile/saveProfile.js'
export type { ProfileFieldState, ProfileSaveStatus } from './react/profile/profileState.js'
export type { ProfileFieldError } from './react/profile/profileFieldError.js'
export type { EmailChange, EmailChangeOptions } from './react/profile/useEmailChange.js'
export { useUser, type UseUserResult } from './react/user/useUser.js'
export { Avatar, type AvatarProps } from './components/avatar/Avatar.js'
export type { AvatarUser } from './components/avatar/AvatarPicture.js'
export { DeleteAccount, type DeleteAccountProps } from './components/account/DeleteAccount.js'
export { DeviceList, type DeviceListProps } from './components/account/DeviceList.js'
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
export { AvatarInput, type AvatarInputProps } from './components/avatar/AvatarInput.js'
export type { AvatarCropperProps } from './components/avatar/AvatarUploadControl.js'
export type { AvatarUploader } from './components/avatar/useAvatarUpload.js'
export type { InputProps } from './components/fields/InputField.js'
export { LanguageSelect, type LanguageSelectProps } from './components/fields/LanguageSelect.js'
export { PhoneInput, type PhoneInputProps } from './components/fields/PhoneInput.js'
export type { PhoneMetadata } from './core/contact/phoneReader.js'
export { TextInput, type TextInputProps } from './components/fields/TextInput.js'
export type { AvatarLimits } from './core/user/avatarLimits.js'
export type { TraitControl, TraitField } from './components/fields/TraitInput.js'
export type { StandardSchema } from './core/user/standardSchema.js'
export type { TraitOption } from './core/user/traitFields.js'
export { UserBadge, type UserBadgeProps } from './components/avatar/UserBadge.js'
export { userOptions } from './react/store/queries.js'

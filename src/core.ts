export type {
  DeleteOptions,
  DevicesMember,
  EventsMember,
  IdentifyFailure,
  IdentifyManyFailure,
  IdentifyManyMember,
  IdentifyManyOptions,
  IdentifyManyResult,
  IdentifyOptions,
  UpdatePreferencesOptions,
  ListOptions,
  PreferencesMember,
  ScheduleMember,
  StreakMember,
  UserAdapter,
  UserEvent,
  UserPage,
  UserRecord,
  UsersMember,
} from './core/adapter.js'
export { getCapabilities, type Capabilities } from './core/capabilities.js'
export type {
  RefusedChange,
  RequestOptions,
  WriteOrder,
  WriteReport,
} from './core/requestOptions.js'
export { combineAdapters, type CombineAdaptersOptions } from './core/combine/combineAdapters.js'
export {
  isLocked,
  applyCatalog,
  type NotificationCatalog,
  type CatalogEntry,
  type CatalogFrequency,
} from './core/preferences/catalog.js'
export { defineCatalog } from './core/preferences/defineCatalog.js'
export type { RegisteredChannel, RegisteredTypeId } from './core/preferences/registeredCatalog.js'
export type {
  PreferenceOutline,
  PreferenceOutlineGroup,
  PreferenceOutlineReason,
  PreferenceOutlineType,
} from './core/preferences/preferenceOutline.js'
export type * from './core/register.js'
export { createUserClient, type UserClient } from './core/client.js'
export {
  IdentikitError,
  isIdentikitError,
  type IdentikitErrorCode,
  type IdentikitErrorOptions,
} from './core/errors.js'
export { userFields, userFlags, type UserField, type UserFlag } from './core/user/fields.js'
export type { Locale } from './core/locale/locale.js'
export { messages, type Messages, type PartialMessages } from './core/messages/messages.js'
export { mergeMessages } from './core/messages/mergeMessages.js'
export {
  frequencies,
  getFrequency,
  type Frequency,
  type FrequencySetting,
} from './core/preferences/frequencies.js'
export type { Channel, KnownChannel } from './core/preferences/channels.js'
export {
  applyPreferenceChange,
  isOn,
  getSetting,
  type NotificationType,
  type PreferenceChange,
  type PreferenceFrequencyChange,
  type PreferenceSwitchChange,
  type PreferenceTarget,
  type PreferenceRules,
  type Preferences,
  type PreferenceSetting,
  type ChannelSettings,
} from './core/preferences/preferences.js'
export type { StandardSchema } from './core/user/standardSchema.js'
export type { HistoryEntry, HistoryMember, HistoryOptions } from './core/history/history.js'
export type { Schedule, ScheduleHours, SchedulePatch } from './core/schedule/schedule.js'
export type { StreakInfo, StreakMetric, StreakPatch, StreakSettings } from './core/streak/streak.js'
export type { StreakSettingKey } from './core/streak/streakChanges.js'
export type { StreakEnd } from './core/streak/streakEnd.js'
export type {
  ShownStreakMetric,
  StreakMetricType,
  StreakUnit,
} from './core/streak/streakMetrics.js'
export {
  detectTimezone,
  isLikelyTimezone,
  listTimezones,
  timezoneCity,
  getTimezone,
  type Timezone,
} from './core/timezone/timezone.js'
export {
  timezoneOffset,
  timezoneOffsets,
  type TimezoneOffsets,
} from './core/timezone/timezoneOffset.js'
export { searchTimezones } from './core/timezone/searchTimezones.js'
export type { TimezoneSearchOptions } from './core/timezone/findTimezones.js'
export { tzdbVersion } from './core/timezone/timezones.generated.js'
export type { TraitField, TraitOption } from './core/user/traitFields.js'
export type { TraitRules, Traits } from './core/user/traits.js'
export type {
  RegisteredTraitKey,
  RegisteredTraits,
  RegisteredTraitsPatch,
} from './core/user/registeredTraits.js'
export type { Json } from './core/json.js'
export {
  applyUserPatch,
  type Device,
  type RegisteredDevice,
  type FieldRules,
  type User,
  type UserPatch,
  type UserRules,
} from './core/user/user.js'
export { canonicalTimezone } from './core/timezone/timezoneAliases.js'

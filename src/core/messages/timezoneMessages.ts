import { timezonePickerMessages, type TimezonePickerMessages } from './timezonePickerMessages.js'

/** The words about the time zone of a person. */
export interface TimezoneMessages extends TimezonePickerMessages {
  /** Where people read which zone counts for them. */
  readonly description: string
  readonly loading: string
  readonly loadFailed: string
  readonly unsupported: string
  readonly saved: (city: string) => string
  readonly mismatch: (device: string, saved: string) => string
  readonly adopt: (device: string) => string
  readonly dismiss: (saved: string) => string
  readonly adopted: (device: string) => string
  readonly dismissed: (saved: string) => string
  /** Where no zone is saved yet. */
  readonly suggestion: (device: string) => string
}

/** English, built in. */
export const timezoneMessages: TimezoneMessages = {
  ...timezonePickerMessages,
  description: 'Times and dates we send you are in this time zone.',
  loading: 'Loading your time zone',
  loadFailed: 'Your time zone did not load.',
  unsupported: 'The time zone cannot be set here.',
  saved: (city) => `${city}. Saved`,
  mismatch: (device, saved) =>
    `Your device is in ${device}, your notifications use ${saved} time. Use ${device} time?`,
  adopt: (device) => `Use ${device} time`,
  dismiss: (saved) => `Keep ${saved} time`,
  adopted: (device) => `Your notifications use ${device} time now.`,
  dismissed: (saved) => `Your notifications go on using ${saved} time.`,
  suggestion: (device) => `Your device is in ${device}.`,
}

import { timezonePickerMessages, type TimezonePickerMessages } from './timezonePickerMessages.js'

/** The words about the time zone of a person. */
export interface TimezoneMessages extends TimezonePickerMessages {
  /** Where people read which zone counts for them. */
  readonly description: string
  readonly loading: string
  readonly loadFailed: string
  readonly unsupported: string
  /** In the place of the picker while nobody is signed in. */
  readonly signedOut: string
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
  description: 'We use this time zone for times and dates.',
  loading: 'Loading your time zone',
  loadFailed: "We couldn't load your time zone.",
  unsupported: "The time zone can't be set here.",
  signedOut: 'Sign in to set your time zone.',
  saved: (city) => `${city}. Saved`,
  mismatch: (device, saved) =>
    `Your device is in ${device}, but your notifications use ${saved} time. Use ${device} time?`,
  adopt: (device) => `Use ${device} time`,
  dismiss: (saved) => `Keep ${saved} time`,
  adopted: (device) => `Your notifications now use ${device} time.`,
  dismissed: (saved) => `Your notifications still use ${saved} time.`,
  suggestion: (device) => `Your device is in ${device}.`,
}

import { timezonePickerMessages } from './timezonePickerMessages.js'
/** English, built in. */
export const timezoneMessages = {
  ...timezonePickerMessages,
  /** Where people read which zone counts for them. */
  description: 'We use this time zone for times and dates.',
  loading: 'Loading your time zone',
  loadFailed: "We couldn't load your time zone.",
  unsupported: "The time zone can't be set here.",
  /** In the place of the picker while nobody is signed in. */
  signedOut: 'Sign in to set your time zone.',
  saved: (city: string) => `${city}. Saved`,
  mismatch: (device: string, saved: string) =>
    `Your device is in ${device}, but your notifications use ${saved} time. Use ${device} time?`,
  adopt: (device: string) => `Use ${device} time`,
  dismiss: (saved: string) => `Keep ${saved} time`,
  adopted: (device: string) => `Your notifications now use ${device} time.`,
  dismissed: (saved: string) => `Your notifications still use ${saved} time.`,
  /** Where no zone is saved yet. */
  suggestion: (device: string) => `Your device is in ${device}.`,
}

/** The words about the time zone of a person. */
export type TimezoneMessages = typeof timezoneMessages

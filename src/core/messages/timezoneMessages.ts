import { timezonePickerMessages } from './timezonePickerMessages.js'

/** The English texts of the time zone field. */
export const timezoneMessages = {
  ...timezonePickerMessages,
  /** The help of the field. */
  description: 'We use this time zone for times and dates.',
  loading: 'Loading your time zone',
  loadFailed: "We couldn't load your time zone",
  unsupported: "The time zone can't be set here",
  /** Shown instead of the picker while the user is signed out. */
  signedOut: 'Sign in to set your time zone',
  saved: (city: string) => `${city}. Saved`,
  /** Follows `suggestion` while another time zone is saved. */
  mismatch: (saved: string) => `Your notifications use ${saved} time.`,
  adopt: (device: string) => `Use ${device} time`,
  dismiss: 'Dismiss',
  adopted: (device: string) => `Your notifications now use ${device} time.`,
  dismissed: (saved: string) => `Your notifications still use ${saved} time.`,
  /** The question about the time zone of the device. */
  suggestion: (device: string) => `Your device is in ${device}.`,
}

/** The messages of the time zone field. */
export type TimezoneMessages = typeof timezoneMessages

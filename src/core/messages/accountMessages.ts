import { humanize } from '../locale/humanize.js'

/** The English texts of account deletion and devices. */
export const accountMessages = {
  deleteTitle: 'Delete account',
  /** Shown instead of the button while the user is signed out. */
  deleteSignedOut: 'Sign in to delete your account',
  /** The default description of the section. */
  deleteDescription: "Your account and everything in it will be deleted. This can't be undone.",
  /** The text of the dialog if the page has its own description. */
  deleteIsFinal: "This can't be undone.",
  /** The button that opens the dialog. */
  open: 'Delete account',
  dialogTitle: 'Delete your account?',
  /** The text to type if the user has no email address. */
  confirmWord: 'delete',
  /** The label of the confirmation field. */
  confirmLabel: (wanted: string) => `Type “${wanted}” to confirm`,
  /** The error of an empty confirmation field. */
  confirmMissing: (wanted: string) => `Type “${wanted}” to confirm.`,
  /** The error of a confirmation field with another text. */
  confirmWrong: (wanted: string) => `That doesn't match “${wanted}”. Check what you typed.`,
  /** The button of the dialog that deletes the account. */
  confirm: 'Delete account',
  cancel: 'Cancel',
  close: 'Close',
  deleting: 'Deleting your account',
  notDeleted: "We couldn't delete your account.",
  deleted: 'Your account has been deleted',
  partlyDeleted: "We couldn't remove some of your data yet.",
  /** Shown while a retry deletes the remaining data. */
  removingRest: 'Removing the rest of your data',

  devicesTitle: 'Devices',
  devicesDescription: 'Where push notifications go.',
  devicesLoading: 'Loading your devices',
  devicesLoadFailed: "We couldn't load your devices",
  devicesEmpty: 'No devices yet',
  /** Shown below `devicesEmpty`. */
  devicesEmptyHelp: 'A phone or browser appears here when you turn on push notifications on it.',
  /** Shown if the service stores devices but doesn't return them. */
  devicesUnlisted: "Your devices can't be listed here",
  devicesUnsupported: "Your devices can't be shown here",
  /** Shown instead of the devices while the user is signed out. */
  devicesSignedOut: 'Sign in to see your devices',
  platforms: { ios: 'iPhone or iPad', android: 'Android', web: 'Browser' },
  /** The name of any other platform. */
  otherPlatform: humanize,
  /** The name of a device without a platform. */
  unnamedDevice: 'Device',
  /** The name of a browser device, e.g. "Chrome on macOS". */
  browserOn: (browser: string, system: string) => `${browser} on ${system}`,
  /** The tag of the device that shows the list. */
  thisDevice: 'This device',
  activeNow: 'Active now',
  /** When a device was last used, e.g. "yesterday" or "3 days ago". */
  lastSeen: (when: string) => `Last seen ${when}`,
  /** Distinguishes devices of the same platform by the end of their token. */
  deviceEnding: (ending: string) => `ending in ${ending}`,
  /** The full name of a device: its platform and its `deviceEnding`. */
  deviceName: (platform: string, difference: string) => `${platform}, ${difference}`,
  /** Distinguishes devices of the same name by a number. */
  sameDevice: (name: string, number: number) => `${name} (${number})`,
  removeDevice: 'Remove',
  removeDeviceNamed: (name: string) => `Remove ${name}`,
  removing: 'Removing',
  notRemoved: "Couldn't remove this device",
  removedNamed: (name: string) => `${name}: removed`,
  notRemovedNamed: (name: string) => `${name}: couldn't remove`,
}

/** The messages of account deletion and devices. */
export type AccountMessages = typeof accountMessages

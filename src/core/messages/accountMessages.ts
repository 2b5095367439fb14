import { humanize } from '../humanize.js'
/** English, built in. */
export const accountMessages = {
  deleteTitle: 'Delete account',
  /** In the place of the button while nobody is signed in. */
  deleteSignedOut: 'Sign in to delete your account.',
  /** What will happen, where the host does not say it. */
  deleteDescription: "Your account and everything in it will be deleted. This can't be undone.",
  /** In the dialog, where the host said the rest. */
  deleteIsFinal: "This can't be undone.",
  /** The button that opens the dialog. */
  open: 'Delete account',
  dialogTitle: 'Delete your account?',
  /** What a person types where nobody says otherwise and their email is not known. */
  confirmWord: 'delete',
  /** The label of the field. */
  confirmLabel: (wanted: string) => `Type “${wanted}” to confirm`,
  /** Pressed with an empty field. */
  confirmMissing: (wanted: string) => `Type “${wanted}” to confirm.`,
  /** Pressed with something else in it. */
  confirmWrong: (wanted: string) => `That doesn't match “${wanted}”. Check what you typed.`,
  /** The button that deletes. */
  confirm: 'Delete account',
  cancel: 'Cancel',
  close: 'Close',
  deleting: 'Deleting your account',
  notDeleted: "We couldn't delete your account.",
  deleted: 'Your account is deleted.',
  partlyDeleted: "Your account is deleted. We couldn't remove some of your data yet.",
  /** While what was left is removed. */
  removingRest: 'Removing the rest of your data',

  devicesTitle: 'Devices',
  devicesDescription: 'Where you get push notifications.',
  devicesLoading: 'Loading your devices',
  devicesLoadFailed: "We couldn't load your devices.",
  devicesEmpty:
    'No devices yet. A phone or browser appears here when you turn on push notifications on it.',
  /** The service keeps devices and tells of none. */
  devicesUnlisted: 'No devices are listed here.',
  devicesUnsupported: "Your devices can't be shown here.",
  /** In the place of the devices while nobody is signed in. */
  devicesSignedOut: 'Sign in to see your devices.',
  platforms: { ios: 'iPhone or iPad', android: 'Android', web: 'Browser' },
  /** Any other platform, as the service calls it. */
  otherPlatform: humanize,
  /** Where nobody says what it is. */
  unnamedDevice: 'Device',
  /** Tells apart two devices of one platform, by the end of their handle. */
  deviceEnding: (ending: string) => `ending in ${ending}`,
  /** The whole name of a row: its platform, and what tells it apart. */
  deviceName: (platform: string, difference: string) => `${platform}, ${difference}`,
  /** Tells apart two rows that would have the same name. */
  sameDevice: (name: string, number: number) => `${name} (${number})`,
  removeDevice: 'Remove',
  removeDeviceNamed: (name: string) => `Remove ${name}`,
  removing: 'Removing',
  removingNamed: (name: string) => `Removing ${name}`,
  notRemoved: "Couldn't remove",
  retryRemove: (name: string) => `Try again: remove ${name}`,
  removedNamed: (name: string) => `${name}: removed`,
  notRemovedNamed: (name: string) => `${name}: couldn't remove`,
}

/** The words about deleting an account, and about devices. */
export type AccountMessages = typeof accountMessages

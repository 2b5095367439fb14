import { humanize } from '../humanize.js'

/** The words about deleting an account, and about devices. */
export interface AccountMessages {
  readonly deleteTitle: string
  /** What will happen, where the host does not say it. */
  readonly deleteDescription: string
  /** In the place of the button while nobody is signed in. */
  readonly deleteSignedOut: string
  /** In the dialog, where the host said the rest. */
  readonly deleteIsFinal: string
  /** The button that opens the dialog. */
  readonly open: string
  readonly dialogTitle: string
  /** What a person types where nobody says otherwise and their email is not known. */
  readonly confirmWord: string
  /** The label of the field. */
  readonly confirmLabel: (wanted: string) => string
  /** Pressed with an empty field. */
  readonly confirmMissing: (wanted: string) => string
  /** Pressed with something else in it. */
  readonly confirmWrong: (wanted: string) => string
  /** The button that deletes. */
  readonly confirm: string
  readonly cancel: string
  readonly close: string
  readonly deleting: string
  readonly notDeleted: string
  readonly deleted: string
  readonly partlyDeleted: string
  /** While what was left is removed. */
  readonly removingRest: string

  readonly devicesTitle: string
  readonly devicesDescription: string
  readonly devicesLoading: string
  readonly devicesLoadFailed: string
  readonly devicesEmpty: string
  /** The service keeps devices and tells of none. */
  readonly devicesUnlisted: string
  readonly devicesUnsupported: string
  /** In the place of the devices while nobody is signed in. */
  readonly devicesSignedOut: string
  readonly platforms: Readonly<Record<'ios' | 'android' | 'web', string>>
  /** Any other platform, as the service calls it. */
  readonly otherPlatform: (platform: string) => string
  /** Where nobody says what it is. */
  readonly unnamedDevice: string
  /** Tells apart two devices of one platform, by the end of their handle. */
  readonly deviceEnding: (ending: string) => string
  /** The whole name of a row: its platform, and what tells it apart. */
  readonly deviceName: (platform: string, difference: string) => string
  /** Tells apart two rows that would have the same name. */
  readonly sameDevice: (name: string, number: number) => string
  readonly removeDevice: string
  readonly removeDeviceNamed: (name: string) => string
  readonly removing: string
  readonly removingNamed: (name: string) => string
  readonly notRemoved: string
  readonly retryRemove: (name: string) => string
  readonly removedNamed: (name: string) => string
  readonly notRemovedNamed: (name: string) => string
}

/** English, built in. */
export const accountMessages: AccountMessages = {
  deleteTitle: 'Delete account',
  deleteSignedOut: 'Sign in to delete your account.',
  deleteDescription: "Your account and everything in it will be deleted. This can't be undone.",
  deleteIsFinal: "This can't be undone.",
  open: 'Delete account',
  dialogTitle: 'Delete your account?',
  confirmWord: 'delete',
  confirmLabel: (wanted) => `Type “${wanted}” to confirm`,
  confirmMissing: (wanted) => `Type “${wanted}” to confirm.`,
  confirmWrong: (wanted) => `That doesn't match “${wanted}”. Check what you typed.`,
  confirm: 'Delete account',
  cancel: 'Cancel',
  close: 'Close',
  deleting: 'Deleting your account',
  notDeleted: "We couldn't delete your account.",
  deleted: 'Your account is deleted.',
  partlyDeleted: "Your account is deleted. We couldn't remove some of your data yet.",
  removingRest: 'Removing the rest of your data',

  devicesTitle: 'Devices',
  devicesDescription: 'Where you get push notifications.',
  devicesLoading: 'Loading your devices',
  devicesLoadFailed: "We couldn't load your devices.",
  devicesEmpty:
    'No devices yet. A phone or browser appears here when you turn on push notifications on it.',
  devicesUnlisted: 'No devices are listed here.',
  devicesUnsupported: "Your devices can't be shown here.",
  devicesSignedOut: 'Sign in to see your devices.',
  platforms: { ios: 'iPhone or iPad', android: 'Android', web: 'Browser' },
  otherPlatform: humanize,
  unnamedDevice: 'Device',
  deviceEnding: (ending) => `ending in ${ending}`,
  deviceName: (platform, difference) => `${platform}, ${difference}`,
  sameDevice: (name, number) => `${name} (${number})`,
  removeDevice: 'Remove',
  removeDeviceNamed: (name) => `Remove ${name}`,
  removing: 'Removing',
  removingNamed: (name) => `Removing ${name}`,
  notRemoved: "Couldn't remove",
  retryRemove: (name) => `Try again: remove ${name}`,
  removedNamed: (name) => `${name}: removed`,
  notRemovedNamed: (name) => `${name}: couldn't remove`,
}

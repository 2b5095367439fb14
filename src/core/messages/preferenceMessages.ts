import { humanize } from '../humanize.js'
/** English, built in. */
export const preferenceMessages = {
  title: 'Notifications',
  description: 'Choose what we notify you about, and where.',
  /** The heading of the types that belong to no group, where others do. */
  otherGroup: 'Other',
  loading: 'Loading your notification settings',
  loadFailed: "We couldn't load your settings.",
  /** A switch that stands alone and did not load. */
  notLoaded: "Couldn't load",
  empty: 'Nothing to set up yet. When we add notifications you can control them here.',
  unsupported: "Notification settings aren't available here.",
  /** In the place of the switches while nobody is signed in. */
  signedOut: 'Sign in to change your notifications.',
  /** Over the switches of a person to whom the service sends nothing, e.g. in the control group of an experiment. */
  suppressed: "You aren't getting these at the moment.",
  /** The column of the names of the types. */
  typeColumn: 'Notification',
  /** The column of the types' own switches. */
  settingColumn: 'On',
  /** A type that nobody named, by its id. */
  unnamedType: humanize,
  /** Tells apart two types of the same label, by group or id. */
  sameLabel: (label: string, difference: string) => `${label} (${difference})`,
  /** Names a switch: type and channel. */
  cell: (type: string, channel: string) => `${type}, ${channel}`,
  /** Names a type's own switch. */
  setting: (type: string) => type,
  channelsTitle: 'All notifications',
  /** Names a channel's global switch. */
  channel: (channel: string) => `All notifications, ${channel}`,
  subscribed: 'News and offers',
  subscribedDescription: "Everything that isn't about your account.",
  /** A row's summary where it is narrow, e.g. "Email, Push". */
  summary: (channels: readonly string[]) => channels.join(', '),
  summaryNone: 'Off',
  byDefault: 'Default',
  notSet: 'Not set',
  locked: 'Required for everyone.',
  conditional: 'Managed automatically.',
  pending: 'Waiting for your confirmation',
  /** Why a cell has no effect: its type, its channel or everything commercial is off. */
  overridden: {
    type: 'All of it is off',
    channel: 'Off for everything',
    subscribed: 'News and offers are off',
  } satisfies Readonly<Record<'type' | 'channel' | 'subscribed', string>>,
  saving: 'Saving',
  saved: 'Saved',
  notSaved: "Couldn't save.",
  /** Names the button that tries one switch again. */
  retrySetting: (name: string) => `Try again: ${name}`,
  savedOn: (name: string) => `${name}: on. Saved`,
  savedOff: (name: string) => `${name}: off. Saved`,
  savedMany: (count: number) => `${count} changes saved`,
  notSavedNamed: (name: string) => `${name}: couldn't save`,
  notSavedMany: (count: number) => `Couldn't save ${count} changes`,
}

/** The words of the preference center. */
export type PreferenceMessages = typeof preferenceMessages

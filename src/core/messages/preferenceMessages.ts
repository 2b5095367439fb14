import { humanize } from '../humanize.js'

/** The words of the preference center. */
export interface PreferenceMessages {
  readonly title: string
  readonly description: string
  /** The heading of the types that belong to no group, where others do. */
  readonly otherGroup: string
  readonly loading: string
  readonly loadFailed: string
  /** A switch that stands alone and did not load. */
  readonly notLoaded: string
  readonly empty: string
  readonly unsupported: string
  /** In the place of the switches while nobody is signed in. */
  readonly signedOut: string
  /** Over the switches of a person to whom the service sends nothing, e.g. in the control group of an experiment. */
  readonly suppressed: string
  /** The column of the names of the types. */
  readonly typeColumn: string
  /** The column of the types' own switches. */
  readonly settingColumn: string
  /** A type that nobody named, by its id. */
  readonly unnamedType: (id: string) => string
  /** Tells apart two types of the same label, by group or id. */
  readonly sameLabel: (label: string, difference: string) => string
  /** Names a switch: type and channel. */
  readonly cell: (type: string, channel: string) => string
  /** Names a type's own switch. */
  readonly setting: (type: string) => string
  readonly channelsTitle: string
  /** Names a channel's global switch. */
  readonly channel: (channel: string) => string
  readonly subscribed: string
  readonly subscribedDescription: string
  /** A row's summary where it is narrow, e.g. "Email, Push". */
  readonly summary: (channels: readonly string[]) => string
  readonly summaryNone: string
  readonly byDefault: string
  readonly notSet: string
  readonly locked: string
  readonly conditional: string
  readonly pending: string
  /** Why a cell has no effect: its type, its channel or everything commercial is off. */
  readonly overridden: Readonly<Record<'type' | 'channel' | 'subscribed', string>>
  readonly saving: string
  readonly saved: string
  readonly notSaved: string
  /** Names the button that tries one switch again. */
  readonly retrySetting: (name: string) => string
  readonly savedOn: (name: string) => string
  readonly savedOff: (name: string) => string
  readonly savedMany: (count: number) => string
  readonly notSavedNamed: (name: string) => string
  readonly notSavedMany: (count: number) => string
}

/** English, built in. */
export const preferenceMessages: PreferenceMessages = {
  title: 'Notifications',
  description: 'Choose what we notify you about, and where.',
  otherGroup: 'Other',
  loading: 'Loading your notification settings',
  loadFailed: "We couldn't load your settings.",
  notLoaded: "Couldn't load",
  empty: 'Nothing to set up yet. When we add notifications you can control them here.',
  unsupported: "Notification settings aren't available here.",
  signedOut: 'Sign in to change your notifications.',
  suppressed: "You aren't getting these at the moment.",
  typeColumn: 'Notification',
  settingColumn: 'On',
  unnamedType: humanize,
  sameLabel: (label, difference) => `${label} (${difference})`,
  cell: (type, channel) => `${type}, ${channel}`,
  setting: (type) => type,
  channelsTitle: 'All notifications',
  channel: (channel) => `All notifications, ${channel}`,
  subscribed: 'News and offers',
  subscribedDescription: "Everything that isn't about your account.",
  summary: (channels) => channels.join(', '),
  summaryNone: 'Off',
  byDefault: 'Default',
  notSet: 'Not set',
  locked: 'Required for everyone.',
  conditional: 'Managed automatically.',
  pending: 'Waiting for your confirmation',
  overridden: {
    type: 'All of it is off',
    channel: 'Off for everything',
    subscribed: 'News and offers are off',
  },
  saving: 'Saving',
  saved: 'Saved',
  notSaved: "Couldn't save.",
  retrySetting: (name) => `Try again: ${name}`,
  savedOn: (name) => `${name}: on. Saved`,
  savedOff: (name) => `${name}: off. Saved`,
  savedMany: (count) => `${count} changes saved`,
  notSavedNamed: (name) => `${name}: couldn't save`,
  notSavedMany: (count) => `Couldn't save ${count} changes`,
}

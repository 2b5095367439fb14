import { humanize } from '../locale/humanize.js'
import type { Frequency } from '../preferences/frequencies.js'
import type { channelMessages } from './channelMessages.js'
import { inSentence } from './inSentence.js'
import type { SaveMessages } from './saveMessages.js'

/** The English texts of the preference center. */
export const preferenceMessages = {
  title: 'Notifications',
  description: 'Choose what you hear about, and where.',
  /** The heading of types without a group, if other types have one. */
  otherGroup: 'Other',
  loading: 'Loading your notification settings',
  loadFailed: "We couldn't load your settings",
  /** Shown beside a single switch that didn't load. */
  notLoaded: "Couldn't load",
  empty: 'Nothing to set up yet',
  /** Shown below `empty`. */
  emptyHelp: 'When we add notifications, you can control them here.',
  unsupported: "Notification settings aren't available here",
  /** Shown instead of the switches while the user is signed out. */
  signedOut: 'Sign in to see your settings',
  /** Shown above the switches if the service sends the user nothing, e.g. in the control group of an experiment. */
  suppressed: "You aren't getting these at the moment.",
  /** The heading of the column of type names. */
  typeColumn: 'Notification',
  /** The heading of the column of the types' own switches. */
  settingColumn: 'On',
  /** The name of a type without a label. */
  unnamedType: humanize,
  /** Distinguishes types of the same label by group or id. */
  sameLabel: (label: string, difference: string) => `${label} (${difference})`,
  /** The name of a switch. */
  cell: (type: string, channel: string) => `${type}, ${channel}`,
  /** The name of a type's own switch. */
  setting: (type: string) => type,
  /** The row of the channels' global switches. */
  channelsTitle: 'All notifications',
  /** The name of a channel's global switch. */
  channel: (channel: string) => `All notifications, ${channel}`,
  subscribed: 'News and offers',
  subscribedDescription: "Everything that isn't about your account.",
  /** The summary of a narrow row, e.g. "Email, Push". */
  summary: (channels: readonly string[]) => channels.join(', '),
  summaryNone: 'None',
  /** How often the messages of a type come. */
  frequency: {
    /** The name of the control. */
    name: (type: string) => `${type}, frequency`,
    options: {
      instant: 'Instantly',
      hourly: 'Hourly',
      daily: 'Daily',
      weekly: 'Weekly',
      monthly: 'Monthly',
    } satisfies Readonly<Record<Frequency, string>>,
    /** The announcement of a saved choice. */
    savedAs: (name: string, option: string) => `${name}: ${option}. Saved`,
    /** The failed change of the frequency, in the row of its type. */
    notChanged: "Couldn't change frequency.",
  },
  byDefault: 'Default',
  notSet: 'Not set',
  /** Shown below the settings: how many differ from the defaults. */
  changedCount: (changed: number, total: number) =>
    `${changed} of ${total} ${changed === 1 ? 'differs' : 'differ'} from the defaults`,
  /** The button that resets all settings to the defaults. */
  reset: 'Reset to defaults',
  /** The field that filters the types, and its region. */
  filter: 'Search notifications',
  /** The button that hides types without a changed setting. */
  filterChanged: 'Only what I changed',
  filterCount: (shown: number, total: number) => `${shown} of ${total}`,
  filterNone: 'No notifications found',
  filterUnchanged: "You haven't changed anything yet",
  locked: 'Required for everyone.',
  conditional: 'Managed automatically.',
  pending: 'Waiting for your confirmation.',
  /** A reason that is true for some channels of a row, e.g. "Email, Push: Managed automatically." */
  channelReason: (channels: string, reason: string) => `${channels}: ${reason}`,
  /** The reason why a switch has no effect. */
  overridden: {
    type: (_type: string) => 'This notification is off.',
    channel: (channel: string) => `${channel} is off for everything.`,
    subscribed: (_subscribed: string) => 'News and offers are off.',
  },
  /** The button beside that reason, e.g. "Turn on push". */
  turnOn: (name: string) => `Turn on ${inSentence(name)}`,
  /** The failed change of one channel, in the row of its type. */
  notTurned: (channel: string, isOn: boolean) =>
    `Couldn't turn ${isOn ? 'on' : 'off'} ${inSentence(channel)}.`,
  /** The failed reset of one channel, in the row of its type. */
  notReset: (channel: string) => `Couldn't reset ${inSentence(channel)}.`,
}

/** The messages of the preference center. */
export type PreferenceMessages = typeof preferenceMessages

/** The sections of the messages that the preference center uses. */
export type PreferenceTexts = SaveMessages &
  typeof channelMessages & { readonly preferences: PreferenceMessages }

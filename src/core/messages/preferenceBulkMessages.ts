import { inSentence } from './inSentence.js'

/** The English texts of the checkboxes that turn several settings on or off, and of the undo after it. */
export const preferenceBulkMessages = {
  /** The name of the checkbox of a group. */
  allOf: (group: string) => `All of ${group}`,
  /** The name of the checkbox of a type. */
  allChannels: (type: string) => `${type}, all channels`,
  /** The name of the checkbox of a channel, e.g. "All email". */
  allOn: (channel: string) => `All ${inSentence(channel)}`,
  /** Describes a checkbox: how many of its settings are on. */
  onCount: (on: number, total: number) => `${on} of ${total} on`,
  turnedOnMany: (count: number) => `${count} ${count === 1 ? 'setting' : 'settings'} turned on`,
  turnedOffMany: (count: number) => `${count} ${count === 1 ? 'setting' : 'settings'} turned off`,
  resetMany: (count: number) => `${count} ${count === 1 ? 'setting' : 'settings'} reset`,
  undo: 'Undo',
  /** Announced after the number of settings, while the button is shown. */
  canUndo: 'You can undo this.',
  /** Announced after the undo. */
  undone: 'Your settings are as before.',
}

/** The messages of bulk changes of preferences. */
export type PreferenceBulkMessages = typeof preferenceBulkMessages

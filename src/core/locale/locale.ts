import type { Messages } from '../messages/messages.js'

/** A language: its texts, and the locale of numbers, dates, weekdays and names of places. */
export interface Locale {
  /** The BCP 47 tag, such as `de` or `pt-BR`. */
  readonly tag: string
  /** The direction of the text. */
  readonly direction: 'ltr' | 'rtl'
  /** All texts of the kit. */
  readonly messages: Messages
}

import type { KnownChannel } from '../preferences/channels.js'
import { saveMessages } from './saveMessages.js'
import { preferenceMessages } from './preferenceMessages.js'
import { timezoneMessages } from './timezoneMessages.js'
import { streakMessages } from './streakMessages.js'
import { humanize } from '../humanize.js'

/** The English texts of all parts except the profile. */
export const sharedMessages = {
  ...saveMessages,
  /** The names of the known channels. */
  channels: {
    email: 'Email',
    push: 'Push',
    sms: 'SMS',
    in_app: 'In-app',
    chat: 'Chat',
    web_push: 'Browser',
    webhook: 'Webhook',
  } satisfies Readonly<Record<KnownChannel, string>>,
  /** The name of any other channel. */
  otherChannel: humanize,
  preferences: preferenceMessages,
  timezone: timezoneMessages,
  streak: streakMessages,
}

/** Messages of which any key may be omitted. */
export type PatchOf<Base> = {
  readonly [Section in keyof Base]?: Base[Section] extends string | ((...input: never[]) => string)
    ? Base[Section]
    : Partial<Base[Section]>
}

/** Returns the messages with those of a patch. */
export function mergeMessages<Base extends object>(
  base: Base,
  patch: PatchOf<Base> | undefined,
): Base {
  return patch ? (merge(base, patch) as Base) : base
}

function merge(before: unknown, value: unknown): unknown {
  if (value === undefined) return before
  if (typeof value !== 'object' || typeof before !== 'object') return value
  const given = Object.entries(value ?? {})
  const known = before as Readonly<Record<string, unknown>>
  return {
    ...before,
    ...Object.fromEntries(given.map(([key, one]) => [key, merge(known[key], one)])),
  }
}

/** The messages of preferences, streak and time zone, and those that all parts use. */
export type SharedMessages = typeof sharedMessages

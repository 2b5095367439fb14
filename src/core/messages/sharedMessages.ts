import type { IdentikitError, IdentikitErrorCode } from '../errors.js'
import type { Channel, KnownChannel } from '../preferences/channels.js'
import type { NotificationType, PreferenceTarget, Preferences } from '../preferences/preferences.js'
import { preferenceMessages } from './preferenceMessages.js'
import { timezoneMessages } from './timezoneMessages.js'
import { streakMessages } from './streakMessages.js'
import { humanize } from '../humanize.js'

/** The English texts of all parts except the profile. */
export const sharedMessages = {
  /** The message of each error code. */
  errors: {
    invalid: "We couldn't accept this. Check what you entered.",
    unsupported: "This isn't available here.",
    'not-loaded': "This hasn't loaded yet. Try again in a moment.",
    'not-found': "We couldn't find your settings.",
    'already-exists': 'This account already exists.',
    locked: "This setting can't be changed.",
    unauthorized: "You're signed out. Sign in, then try again.",
    forbidden: "You can't change this.",
    'user-changed': 'Someone else is signed in now. Reload the page.',
    conflict: 'This was changed somewhere else. Reload and try again.',
    'rate-limited': 'Too many changes at once. Wait a moment.',
    network: "We couldn't reach the server. Check your connection.",
    timeout: 'The server took too long. Try again.',
    service: 'Something went wrong on our side. Try again in a moment.',
    'bad-answer': "We couldn't read the server's answer. Try again in a moment.",
    misuse: 'Something went wrong on our side.',
  } satisfies Readonly<Record<IdentikitErrorCode, string>>,
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
  retry: 'Try again',
  /** An error with the wait before a retry. */
  tryAgainIn: (sentence: string, seconds: number) =>
    `${sentence} ${seconds < 120 ? `Try again in ${seconds} s.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`}`,
  preferences: preferenceMessages,
  timezone: timezoneMessages,
  streak: streakMessages,
}

/** Returns the message of an error, with the wait before a retry if the service sent one. */
export function getErrorText(
  { errors, tryAgainIn }: SharedMessages,
  error: IdentikitError,
): string {
  const { code, retryAfter } = error
  return retryAfter === undefined
    ? errors[code]
    : tryAgainIn(errors[code], Math.ceil(retryAfter / 1000))
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

/** Returns the label of a channel. Two channels may have the same; see `getChannelNames`. */
export function getChannelLabel(
  { channels, otherChannel }: SharedMessages,
  channel: Channel,
): string {
  return Object.hasOwn(channels, channel)
    ? channels[channel as KnownChannel]
    : otherChannel(channel)
}

/** Returns a unique name for each channel of a page. */
export function getChannelNames(
  texts: SharedMessages,
  channels: Iterable<Channel>,
): ReadonlyMap<Channel, string> {
  return chooseUniqueNames(
    Array.from(channels, (channel) => {
      const name = getChannelLabel(texts, channel)
      return [channel, [name, texts.preferences.sameLabel(name, channel)]]
    }),
  )
}

/** Returns the name of a channel, unique on its page. */
export function getChannelName(
  texts: SharedMessages,
  preferences: Preferences | undefined,
  channel: Channel,
): string {
  const name = preferences && getPageNames(texts, preferences).channels.get(channel)
  return name ?? getChannelLabel(texts, channel)
}

/** Returns the name of a type, unique on its page. */
export function getTypeName(
  texts: SharedMessages,
  preferences: Preferences | undefined,
  typeId: string,
): string {
  const name = preferences && getPageNames(texts, preferences).types.get(typeId)
  return name ?? texts.preferences.unnamedType(typeId)
}

/** Returns the possible names of a type, shortest first. The last contains its id. */
function listTypeNames({ preferences: texts }: SharedMessages, type: NotificationType): string[] {
  const { id, label = texts.unnamedType(id), group } = type
  const byGroup = group ? [texts.sameLabel(label, group)] : []
  return [label, ...byGroup, texts.sameLabel(label, id)]
}

/** Returns the first unique candidate of each id, or its last candidate. The first entry of an id counts. */
function chooseUniqueNames(
  candidates: readonly (readonly [id: string, names: readonly string[]])[],
): ReadonlyMap<string, string> {
  const byId = new Map<string, readonly string[]>()
  for (const [id, names] of candidates) if (!byId.has(id)) byId.set(id, names)
  const owners = new Map<string, string | undefined>()
  for (const [id, names] of byId) {
    for (const name of names) {
      owners.set(name, owners.has(name) && owners.get(name) !== id ? undefined : id)
    }
  }
  return new Map(
    Array.from(byId, ([id, names]) => [
      id,
      names.reduce((name, longer) => (owners.get(name) === id ? name : longer)),
    ]),
  )
}

interface PageNames {
  readonly types: ReadonlyMap<string, string>
  readonly channels: ReadonlyMap<Channel, string>
}

const namesByTexts = new WeakMap<SharedMessages, WeakMap<Preferences, PageNames>>()

/** Returns all names of a page. They are cached, because every switch reads its own. */
function getPageNames(texts: SharedMessages, preferences: Preferences): PageNames {
  const known = namesByTexts.get(texts) ?? new WeakMap<Preferences, PageNames>()
  namesByTexts.set(texts, known)
  const found = known.get(preferences)
  if (found) return found
  const { types, channels } = preferences
  const names: PageNames = {
    types: chooseUniqueNames(types.map((type) => [type.id, listTypeNames(texts, type)])),
    channels: getChannelNames(texts, [
      ...Object.keys(channels),
      ...new Set(types.flatMap((type) => Object.keys(type.channels))),
    ]),
  }
  known.set(preferences, names)
  return names
}

/** Returns the name of a switch, unique on its page. */
export function getPreferenceName(
  texts: SharedMessages,
  data: Preferences | undefined,
  { type, channel }: PreferenceTarget,
): string {
  const { preferences } = texts
  const title = type === undefined ? undefined : getTypeName(texts, data, type)
  if (channel === undefined)
    return title === undefined ? preferences.subscribed : preferences.setting(title)
  const reached = getChannelName(texts, data, channel)
  return title === undefined ? preferences.channel(reached) : preferences.cell(title, reached)
}

/** The messages of preferences, streak and time zone, and those that all parts use. */
export type SharedMessages = typeof sharedMessages

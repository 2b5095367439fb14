import type { IdentikitError, IdentikitErrorCode } from '../errors.js'
import type { Channel, KnownChannel } from '../preferences/channels.js'
import type { NotificationType, PreferenceTarget, Preferences } from '../preferences/preferences.js'
import { preferenceMessages } from './preferenceMessages.js'
import { timezoneMessages } from './timezoneMessages.js'
import { streakMessages } from './streakMessages.js'
import { humanize } from '../humanize.js'
/** English, built in. */
export const sharedMessages = {
  /** What a person reads when something failed. */
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
  /** The names of the known channels; any other is shown as `otherChannel` makes it. */
  channels: {
    email: 'Email',
    push: 'Push',
    sms: 'SMS',
    in_app: 'In-app',
    chat: 'Chat',
    web_push: 'Browser',
    webhook: 'Webhook',
  } satisfies Readonly<Record<KnownChannel, string>>,
  otherChannel: humanize,
  retry: 'Try again',
  /** What went wrong, and when it is worth another try. */
  tryAgainIn: (sentence: string, seconds: number) =>
    `${sentence} ${seconds < 120 ? `Try again in ${seconds} s.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`}`,
  preferences: preferenceMessages,
  timezone: timezoneMessages,
  streak: streakMessages,
}

/** What a person reads of an error; it says when, where the service did. */
export function getErrorText(
  { errors, tryAgainIn }: SharedMessages,
  error: IdentikitError,
): string {
  const { code, retryAfter } = error
  return retryAfter === undefined
    ? errors[code]
    : tryAgainIn(errors[code], Math.ceil(retryAfter / 1000))
}

/** Any part of a catalog: what it does not name stays as it is. */
export type PatchOf<Base> = {
  readonly [Section in keyof Base]?: Base[Section] extends string | ((...input: never[]) => string)
    ? Base[Section]
    : Partial<Base[Section]>
}

/** A catalog with the host's words in the place of ours. */
export function mergeMessages<Base extends object>(
  base: Base,
  patch: PatchOf<Base> | undefined,
): Base {
  return patch ? (merge(base, patch) as Base) : base
}

/** What is `undefined` says nothing, so it replaces nothing. */
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

/** The name of a channel in the person's language; `channelNames` tells apart those that have the same. */
export function getChannelLabel(
  { channels, otherChannel }: SharedMessages,
  channel: Channel,
): string {
  return Object.hasOwn(channels, channel)
    ? channels[channel as KnownChannel]
    : otherChannel(channel)
}

/** The names of the channels of a page: no two share one, whatever their ids have in common. */
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

/** The name of a channel: no two channels of a page share one. */
export function getChannelName(
  texts: SharedMessages,
  preferences: Preferences | undefined,
  channel: Channel,
): string {
  const name = preferences && getPageNames(texts, preferences).channels.get(channel)
  return name ?? getChannelLabel(texts, channel)
}

/** The name of a type: no two types of a page share one. */
export function getTypeName(
  texts: SharedMessages,
  preferences: Preferences | undefined,
  typeId: string,
): string {
  const name = preferences && getPageNames(texts, preferences).types.get(typeId)
  return name ?? texts.preferences.unnamedType(typeId)
}

/** What a type may be called, the shortest first; the last holds its id. */
function listTypeNames({ preferences: texts }: SharedMessages, type: NotificationType): string[] {
  const { id, label = texts.unnamedType(id), group } = type
  const byGroup = group ? [texts.sameLabel(label, group)] : []
  return [label, ...byGroup, texts.sameLabel(label, id)]
}

/** The first name of each that nobody else may have, or its last; of one id the first counts. */
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

/** Every switch of a page asks for its name, so all are found at once. */
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

/** What a switch is called, by type and channel: no two switches of a page share a name. */
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

/** The strings of the preference center, the streak and the time zone, and what all parts say. */
export type SharedMessages = typeof sharedMessages

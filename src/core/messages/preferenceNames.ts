import { memoize } from '../memoize.js'
import type { Channel, KnownChannel } from '../preferences/channels.js'
import type { NotificationType, PreferenceTarget, Preferences } from '../preferences/preferences.js'
import type { PreferenceTexts } from './preferenceMessages.js'

/** Returns the label of a channel. Two channels may have the same; see `getChannelNames`. */
export function getChannelLabel(
  { channels, otherChannel, preferences }: PreferenceTexts,
  channel: Channel,
): string {
  return Object.hasOwn(channels, channel)
    ? channels[channel as KnownChannel]
    : findText(otherChannel(channel), preferences.otherGroup)
}

/** Returns the label of a type. Two types may have the same; see `getTypeName`. */
export function getTypeLabel(
  { preferences }: PreferenceTexts,
  { id, label }: Pick<NotificationType, 'id' | 'label'>,
): string {
  return findText(label, preferences.unnamedType(id), preferences.typeColumn)
}

/** Returns the first text that isn't blank. */
function findText(...texts: readonly (string | undefined)[]): string {
  return texts.find((text) => text?.trim()) ?? ''
}

/** Returns a unique name for each channel of a page. */
export function getChannelNames(
  texts: PreferenceTexts,
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
  texts: PreferenceTexts,
  preferences: Preferences | undefined,
  channel: Channel,
): string {
  const name = preferences && getPageNames(texts, preferences).channels.get(channel)
  return name ?? getChannelLabel(texts, channel)
}

/** Returns the name of a type, unique on its page. */
export function getTypeName(
  texts: PreferenceTexts,
  preferences: Preferences | undefined,
  typeId: string,
): string {
  const name = preferences && getPageNames(texts, preferences).types.get(typeId)
  return name ?? getTypeLabel(texts, { id: typeId })
}

/** Returns the possible names of a type, shortest first. The last contains its id. */
function listTypeNames(all: PreferenceTexts, type: NotificationType): string[] {
  const { preferences: texts } = all
  const { id, group } = type
  const label = getTypeLabel(all, type)
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

const namesByTexts = new WeakMap<PreferenceTexts, WeakMap<Preferences, PageNames>>()

/** Returns all names of a page. They are cached, because every switch reads its own. */
function getPageNames(texts: PreferenceTexts, preferences: Preferences): PageNames {
  const known = memoize(namesByTexts, texts, () => new WeakMap<Preferences, PageNames>())
  return memoize(known, preferences, ({ types, channels }) => ({
    types: chooseUniqueNames(types.map((type) => [type.id, listTypeNames(texts, type)])),
    channels: getChannelNames(texts, [
      ...Object.keys(channels),
      ...new Set(types.flatMap((type) => Object.keys(type.channels))),
    ]),
  }))
}

/** Returns the name of a switch or, with a `frequency`, that of the frequency of its type, unique on its page. */
export function getPreferenceName(
  texts: PreferenceTexts,
  data: Preferences | undefined,
  { type, channel, frequency }: PreferenceTarget & { readonly frequency?: unknown },
): string {
  const { preferences } = texts
  const title = type === undefined ? undefined : getTypeName(texts, data, type)
  if (title !== undefined && frequency !== undefined) return preferences.frequency.name(title)
  if (channel === undefined)
    return title === undefined ? preferences.subscribed : preferences.setting(title)
  const reached = getChannelName(texts, data, channel)
  return title === undefined ? preferences.channel(reached) : preferences.cell(title, reached)
}

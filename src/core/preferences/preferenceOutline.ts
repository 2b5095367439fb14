import { knownChannels, type Channel } from './channels.js'
import { memoize } from '../memoize.js'
import { indexById, type NotificationType, type Preferences } from './preferences.js'
import type { RegisteredChannel, RegisteredTypeId } from './registeredCatalog.js'

/** The groups, rows and columns of preferences without their values. It stays equal while values change. */
export interface PreferenceOutline {
  /** The channels of all types, in order. */
  readonly columns: readonly RegisteredChannel[]
  /** The channels with a global switch, in order. */
  readonly channels: readonly RegisteredChannel[]
  /** Whether there is a switch for all marketing messages. */
  readonly hasSubscribed: boolean
  /** Whether any type has a switch of its own. */
  readonly hasSettings: boolean
  /** The groups, in the order of their first type. */
  readonly groups: readonly PreferenceOutlineGroup[]
}

/** A group of notification types. */
export interface PreferenceOutlineGroup {
  /** The heading; `undefined` for types without a group, which come last. */
  readonly name: string | undefined
  /** Its types, in order. */
  readonly types: readonly PreferenceOutlineType[]
}

/** One notification type of an outline. */
export interface PreferenceOutlineType {
  /** The id of the type. */
  readonly id: RegisteredTypeId
  /** The name of the row. */
  readonly label: string | undefined
  /** The text below the name. */
  readonly description: string | undefined
  /** Whether the type has a switch of its own. */
  readonly hasSetting: boolean
  /** Its channels, in order. */
  readonly channels: readonly RegisteredChannel[]
  /** The distinct reasons of its locked switches; `undefined` is a lock without a reason. */
  readonly locks: readonly (string | undefined)[]
  /** Whether the service computes one of its settings. */
  readonly isConditional: boolean
}

const outlineTypes = new WeakMap<NotificationType, PreferenceOutlineType>()
const indexes = new WeakMap<PreferenceOutline, ReadonlyMap<string, PreferenceOutlineType>>()

/** Finds a type of an outline by its id. */
export function findOutlineType(
  outline: PreferenceOutline,
  typeId: string,
): PreferenceOutlineType | undefined {
  const index = memoize(indexes, outline, ({ groups }) =>
    indexById(groups.flatMap(({ types }) => types)),
  )
  return index.get(typeId)
}

/** Returns the groups, rows and columns of preferences. */
export function getPreferenceOutline({
  types,
  channels,
  subscribed,
}: Preferences): PreferenceOutline {
  const groups = new Map<string | undefined, PreferenceOutlineType[]>()
  for (const type of types) {
    const name = type.group || undefined
    const members = groups.get(name) ?? []
    groups.set(name, members)
    members.push(getOutlineType(type))
  }
  return {
    columns: sortChannels(types.flatMap((type) => Object.keys(type.channels))),
    channels: sortChannels(Object.keys(channels)),
    hasSubscribed: subscribed !== undefined,
    hasSettings: types.some(({ setting }) => setting !== undefined),
    groups: Array.from(groups, ([name, members]) => ({ name, types: members })).sort(
      (a, b) => Number(!a.name) - Number(!b.name),
    ),
  }
}

/** Returns the row of a type. */
export const getOutlineType = (type: NotificationType): PreferenceOutlineType =>
  memoize(outlineTypes, type, toOutlineType)

function toOutlineType(type: NotificationType): PreferenceOutlineType {
  const { id, label, description, setting, channels } = type
  const settings = [...(setting ? [setting] : []), ...Object.values(channels)]
  return {
    id,
    label,
    description,
    hasSetting: setting !== undefined,
    channels: sortChannels(Object.keys(channels)),
    locks: [...new Set(settings.flatMap(({ locked }) => (locked ? [locked.reason] : [])))],
    isConditional: settings.some(({ state, locked }) => state === 'conditional' && !locked),
  }
}

/** Returns the known channels in their usual order, then the others in the given order, each once. */
function sortChannels(channels: readonly Channel[]): Channel[] {
  return [...new Set(channels)].sort((a, b) => getOrder(a) - getOrder(b))
}

function getOrder(channel: Channel): number {
  const index = (knownChannels as readonly Channel[]).indexOf(channel)
  return index === -1 ? knownChannels.length : index
}

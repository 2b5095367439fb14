import { knownChannels, type Channel } from './channels.js'
import { memoize } from '../memoize.js'
import { indexById, type NotificationType, type Preferences } from './preferences.js'
import type { RegisteredChannel, RegisteredTypeId } from './registeredCatalog.js'

/** The groups, rows and columns of preferences without their values. It stays equal while values change. */
export interface PreferenceOutline {
  /** The channels of the table, that of most types first. */
  readonly columns: readonly RegisteredChannel[]
  /** The channels with a global switch, in order. */
  readonly channels: readonly RegisteredChannel[]
  /** Whether there is a switch for all marketing messages. */
  readonly hasSubscribed: boolean
  /** Whether the types' own switches have a column, because they are beside those of channels. */
  readonly hasSettingColumn: boolean
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
  /** Whether users can choose how often its messages come. */
  readonly hasFrequency: boolean
  /** Its channels, in order. */
  readonly channels: readonly RegisteredChannel[]
  /** Why some of its switches can't be changed, each reason once. */
  readonly reasons: readonly PreferenceOutlineReason[]
}

/** Why switches of a type can't be changed. */
export interface PreferenceOutlineReason {
  /** Whether they are locked, or computed by the service. */
  readonly kind: 'locked' | 'conditional'
  /** The text of a lock; `undefined` for a lock without one. */
  readonly text: string | undefined
  /** The channels of the switches, in order; `undefined` is the type's own switch. */
  readonly channels: readonly (RegisteredChannel | undefined)[]
}

/** The row of the global switches, without its channels. */
const allTypes: Omit<PreferenceOutlineType, 'channels'> = {
  id: '',
  label: undefined,
  description: undefined,
  hasSetting: false,
  hasFrequency: false,
  reasons: [],
}

const outlineTypes = new WeakMap<NotificationType, PreferenceOutlineType>()
const indexes = new WeakMap<PreferenceOutline, ReadonlyMap<string, PreferenceOutlineType>>()

/** Finds a type of an outline by its id. Without one, it returns the row of the global switches. */
export function findOutlineType(
  outline: PreferenceOutline,
  typeId: string | undefined,
): PreferenceOutlineType | undefined {
  if (typeId === undefined) return { ...allTypes, channels: outline.channels }
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
    const name = type.group?.trim() ? type.group : undefined
    const members = groups.get(name) ?? []
    groups.set(name, members)
    members.push(getOutlineType(type))
  }
  const ofTypes = types.flatMap((type) => Object.keys(type.channels))
  const columns = sortByUse([...ofTypes, ...Object.keys(channels)])
  return {
    columns,
    channels: columns.filter((channel) => Object.hasOwn(channels, channel)),
    hasSubscribed: subscribed !== undefined,
    hasSettingColumn: types.some(
      ({ setting, channels: own }) => setting && Object.keys(own).length > 0,
    ),
    groups: Array.from(groups, ([name, members]) => ({ name, types: members })).sort(
      (a, b) => Number(!a.name) - Number(!b.name),
    ),
  }
}

/** Returns the row of a type. */
export const getOutlineType = (type: NotificationType): PreferenceOutlineType =>
  memoize(outlineTypes, type, toOutlineType)

function toOutlineType(type: NotificationType): PreferenceOutlineType {
  const { id, label, description, setting, frequency } = type
  const channels = sortChannels(Object.keys(type.channels))
  return {
    id,
    label,
    description,
    hasSetting: setting !== undefined,
    hasFrequency: frequency !== undefined,
    channels,
    reasons: listReasons(type, setting ? [undefined, ...channels] : channels),
  }
}

function listReasons(
  { setting, channels }: NotificationType,
  targets: readonly (Channel | undefined)[],
): PreferenceOutlineReason[] {
  const reasons: (PreferenceOutlineReason & { channels: (Channel | undefined)[] })[] = []
  for (const target of targets) {
    const { state, locked } = (target === undefined ? setting : channels[target]) ?? {}
    if (!locked && state !== 'conditional') continue
    const kind = locked ? 'locked' : 'conditional'
    const text = locked?.reason
    const known = reasons.find((reason) => reason.kind === kind && reason.text === text)
    if (known) known.channels.push(target)
    else reasons.push({ kind, text, channels: [target] })
  }
  return reasons
}

/** Returns each channel once, the one that is listed most often first. */
function sortByUse(channels: readonly Channel[]): Channel[] {
  const uses = new Map<Channel, number>()
  for (const channel of channels) uses.set(channel, (uses.get(channel) ?? 0) + 1)
  const getUses = (channel: Channel) => uses.get(channel) ?? 0
  return sortChannels([...uses.keys()]).sort((a, b) => getUses(b) - getUses(a))
}

/** Returns the known channels in their usual order, then the others in the given order, each once. */
function sortChannels(channels: readonly Channel[]): Channel[] {
  return [...new Set(channels)].sort((a, b) => getOrder(a) - getOrder(b))
}

function getOrder(channel: Channel): number {
  const index = (knownChannels as readonly Channel[]).indexOf(channel)
  return index === -1 ? knownChannels.length : index
}

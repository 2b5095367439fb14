import { knownChannels, type Channel } from './channels.js'
import type { NotificationType, Preferences } from './preferences.js'
import type { RegisteredChannel, RegisteredTypeId } from './registeredCatalog.js'

/** Which switches there are, without how they stand: it stays equal while they are switched. */
export interface PreferenceOutline {
  /** Every channel that some type has, in order. */
  readonly columns: readonly RegisteredChannel[]
  /** The channels with a global switch, in order. */
  readonly channels: readonly RegisteredChannel[]
  readonly hasSubscribed: boolean
  /** Whether some type has a switch of its own. */
  readonly hasSettings: boolean
  readonly groups: readonly PreferenceOutlineGroup[]
}

export interface PreferenceOutlineGroup {
  /** `undefined` for the types that belong to none; they stand last. */
  readonly name: string | undefined
  readonly types: readonly PreferenceOutlineType[]
}

export interface PreferenceOutlineType {
  readonly id: RegisteredTypeId
  readonly label: string | undefined
  readonly description: string | undefined
  readonly hasSetting: boolean
  readonly channels: readonly RegisteredChannel[]
  /** Why some of its switches are locked, each reason once; `undefined` where none was given. */
  readonly locks: readonly (string | undefined)[]
  readonly isConditional: boolean
}

/** Arranges preferences in the groups, rows and columns that a page shows. */
export function getPreferenceOutline({
  types,
  channels,
  subscribed,
}: Preferences): PreferenceOutline {
  const groups = new Map<string | undefined, PreferenceOutlineType[]>()
  for (const type of types) {
    // An empty name is none.
    const name = type.group || undefined
    const members = groups.get(name) ?? []
    groups.set(name, members)
    members.push(toOutlineType(type))
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

/** Known channels first, in the usual order; the others as they came. */
function sortChannels(channels: readonly Channel[]): Channel[] {
  return [...new Set(channels)].sort((a, b) => getOrder(a) - getOrder(b))
}

function getOrder(channel: Channel): number {
  const index = (knownChannels as readonly Channel[]).indexOf(channel)
  return index === -1 ? knownChannels.length : index
}

import * as z from 'zod/mini'
import { invalid } from '../errors.js'
import { forbiddenCharacters, wireMapSchema } from '../json.js'
import { withKey } from '../record.js'
import type { Channel } from './channels.js'
import type { RegisteredChannel, RegisteredTypeId } from './registeredCatalog.js'

/** One thing that can be on or off. */
export interface PreferenceSetting {
  /** `unset`: the person never chose; `conditional`: it depends on something the service computes, and is read-only. */
  readonly state: 'on' | 'off' | 'unset' | 'conditional'
  /** What happens while it is unset; absent where nobody knows. */
  readonly default?: boolean | undefined
  /** The person cannot change it. */
  readonly locked?: { readonly reason?: string | undefined } | undefined
  /** On, and waiting for the person to confirm it (double opt-in). */
  readonly pending?: true | undefined
}

/** Settings by channel. */
export type ChannelSettings = Readonly<Record<string, PreferenceSetting>>

/** A kind of message. */
export interface NotificationType {
  /** Opaque and unique, e.g. `workflow:new-comment`. */
  readonly id: RegisteredTypeId
  readonly label?: string | undefined
  readonly description?: string | undefined
  readonly group?: string | undefined
  /** The type's own switch, over all its channels. */
  readonly setting?: PreferenceSetting | undefined
  readonly channels: ChannelSettings
}

/** Everything that a person may choose about being reached. */
export interface Preferences {
  readonly types: readonly NotificationType[]
  /** The global switch of each channel. */
  readonly channels: ChannelSettings
  /** The one switch over everything commercial. */
  readonly subscribed?: PreferenceSetting | undefined
  /** What else the service sent, untouched. */
  readonly rest: Readonly<Record<string, unknown>>
}

/**
 * The address of one switch: type and channel a cell, type alone the type's own switch, channel alone the global one,
 * neither the one over everything commercial.
 */
export interface PreferenceTarget {
  readonly type?: RegisteredTypeId | undefined
  readonly channel?: RegisteredChannel | undefined
}

/** What the person wants of one switch. */
export interface PreferenceChange extends PreferenceTarget {
  readonly enabled: boolean
  /** What the row's other cells show when it is sent, for services that can only write whole rows. */
  readonly row?: Readonly<Record<string, boolean>> | undefined
}

/** How a service treats preferences. */
export interface PreferenceRules {
  /** `setting`: one switch can be written alone; `row`: only all the channels of a type together. */
  readonly write: 'setting' | 'row'
  /** `and`: a cell has effect only while its type's own switch, its channel's global one and `subscribed` are on. */
  readonly parents: 'and' | 'unknown'
}

/** A setting on the wire. One of a kind that this version does not know is shown read-only, and never overwritten. */
export const settingSchema = z.catch(
  z.looseObject({
    state: z.enum(['on', 'off', 'unset', 'conditional']),
    default: z.optional(z.boolean()),
    locked: z.optional(z.looseObject({ reason: z.optional(z.string()) })),
    pending: z.optional(z.literal(true)),
  }),
  { state: 'conditional' },
)

/** A map that keeps `__proto__` as a key. */
const settingsSchema = z.pipe(
  wireMapSchema,
  z.transform((map): ChannelSettings => {
    const parsed = Object.entries(map).map(([key, value]) => [key, settingSchema.parse(value)])
    return Object.fromEntries(parsed) as ChannelSettings
  }),
)

const text = z.optional(z.string())

/** Preferences on our own wire; keys that this version does not know pass through. */
export const preferencesSchema = z.looseObject({
  types: z.array(
    z.looseObject({
      id: z.string(),
      label: text,
      description: text,
      group: text,
      setting: z.optional(settingSchema),
      channels: settingsSchema,
    }),
  ),
  channels: settingsSchema,
  subscribed: z.optional(settingSchema),
  rest: z._default(wireMapSchema, {}),
})

/** Finds the setting that a leaf names; `undefined` where there is none. */
export function getSetting(
  preferences: Preferences | undefined,
  { type, channel }: PreferenceTarget,
): PreferenceSetting | undefined {
  if (!preferences) return undefined
  if (type === undefined)
    return channel === undefined
      ? preferences.subscribed
      : findChannel(preferences.channels, channel)
  const row = findType(preferences, type)
  return channel === undefined ? row?.setting : row && findChannel(row.channels, channel)
}

/** Of one id the first counts. */
export function indexById<T extends { readonly id: string }>(list: readonly T[]): Map<string, T> {
  const index = new Map<string, T>()
  for (const one of list) {
    const { id } = one
    if (!index.has(id)) index.set(id, one)
  }
  return index
}

const indexes = new WeakMap<Preferences['types'], ReadonlyMap<string, NotificationType>>()

/** Finds a type by its id. A page asks once for each switch, so a list is gone through once. */
function findType({ types }: Preferences, typeId: string): NotificationType | undefined {
  let index = indexes.get(types)
  if (!index) {
    index = indexById(types)
    indexes.set(types, index)
  }
  return index.get(typeId)
}

const findChannel = (settings: ChannelSettings, channel: Channel): PreferenceSetting | undefined =>
  Object.hasOwn(settings, channel) ? settings[channel] : undefined

/** Whether messages go out by this setting alone: an unset one follows its default. */
export function isOn(setting: PreferenceSetting | undefined): boolean {
  return setting?.state === 'on' || (setting?.state === 'unset' && setting.default === true)
}

/** Whether the person cannot change it. */
export function isReadOnlySetting(setting: PreferenceSetting | undefined): boolean {
  return setting?.locked !== undefined || setting?.state === 'conditional'
}

/** The preferences after a change. Settings that it does not name stay the same objects; what was not there is added. */
export function applyPreferenceChange(
  preferences: Preferences,
  change: PreferenceChange,
): Preferences {
  const { type, channel } = change
  if (type === undefined) {
    if (channel === undefined)
      return { ...preferences, subscribed: toggleSetting(preferences.subscribed, change) }
    return { ...preferences, channels: toggleChannel(preferences.channels, channel, change) }
  }
  const known = preferences.types.some(({ id }) => id === type)
  const types: readonly NotificationType[] = known
    ? preferences.types
    : [...preferences.types, { id: type, channels: {} }]
  return {
    ...preferences,
    types: types.map((row) => {
      if (row.id !== type) return row
      if (channel === undefined) return { ...row, setting: toggleSetting(row.setting, change) }
      return { ...row, channels: toggleChannel(row.channels, channel, change) }
    }),
  }
}

function toggleChannel(
  settings: ChannelSettings,
  channel: Channel,
  change: PreferenceChange,
): ChannelSettings {
  return withKey(settings, channel, toggleSetting(findChannel(settings, channel), change))
}

function toggleSetting(
  setting: PreferenceSetting | undefined,
  { enabled }: PreferenceChange,
): PreferenceSetting {
  const { pending: _, ...kept } = setting ?? { state: 'unset' }
  return { ...kept, state: enabled ? 'on' : 'off' }
}

/** One string for one leaf. */
export function preferenceKey({ type, channel }: PreferenceTarget): string {
  return JSON.stringify([type ?? null, channel ?? null])
}

/** The switches that stand over a cell and are off, where the service says that they count. */
export function getDisabledParents(
  preferences: Preferences,
  leaf: PreferenceTarget,
  rules: PreferenceRules,
): PreferenceTarget[] {
  if (rules.parents !== 'and' || leaf.type === undefined || leaf.channel === undefined) return []
  // What the product decides goes out whatever the person switched off around it.
  if (getSetting(preferences, leaf)?.locked) return []
  const parents: PreferenceTarget[] = [{ type: leaf.type }, { channel: leaf.channel }, {}]
  return parents.filter((parent) => {
    const setting = getSetting(preferences, parent)
    return (
      setting !== undefined &&
      setting.state !== 'conditional' &&
      !isOn(setting) &&
      !isUnknown(setting)
    )
  })
}

const isUnknown = ({ state, default: fallback }: PreferenceSetting) =>
  state === 'unset' && fallback === undefined

/** Adds what the row's other cells show, so that writing one of them leaves the others as the person saw them. */
export function addRowSettings(
  preferences: Preferences,
  change: PreferenceChange,
): PreferenceChange {
  const row = change.type === undefined ? undefined : findType(preferences, change.type)
  if (!row || change.channel === undefined) return change
  // A conditional cell is the service's to compute: written down it would be frozen.
  const cells = Object.entries(row.channels).filter(
    ([channel, { state }]) => channel !== change.channel && state !== 'conditional',
  )
  return {
    ...change,
    row: Object.fromEntries(cells.map(([channel, setting]) => [channel, isOn(setting)])),
  }
}

/**
 * Checks the shape of changes before they are sent.
 * @throws IdentikitError `invalid`, naming every wrong key at once
 */
export function checkPreferenceChanges(
  caller: string,
  input: PreferenceChange | readonly PreferenceChange[],
) {
  const changes: readonly unknown[] = Array.isArray(input) ? input : [input]
  const wrong: Record<string, string> = {}
  changes.forEach((change, index) => {
    const path = Array.isArray(input) ? `changes[${index}]` : 'change'
    if (typeof change !== 'object' || change === null) wrong[path] = 'must be an object'
    else Object.assign(wrong, checkChange(path, change))
  })
  if (changes.length === 0) wrong['changes'] = 'is empty'
  if (Object.keys(wrong).length > 0) throw invalid(caller, wrong)
  return changes as readonly PreferenceChange[]
}

function checkChange(path: string, change: object): Record<string, string> {
  const wrong: Record<string, string> = {}
  const { type, channel, enabled, row, ...other } = change as Record<string, unknown>
  for (const [key, value] of [
    ['type', type],
    ['channel', channel],
  ] as const) {
    if (value !== undefined && !isName(value))
      wrong[`${path}.${key}`] = 'must be a non-empty string of at most 256 characters'
  }
  if (typeof enabled !== 'boolean') wrong[`${path}.enabled`] = 'must be true or false'
  if (row !== undefined && !isRow(row))
    wrong[`${path}.row`] = 'must be an object of channel to true or false'
  for (const key of Object.keys(other)) wrong[`${path}.${key}`] = 'is not a key of a change'
  return wrong
}

const isName = (value: unknown) =>
  typeof value === 'string' &&
  value !== '' &&
  value.length <= 256 &&
  !forbiddenCharacters.test(value)

const isRow = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([channel, on]) => isName(channel) && typeof on === 'boolean')

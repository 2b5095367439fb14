import * as z from 'zod/mini'
import { isMap, type Json } from '../../core/json.js'
import type {
  ChannelSettings,
  NotificationType,
  PreferenceSetting,
  Preferences,
} from '../../core/preferences/preferences.js'
import type { JsonPath } from '../http/parseParts.js'

type WireMap = Readonly<Record<string, Json>>

/**
 * The preferences of a subscriber. Their parts are not validated, so that an odd part is shown as read-only and reported, see
 * {@link findOddSettings}.
 * @see https://docs.novu.co/api-reference/subscribers/retrieve-subscriber-preferences
 */
export const preferencesSchema = z.object({
  data: z.custom<WireMap>(
    (value) => isMap(value) && Array.isArray(value['workflows']),
    'must be preferences',
  ),
})

/** Novu's channels, which have the names of the kit's. */
export const channels = ['email', 'in_app', 'sms', 'push', 'chat'] as const

/**
 * Converts preferences. Each workflow is a type, whose id is the identifier that triggers use. Its values are those that Novu delivers by: the
 * defaults of the workflow, replaced by the channels that the subscriber turned on or off for everything, replaced by the choices for the workflow.
 * The channels for everything are in `rest` only.
 * @param critical the list of critical workflows. A workflow of both lists isn't critical: versions of Novu without that list return the first one.
 */
export function toPreferences(wire: WireMap, critical?: WireMap): Preferences {
  const { workflows, ...rest } = wire
  const { global } = rest
  const types = toTypes(workflows).map((type) => (isOff(global) ? turnOff(type) : type))
  const ids = new Set(types.map(({ id }) => id))
  const locked = toTypes(critical?.['workflows']).filter(({ id }) => !ids.has(id))
  return { types: [...types, ...locked.map(lockType)], channels: {}, rest }
}

const isOff = (level: unknown): boolean => isMap(level) && level['enabled'] === false

/** Adds the switch above the channels. It is shown where it stops messages, and no endpoint changes it. */
const turnOff = (type: NotificationType): NotificationType => ({
  ...type,
  setting: { state: 'off', locked: {} },
})

function toTypes(workflows: unknown): NotificationType[] {
  const list: readonly unknown[] = Array.isArray(workflows) ? workflows : []
  const types = new Map<string, NotificationType>()
  for (const item of list) {
    const { workflow, channels: ofType } = isMap(item) ? item : {}
    const { identifier: id, name } = isMap(workflow) ? workflow : {}
    if (typeof id !== 'string' || id === '' || types.has(id)) continue
    const type: NotificationType = {
      id,
      ...(typeof name === 'string' && name !== '' && { label: name }),
      channels: toChannelSettings(ofType),
    }
    types.set(id, isOff(item) ? turnOff(type) : type)
  }
  return [...types.values()]
}

const lockType = ({ channels: settings, ...type }: NotificationType): NotificationType => ({
  ...type,
  channels: Object.fromEntries(
    Object.entries(settings).map(([channel, setting]) => [channel, { ...setting, locked: {} }]),
  ),
})

function toChannelSettings(map: unknown): ChannelSettings {
  const entries = Object.entries(isMap(map) ? map : {})
  return Object.fromEntries(entries.map(([channel, value]) => [channel, toSetting(value)]))
}

/** Converts a value. One that is not a boolean is read-only. */
function toSetting(value: unknown): PreferenceSetting {
  if (typeof value !== 'boolean') return { state: 'conditional' }
  return { state: value ? 'on' : 'off' }
}

/** Returns the paths of the parts of preferences that are not as documented. */
export function findOddSettings(answer: unknown): readonly JsonPath[] {
  const { data } = Object(answer) as { readonly data?: unknown }
  const { global, workflows } = Object(data) as Partial<WireMap>
  const list: readonly unknown[] = Array.isArray(workflows) ? workflows : []
  return [
    ...findOddEnabled(global, ['data', 'global']),
    ...list.flatMap((item, index) => findInWorkflow(item, ['data', 'workflows', index])),
  ]
}

function findOddEnabled(level: unknown, path: JsonPath): readonly JsonPath[] {
  const { enabled } = Object(level) as Partial<WireMap>
  return typeof (enabled ?? true) === 'boolean' ? [] : [[...path, 'enabled']]
}

function findInWorkflow(item: unknown, path: JsonPath): readonly JsonPath[] {
  if (!isMap(item)) return [path]
  const { workflow, channels: map } = item
  const { identifier, name } = isMap(workflow) ? workflow : {}
  const hasId = typeof identifier === 'string' && identifier !== ''
  const values = Object.entries(isMap(map) ? map : {}).filter(
    ([, value]) => typeof value !== 'boolean',
  )
  return [
    ...(hasId ? [] : [[...path, 'workflow', 'identifier']]),
    ...(typeof (name ?? '') === 'string' ? [] : [[...path, 'workflow', 'name']]),
    ...findOddEnabled(item, path),
    ...(isMap(map) ? [] : [[...path, 'channels']]),
    ...values.map(([channel]) => [...path, 'channels', channel]),
  ]
}

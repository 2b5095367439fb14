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
    (value) => isMap(value) && isMap(value['global']) && Array.isArray(value['workflows']),
    'must be preferences',
  ),
})

/** Novu's channels, which have the names of the kit's. */
export const channels = ['email', 'in_app', 'sms', 'push', 'chat'] as const

/** Converts preferences. Each workflow is a type, whose id is the identifier that triggers use. */
export function toPreferences(wire: WireMap, critical?: WireMap): Preferences {
  const { global, workflows, ...others } = wire
  const { enabled, channels: globalChannels, ...ofGlobal } = isMap(global) ? global : {}
  const locked = critical?.['workflows'] ?? []
  return {
    types: [...toTypes(workflows), ...toTypes(locked).map(lockType)],
    channels: toChannelSettings(globalChannels),
    ...(isOff(enabled) && { subscribed: lockedOff }),
    rest: { ...others, ...(Object.keys(ofGlobal).length > 0 && { global: ofGlobal }) },
  }
}

/** A switch above channels, which only Novu's dashboard can change. It is shown where it stops messages. */
const lockedOff: PreferenceSetting = { state: 'off', locked: {} }

const isOff = (enabled: unknown) => enabled === false

function toTypes(workflows: unknown): NotificationType[] {
  const list: readonly unknown[] = Array.isArray(workflows) ? workflows : []
  const types = new Map<string, NotificationType>()
  for (const item of list) {
    const { workflow, enabled, channels: ofType } = isMap(item) ? item : {}
    const { identifier: id, name } = isMap(workflow) ? workflow : {}
    if (typeof id !== 'string' || id === '' || types.has(id)) continue
    types.set(id, {
      id,
      ...(typeof name === 'string' && name !== '' && { label: name }),
      ...(isOff(enabled) && { setting: lockedOff }),
      channels: toChannelSettings(ofType),
    })
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

/** Converts a value, in which Novu has merged the defaults with the choices. One that is not a boolean is read-only. */
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
    ...findInLevel(global, ['data', 'global']),
    ...list.flatMap((item, index) => {
      const path = ['data', 'workflows', index]
      if (!isMap(item)) return [path]
      const { workflow } = item
      const { identifier, name } = isMap(workflow) ? workflow : {}
      const hasId = typeof identifier === 'string' && identifier !== ''
      return [
        ...(hasId ? [] : [[...path, 'workflow', 'identifier']]),
        ...(typeof (name ?? '') === 'string' ? [] : [[...path, 'workflow', 'name']]),
        ...findInLevel(item, path),
      ]
    }),
  ]
}

function findInLevel(level: unknown, path: JsonPath): readonly JsonPath[] {
  const { enabled, channels: map } = Object(level) as Partial<WireMap>
  const odd = typeof (enabled ?? true) === 'boolean' ? [] : [[...path, 'enabled']]
  if (!isMap(map)) return [...odd, [...path, 'channels']]
  const values = Object.entries(map).flatMap(([channel, value]) =>
    typeof value === 'boolean' ? [] : [[...path, 'channels', channel]],
  )
  return [...odd, ...values]
}

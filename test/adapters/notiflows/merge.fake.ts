export type Json = string | number | boolean | null | undefined | readonly Json[] | object

/** The JSON of preferences. */
export interface FakePreferences {
  readonly channel_types?: Readonly<Record<string, boolean>>
  readonly notiflows?: Readonly<
    Record<
      string,
      {
        readonly enabled?: boolean
        readonly channel_types?: Readonly<Record<string, boolean>>
        readonly name?: string
      }
    >
  >
}

/** The parts that a PUT replaces: single settings, maps of channel types, notiflows, or top-level maps. */
export type MergeDepth = 'setting' | 'channel_types' | 'notiflow' | 'top'

type Map_ = Readonly<Record<string, unknown>>

const isMap = (value: unknown): value is Map_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Merges objects at every level; null removes a key, any other value replaces it. */
export function mergeAttributes(old: unknown, patch: unknown): Json {
  if (!isMap(patch)) return patch as Json
  const merged = new Map(Object.entries(isMap(old) ? old : {}))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key)
    else merged.set(key, mergeAttributes(merged.get(key), value))
  }
  return Object.fromEntries(merged)
}

/** Merges `levels` levels of objects and replaces deeper ones. */
function mergeLevels(old: unknown, patch: unknown, levels: number): unknown {
  if (levels === 0 || !isMap(old) || !isMap(patch)) return patch
  const merged = new Map(Object.entries(old))
  for (const [key, value] of Object.entries(patch))
    merged.set(key, mergeLevels(merged.get(key), value, levels - 1))
  return Object.fromEntries(merged)
}

const depths = {
  setting: { channels: 1, notiflows: 3 },
  channel_types: { channels: 0, notiflows: 2 },
  notiflow: { channels: 0, notiflows: 1 },
  top: { channels: 0, notiflows: 0 },
}

/** Merges a PUT of preferences. The `name` of a notiflow is always kept, because it belongs to the definition. */
export function mergePreferences(
  old: FakePreferences,
  patch: object,
  depth: MergeDepth,
): FakePreferences {
  const { channel_types: channels, notiflows: rows } = patch as FakePreferences
  const { channels: channelLevels, notiflows: notiflowLevels } = depths[depth]
  const merged = {
    ...old,
    ...(channels && {
      channel_types: mergeLevels(old.channel_types ?? {}, channels, channelLevels),
    }),
    ...(rows && { notiflows: mergeLevels(old.notiflows ?? {}, rows, notiflowLevels) }),
  } as FakePreferences
  const named = Object.entries(old.notiflows ?? {}).flatMap(([id, { name }]) =>
    name === undefined ? [] : [[id, { name }]],
  )
  if (named.length === 0) return merged
  const notiflows = mergeLevels(merged.notiflows ?? {}, Object.fromEntries(named), 2)
  return { ...merged, notiflows } as FakePreferences
}

import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import {
  acceptSwitches,
  settleChanges,
  toRefused,
  type ChangeRefusal,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import { saveInParts } from '../../core/preferences/saveInParts.js'
import { getSetting, preferenceKey } from '../../core/preferences/preferences.js'
import type {
  PreferenceChange,
  PreferenceTarget,
  Preferences,
} from '../../core/preferences/preferences.js'
import { createQueue } from '../http/queue.js'
import type { GetConnection } from './connection.js'
import {
  findOddSettings,
  preferencesSchema,
  toPreferences,
  toPreferencesBody,
} from './preferencesWire.js'

/** An explicit setting of a user. */
type SavedSetting = PreferenceTarget & { readonly enabled: boolean }

type SettingKind = 'channel' | 'type' | 'type-channel'

/** The number of failed writes that are remembered; a server has any number of users. */
const maxUnverified = 1000

/**
 * Creates the preferences member, which writes the changed settings only. How deep Notiflows merges an update is not documented
 * ("only provided fields are updated"), so the preferences are read first until an answer proves that the sibling settings are
 * kept. If an answer lacks siblings, they are written back, and later updates include them.
 * @see https://notiflows.com/docs/api/user/preferences/update
 */
export function createPreferences(getConnection: GetConnection): PreferencesMember {
  const enqueue = createQueue()
  /** How deep Notiflows merges, by what is changed: each setting, or the whole map around it. */
  const mergeDepths = new Map<SettingKind, 'setting' | 'map'>()
  /** By user, the settings before a write whose result is unknown. */
  const unverified = new Map<string, readonly SavedSetting[]>()

  async function get(id: string, options?: RequestOptions): Promise<Preferences> {
    const { http, path } = getConnection(id)
    const init = { ...options, findOdd: findOddSettings }
    return toPreferences(await http(preferencesSchema, 'GET', `${path}/preferences`, init))
  }

  async function put(id: string, settings: readonly SavedSetting[], options: RequestOptions) {
    const { http, path } = getConnection(id)
    const init = { ...options, body: toPreferencesBody(settings) }
    const answer = await http(z.optional(preferencesSchema), 'PUT', `${path}/preferences`, init)
    // An answer that is empty or odd doesn't show what was saved.
    const isReadable = answer && findOddSettings(answer).length === 0
    return isReadable ? toPreferences(answer) : get(id, options)
  }

  async function putAndVerify(
    id: string,
    changes: readonly SavedSetting[],
    options: RequestOptions,
  ) {
    const before = await get(id, options)
    const lostBefore = (unverified.get(id) ?? []).filter(
      (setting) => readEnabled(before, setting) === undefined && !isUnreadable(before, setting),
    )
    const others = exclude([...getSettings(before), ...lostBefore], changes)
    const getAffectingKinds = (setting: SavedSetting) =>
      changes.filter((change) => isSibling(change, setting)).map(getKind)
    const included = others.filter(
      (setting) =>
        lostBefore.includes(setting) ||
        getAffectingKinds(setting).some((kind) => mergeDepths.get(kind) === 'map'),
    )
    if (unverified.size >= maxUnverified) unverified.clear()
    unverified.set(id, others)
    const after = await put(id, [...included, ...changes], options)
    const lost = exclude(others, getSaved(after, others))
    if (lost.length === 0) {
      unverified.delete(id)
      // Only a setting that is still off is a proof: one that is on may be Notiflows' default.
      const kept = others.filter((setting) => !setting.enabled && !included.includes(setting))
      for (const kind of kept.flatMap(getAffectingKinds)) mergeDepths.set(kind, 'setting')
      return after
    }
    for (const kind of lost.flatMap(getAffectingKinds)) mergeDepths.set(kind, 'map')
    options.signal?.throwIfAborted()
    // Without the caller's signal: once it is sent, an abort must not lose other settings.
    const all = [...exclude(included, lost), ...lost, ...changes]
    const repaired = await put(id, all, { keepalive: true })
    if (getSaved(repaired, lost).length < lost.length) {
      throw conflict('lost settings that were not changed')
    }
    unverified.delete(id)
    return repaired
  }

  return {
    rules: { write: 'setting', parents: 'unknown' },
    get,
    async update(id, change, options = {}) {
      const changes = [change].flat()
      const { accepted, refused } = acceptSwitches('Notiflows', changes, refuse, options)
      async function save(part: readonly SwitchChange[]): Promise<Preferences> {
        const settings = part.map(({ type, channel, enabled }) => ({ type, channel, enabled }))
        const isVerified =
          !unverified.has(id) &&
          settings.every((item) => mergeDepths.get(getKind(item)) === 'setting')
        return isVerified ? put(id, settings, options) : putAndVerify(id, settings, options)
      }
      // Always queued: verification would mistake a parallel change for a loss and revert it.
      const { data: after, failed } = await enqueue(id, options.signal, () =>
        saveInParts(accepted, save, options),
      )
      const last = [...new Map(accepted.map((item) => [preferenceKey(item), item])).values()]
      const unsaved = last
        .filter((item) => !failed.has(item) && !isSaved(after, item))
        .map((item) => [item, conflict('did not save the change')] as const)
      const errors = toRefused(changes, [...failed, ...unsaved])
      settleChanges('Notiflows', changes, [...refused, ...errors], options)
      return after
    },
  }
}

function refuse({ type, channel }: PreferenceChange): ChangeRefusal | undefined {
  if (type !== undefined || channel !== undefined) return undefined
  return {
    code: 'unsupported',
    problem: 'names all commercial messages, which have no setting at Notiflows',
  }
}

function getKind({ type, channel }: PreferenceTarget): SettingKind {
  if (type === undefined) return 'channel'
  return channel === undefined ? 'type' : 'type-channel'
}

/** Checks whether a service that replaces the map around a change would remove the setting. */
function isSibling(change: PreferenceTarget, setting: PreferenceTarget): boolean {
  return (
    change.type === setting.type && (change.channel === undefined || setting.channel !== undefined)
  )
}

function readEnabled(preferences: Preferences, target: PreferenceTarget): boolean | undefined {
  const state = getSetting(preferences, target)?.state
  return state === 'on' || state === 'off' ? state === 'on' : undefined
}

/** Returns all explicit settings. */
function getSettings(preferences: Preferences): SavedSetting[] {
  const { types, channels } = preferences
  const targets: PreferenceTarget[] = [
    ...Object.keys(channels).map((channel) => ({ channel })),
    ...types.flatMap(({ id: type, channels: typeChannels }) => [
      { type },
      ...Object.keys(typeChannels).map((channel) => ({ type, channel })),
    ]),
  ]
  return targets.flatMap((target) => {
    const enabled = readEnabled(preferences, target)
    return enabled === undefined ? [] : [{ ...target, enabled }]
  })
}

/** Returns the settings that the preferences contain with the same value. */
const getSaved = (preferences: Preferences, settings: readonly SavedSetting[]): SavedSetting[] =>
  settings.filter((setting) => isSaved(preferences, setting))

/** An unreadable setting is no proof that a value was lost. */
const isSaved = (preferences: Preferences, setting: SavedSetting): boolean =>
  readEnabled(preferences, setting) === setting.enabled || isUnreadable(preferences, setting)

const isUnreadable = (preferences: Preferences, target: PreferenceTarget): boolean =>
  getSetting(preferences, target)?.state === 'conditional'

function exclude(
  settings: readonly SavedSetting[],
  targets: readonly PreferenceTarget[],
): SavedSetting[] {
  const keys = new Set(targets.map(preferenceKey))
  return settings.filter((setting) => !keys.has(preferenceKey(setting)))
}

function conflict(problem: string): IdentikitError {
  return new IdentikitError('conflict', `Notiflows PUT /preferences ${problem}.`)
}

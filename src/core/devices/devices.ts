import type { IdentikitError } from '../errors.js'
import type { Device } from '../user/user.js'

/** A device that comes, or the token of one that goes. */
export type DeviceChange = { readonly add: Device } | { readonly remove: string }

/** The last word on one token, and how far it got. */
export interface DeviceEntry {
  readonly change: DeviceChange
  readonly state: 'waiting' | 'saved' | 'failed'
  readonly error?: IdentikitError
  /** Milliseconds since 1970. */
  readonly savedAt?: number
}

/** By token. */
export type DeviceLog = ReadonlyMap<string, DeviceEntry>

/** Longer than any read takes: what is read later began after the change. Milliseconds. */
const longestRead = 30_000

export function tokenOf(change: DeviceChange): string {
  return 'add' in change ? change.add.token : change.remove
}

/**
 * The devices that were read, each token once, with what was done since: those that are added are there at once, those that are being removed
 * stay until they are.
 */
export function showDevices(read: readonly Device[], log: DeviceLog): readonly Device[] {
  const shown = new Map<string, Device>()
  for (const device of read) if (!shown.has(device.token)) shown.set(device.token, device)
  for (const [token, { change, state }] of log) {
    if ('add' in change && state !== 'failed') shown.set(token, change.add)
    if ('remove' in change && state === 'saved') shown.delete(token)
  }
  return [...shown.values()]
}

/**
 * The log after a read: what it confirms is forgotten. A read that began before a change does not know of it, so the change stands until
 * one does, or until one that surely began later knows better.
 */
export function settleDevices(
  log: DeviceLog,
  read: readonly Device[] | undefined,
  readAt: number,
): DeviceLog {
  const kept = [...log].filter(([token, { change, state, savedAt = Infinity }]) => {
    if (state === 'waiting') return true
    if (state === 'saved' && readAt > savedAt + longestRead) return false
    return read?.some((device) => device.token === token) !== 'add' in change
  })
  return kept.length === log.size ? log : new Map(kept)
}

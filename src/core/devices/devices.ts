import type { IdentikitError } from '../errors.js'
import type { Device, RegisteredDevice } from '../user/user.js'

/** A device to add, or the token of a device to remove. */
export type DeviceChange = { readonly add: Device } | { readonly remove: string }

/** The last change of one token and its state. */
export interface DeviceEntry {
  readonly change: DeviceChange
  readonly state: 'waiting' | 'saved' | 'failed'
  readonly error?: IdentikitError
  /** Milliseconds since 1970. */
  readonly savedAt?: number
}

/** The last change of each token. */
export type DeviceLog = ReadonlyMap<string, DeviceEntry>

/** The maximum duration of a read in milliseconds. A later result was requested after the change. */
const longestRead = 30_000

/** Returns the token of a change. */
export function getToken(change: DeviceChange): string {
  return 'add' in change ? change.add.token : change.remove
}

/** Applies changes to the devices of the last read. A device is shown as soon as it is added, and until it is removed. */
export function showDevices(
  read: readonly RegisteredDevice[],
  log: DeviceLog,
): readonly RegisteredDevice[] {
  const shown = new Map<string, RegisteredDevice>()
  for (const device of read) if (!shown.has(device.token)) shown.set(device.token, device)
  for (const [token, { change, state }] of log) {
    if ('add' in change && state !== 'failed') shown.set(token, change.add)
    if ('remove' in change && state === 'saved') shown.delete(token)
  }
  return [...shown.values()]
}

/**
 * Returns the log without the changes that a read confirms. A read may have begun before a change, so a saved change that it
 * contradicts is kept until a read that certainly began later.
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

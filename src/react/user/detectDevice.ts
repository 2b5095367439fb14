import type { UserClient } from '../../core/client.js'
import { isIdentikitError } from '../../core/errors.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { withTimeout } from '../store/saveWithRetry.js'

/**
 * Whether time zone and locale are taken from the device: only where the service holds none, always, or not at all.
 * A zone that privacy settings report (UTC, Atlantic/Reykjavik) is never taken.
 */
export type DetectDevice = 'if-empty' | 'always' | false

const hiddenTimezones = new Set(['UTC', 'Atlantic/Reykjavik'])

/** Returns the patch with the time zone and locale of the device, where they may be taken. */
export async function addDetected(
  client: UserClient,
  id: string,
  patch: UserPatch,
  detect: 'if-empty' | 'always',
): Promise<UserPatch> {
  // Reads first: the user's own choice must not be overwritten, and a remote client learns its service's capabilities.
  const saved = await readUser(client, id)
  if (saved === 'unreadable' && detect === 'if-empty') return patch
  const user = saved === 'unreadable' ? undefined : saved
  const timezone = await detectTimezone()
  const device = {
    timezone: timezone && hiddenTimezones.has(timezone) ? undefined : timezone,
    locale: navigator.language,
  }
  const rules = client.capabilities?.fields
  const added = (['timezone', 'locale'] as const).filter(
    (field) =>
      device[field] !== undefined &&
      rules?.[field]?.write === true &&
      patch[field] === undefined &&
      (detect === 'always' || user?.[field] === undefined),
  )
  return { ...patch, ...Object.fromEntries(added.map((field) => [field, device[field]])) }
}

/** Reads the user. A failure doesn't prevent identifying them. */
async function readUser(client: UserClient, id: string): Promise<User | undefined | 'unreadable'> {
  try {
    return await withTimeout((signal) => client.users.get(id, { signal }))
  } catch (error) {
    return isIdentikitError(error) && error.code === 'not-found' ? undefined : 'unreadable'
  }
}

/** Returns the time zone of the device. The table of time zones is loaded only here; without it, none is detected. */
async function detectTimezone(): Promise<string | undefined> {
  try {
    const timezones = await import('../../core/timezone/timezone.js')
    return timezones.detectTimezone() ?? undefined
  } catch {
    return undefined
  }
}

import {
  getUserRules,
  type RequestOptions,
  type UserAdapter,
  type UserEvent,
} from '../core/adapter.js'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import type { UserClient } from '../core/client.js'
import { checkEvent } from '../core/clientChecks.js'
import { invalid, IdentikitError } from '../core/errors.js'
import { checkPreferenceChanges } from '../core/preferences/checkPreferenceChanges.js'
import type { PreferenceChange } from '../core/preferences/preferences.js'
import { parseInput, sourceHeader, type Route } from '../core/protocol.js'
import { checkStreakPatch } from '../core/streak/streak.js'
import { checkToken, checkUserPatch, type UserPatch } from '../core/user/user.js'
import { decodeHeader } from './authorization.js'
import { readBody } from './readBody.js'
import { checkLocks, resetsLocked } from './lockedSettings.js'
import type { Permissions } from './permissions.js'

/** Returns fields that the server sets itself, e.g. the verified email. They override the browser's values in an identify. */
export type TrustedFields = (
  request: Request,
  id: string,
) => UserPatch | null | undefined | Promise<UserPatch | null | undefined>

/** The context of a write. */
export interface WriteContext {
  readonly request: Request
  /** The id of the signed-in user. */
  readonly id: string
  readonly client: UserClient
  /** The served adapter. */
  readonly served: UserAdapter
  readonly permissions: Permissions
  readonly catalog: NotificationCatalog
  readonly trusted: TrustedFields | undefined
  readonly options: RequestOptions
}

/** Applies a write whose input is valid. */
export type Apply = () => Promise<unknown>

/** The writes. Each checks its whole input before it returns the function that applies it, so that a refused write changes nothing. */
export const writes: Readonly<
  Record<Exclude<Route, 'read'>, (context: WriteContext) => Promise<Apply>>
> = {
  async identify(context) {
    const { request, client, id, options } = context
    const body = parseInput('identify', await readBody(request))
    const patch = checkPatch('users.identify', body.patch, context)
    const preferences =
      body.preferences && checkChanges('users.identify', body.preferences, context)
    return async () => {
      const merged = mergeTrusted(patch, await getTrustedFields(context))
      return client.users.identify(id, merged, { ...options, ...(preferences && { preferences }) })
    }
  },
  async updateUser(context) {
    const { request, client, id, options } = context
    const body = parseInput('updateUser', await readBody(request))
    const patch = checkPatch('users.update', body.patch, context)
    return () => client.users.update(id, patch, options)
  },
  async deleteUser({ request, client, id, options }) {
    const archive = new URL(request.url).searchParams.get('archive')
    if (archive !== null && archive !== 'true')
      throw invalid('users.delete', { archive: 'must be true or absent' })
    return () => client.users.delete(id, { ...options, ...(archive && { archive: true }) })
  },
  async updatePreferences(context) {
    const { request, client, id, options } = context
    const body = parseInput('updatePreferences', await readBody(request))
    const changes = checkChanges('preferences.update', body.changes, context)
    return () => client.preferences.update(id, changes, options)
  },
  async resetPreferences({ client, id, options, served, catalog }) {
    if (served.preferences?.reset && resetsLocked(catalog)) {
      throw new IdentikitError('locked', 'A reset would change locked settings.')
    }
    return () => client.preferences.reset(id, options)
  },
  async updateStreak({ request, client, id, options }) {
    const body = parseInput('updateStreak', await readBody(request))
    // The client also checks each metric against the stored ones.
    const patch = checkStreakPatch('streak.update', body.patch, () => true)
    return () => client.streak.update(id, patch, options)
  },
  async addDevice({ request, client, id, options }) {
    const { device } = parseInput('addDevice', await readBody(request))
    checkToken('devices.add', device.token)
    return () => client.devices.add(id, device, options)
  },
  async removeDevice({ request, client, id, options }) {
    const { token } = parseInput('removeDevice', await readBody(request))
    checkToken('devices.remove', token)
    return () => client.devices.remove(id, token, options)
  },
  async track(context) {
    const { request, client, id, options } = context
    const { event } = parseInput('track', await readBody(request))
    checkEvent(event)
    const user = event.user && checkPatch('events.track', event.user, context)
    const checked: UserEvent = { ...event, user }
    return () => client.events.track(id, checked, options)
  },
}

/**
 * Returns the source of a change for the service's history.
 * @throws IdentikitError `invalid`
 */
export function getSource({ headers }: Request): string | undefined {
  const header = headers.get(sourceHeader)
  if (header === null) return undefined
  if (!/^(?:[\w.:/-]|%[\dA-F]{2}){1,128}$/i.test(header)) {
    throw invalid('The header', { source: 'must be at most 128 percent-encoded characters' })
  }
  const source = decodeHeader(header)
  if (source === undefined) throw invalid('The header', { source: 'is not percent-encoded UTF-8' })
  return source
}

function checkPatch(
  caller: string,
  patch: UserPatch,
  { permissions, served }: WriteContext,
): UserPatch {
  const checked = checkUserPatch(caller, patch)
  permissions.checkWritable(checked)
  return checkUserPatch(caller, checked, getUserRules(served))
}

function checkChanges(
  caller: string,
  changes: readonly unknown[],
  { catalog, served }: WriteContext,
): readonly PreferenceChange[] {
  const checked = checkPreferenceChanges(caller, changes as readonly PreferenceChange[])
  return checkLocks(checked, catalog, served.preferences?.rules.write)
}

async function getTrustedFields(context: WriteContext): Promise<UserPatch> {
  const { trusted, request, id, served } = context
  const patch = (await trusted?.(request, id)) ?? {}
  try {
    return checkUserPatch('trusted()', patch, getUserRules(served))
  } catch (cause) {
    const message = 'trusted() returned fields that the service refuses.'
    throw new IdentikitError('misuse', message, { cause })
  }
}

function mergeTrusted(patch: UserPatch, trusted: UserPatch): UserPatch {
  if (!patch.traits || !trusted.traits) return { ...patch, ...trusted }
  return { ...patch, ...trusted, traits: { ...patch.traits, ...trusted.traits } }
}

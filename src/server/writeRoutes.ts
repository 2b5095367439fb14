import {
  getUserRules,
  type RequestOptions,
  type UserAdapter,
  type UserEvent,
} from '../core/adapter.js'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import type { UserClient } from '../core/client.js'
import { invalid, IdentikitError } from '../core/errors.js'
import { checkField } from '../core/user/checkField.js'
import { checkPreferenceChanges, type PreferenceChange } from '../core/preferences/preferences.js'
import { parseInput, sourceHeader, type Route } from '../core/protocol.js'
import { checkStreakPatch } from '../core/streak/streak.js'
import { checkId, checkToken, checkUserPatch, type UserPatch } from '../core/user/user.js'
import { readBody } from './body.js'
import { checkLocks, resetsLocked } from './locks.js'
import type { Permissions } from './permissions.js'

/** Says what the server itself knows of a person who is identified, e.g. the verified email; it wins over what the browser sends. */
export type TrustedFields = (
  request: Request,
  id: string,
) => UserPatch | null | undefined | Promise<UserPatch | null | undefined>

/** What a write stands on. */
export interface WriteContext {
  readonly request: Request
  /** The user that `authenticate` vouched for. */
  readonly id: string
  readonly client: UserClient
  readonly rules: UserAdapter
  readonly permissions: Permissions
  readonly catalog: NotificationCatalog
  readonly trusted: TrustedFields | undefined
  readonly options: RequestOptions
}

/** Applies a write whose input was found good. */
export type Apply = () => Promise<unknown>

/** Each write parses all of its input before it gives what applies it, so that a refusal leaves everything as it was. */
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
      const known = withTrusted(patch, await askTrusted(context))
      return client.users.identify(id, known, { ...options, ...(preferences && { preferences }) })
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
  async resetPreferences({ client, id, options, rules, catalog }) {
    if (rules.preferences?.reset && resetsLocked(catalog)) {
      throw new IdentikitError('locked', 'The catalog locks what a reset would change.')
    }
    return () => client.preferences.reset(id, options)
  },
  async updateStreak({ request, client, id, options }) {
    const body = parseInput('updateStreak', await readBody(request))
    // The client checks each metric too, against what is stored.
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
    checkId('events.track', event.name, 'name')
    const at = event.at === undefined ? undefined : checkField('createdAt', event.at)
    if (at && 'wrong' in at) throw invalid('events.track', { at: at.wrong })
    const user = event.user && checkPatch('events.track', event.user, context)
    const checked: UserEvent = { ...event, user }
    return () => client.events.track(id, checked, options)
  },
}

/**
 * Where a change comes from, for the service's history.
 * @throws IdentikitError `invalid`
 */
export function sourceOf({ headers }: Request): string | undefined {
  const header = headers.get(sourceHeader)
  if (header === null) return undefined
  if (!/^(?:[\w.:/-]|%[\dA-F]{2}){1,128}$/i.test(header)) {
    throw invalid('The header', { source: 'must be of at most 128 characters, percent-encoded' })
  }
  try {
    return decodeURIComponent(header)
  } catch {
    throw invalid('The header', { source: 'is not percent-encoded UTF-8' })
  }
}

function checkPatch(
  caller: string,
  patch: UserPatch,
  { permissions, rules }: WriteContext,
): UserPatch {
  const checked = checkUserPatch(caller, patch)
  permissions.checkWritable(checked)
  return checkUserPatch(caller, checked, getUserRules(rules))
}

function checkChanges(
  caller: string,
  changes: readonly unknown[],
  { catalog, rules }: WriteContext,
): readonly PreferenceChange[] {
  const checked = checkPreferenceChanges(caller, changes as readonly PreferenceChange[])
  return checkLocks(checked, catalog, rules.preferences?.rules.write)
}

async function askTrusted({ trusted, request, id, rules }: WriteContext): Promise<UserPatch> {
  const patch = (await trusted?.(request, id)) ?? {}
  try {
    return checkUserPatch('trusted()', patch, getUserRules(rules))
  } catch (cause) {
    throw new IdentikitError('misuse', 'trusted() returned a patch that the service cannot hold.', {
      cause,
    })
  }
}

function withTrusted(patch: UserPatch, trusted: UserPatch): UserPatch {
  if (!patch.traits || !trusted.traits) return { ...patch, ...trusted }
  return { ...patch, ...trusted, traits: { ...patch.traits, ...trusted.traits } }
}

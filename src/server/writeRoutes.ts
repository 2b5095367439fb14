import type { RequestOptions, UserAdapter, UserEvent } from '../core/adapter.js'
import { getUserRules } from '../core/capabilities.js'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import type { ClientMembers } from '../core/forwardingClient.js'
import { checkEvent, needsPhoneCheck } from '../core/clientChecks.js'
import { invalid, IdentikitError } from '../core/errors.js'
import type { WriteRoute } from '../core/protocol.js'
import type { WriteOrder } from '../core/requestOptions.js'
import { checkSchedulePatch } from '../core/schedule/checkSchedulePatch.js'
import { checkStreakPatch } from '../core/streak/streak.js'
import { loadPhoneCheck } from '../core/contact/loadPhoneReader.js'
import { checkDevice, checkToken, checkUserPatch, type UserPatch } from '../core/user/user.js'
import { parseInput } from './parseInput.js'
import { readBody } from './readBody.js'
import { resetsLocked } from './preferences/lockedSettings.js'
import type { Permissions } from './permissions.js'
import { combineRefused, createPreferenceBatch, type PreferenceBatch } from './preferenceBatch.js'
import { mergeTrusted, type Trusted } from './trustedFields.js'

/** The context of a write. */
export interface WriteContext {
  readonly request: Request
  /** The id of the signed-in user. */
  readonly id: string
  readonly client: ClientMembers
  /** The served adapter. */
  readonly served: UserAdapter
  readonly permissions: Permissions
  readonly catalog: NotificationCatalog
  /** Returns the fields that the server sets itself. */
  readonly getTrusted: () => Promise<Trusted>
  /** Is aborted at the deadline of the request. */
  readonly signal: AbortSignal
  /** Absent in requests of older browsers. */
  readonly order: WriteOrder | undefined
}

/** A write whose input is valid. */
export interface Write {
  /** Applies the write. */
  readonly apply: (options: RequestOptions) => Promise<unknown>
  /** The changes of preferences that it holds. */
  readonly batch?: PreferenceBatch | undefined
  /** The traits that it changes: an error of the service may name them. */
  readonly traits?: readonly string[] | undefined
}

/** The writes. Each checks its whole input before it returns, so that a refused write changes nothing. */
export const writes: Readonly<Record<WriteRoute, (context: WriteContext) => Promise<Write>>> = {
  async identify(context) {
    const { client, id, order, getTrusted } = context
    const body = parseInput('identify', await read(context))
    const patch = await checkWritablePatch('users.identify', body.patch, context)
    const batch = body.preferences && createBatch('users.identify', body.preferences, context)
    // Refused preferences don't refuse the profile, except for older browsers, which could not see it in the answer.
    if (!order && batch?.changes.length === 0) throw combineRefused(batch.refused)
    const preferences = batch?.changes.length ? batch.changes : undefined
    return {
      batch,
      traits: getTraitKeys(patch),
      async apply(options) {
        const merged = mergeTrusted(patch, await getTrusted())
        return client.users.identify(id, merged, {
          ...options,
          ...(preferences && { preferences }),
        })
      },
    }
  },
  async updateUser(context) {
    const { client, id } = context
    const body = parseInput('updateUser', await read(context))
    const patch = await checkWritablePatch('users.update', body.patch, context)
    return {
      traits: getTraitKeys(patch),
      apply: (options) => client.users.update(id, patch, options),
    }
  },
  async deleteUser({ request, client, id }) {
    const archive = new URL(request.url).searchParams.get('archive')
    if (archive !== null && archive !== 'true')
      throw invalid('users.delete', { archive: 'must be true or absent' })
    return {
      apply: (options) =>
        client.users.delete(id, { ...options, ...(archive && { archive: true }) }),
    }
  },
  async updatePreferences(context) {
    const { client, id } = context
    const body = parseInput('updatePreferences', await read(context))
    const batch = createBatch('preferences.update', body.changes, context)
    if (batch.changes.length === 0) throw combineRefused(batch.refused)
    return { batch, apply: (options) => client.preferences.update(id, batch.changes, options) }
  },
  async resetPreferences({ client, id, served, catalog }) {
    if (served.preferences?.reset && resetsLocked(catalog)) {
      throw new IdentikitError('locked', 'A reset would change locked settings.')
    }
    return { apply: (options) => client.preferences.reset(id, options) }
  },
  async updateStreak(context) {
    const { client, id } = context
    const body = parseInput('updateStreak', await read(context))
    // The client also checks each metric against the stored ones.
    const patch = checkStreakPatch('streak.update', body.patch, () => true)
    return { apply: (options) => client.streak.update(id, patch, options) }
  },
  async updateSchedule(context) {
    const { client, id } = context
    const body = parseInput('updateSchedule', await read(context))
    const patch = checkSchedulePatch('schedule.update', body.patch)
    return { apply: (options) => client.schedule.update(id, patch, options) }
  },
  async addDevice(context) {
    const { client, id } = context
    const { device } = parseInput('addDevice', await read(context))
    checkDevice('devices.add', device)
    return { apply: (options) => client.devices.add(id, device, options) }
  },
  async removeDevice(context) {
    const { client, id } = context
    const { token } = parseInput('removeDevice', await read(context))
    checkToken('devices.remove', token)
    return { apply: (options) => client.devices.remove(id, token, options) }
  },
  async track(context) {
    const { client, id, served, getTrusted } = context
    const { event } = parseInput('track', await read(context))
    checkEvent(event)
    const user = event.user && (await checkWritablePatch('events.track', event.user, context))
    return {
      traits: user && getTraitKeys(user),
      async apply(options) {
        // An event with a user identifies that user; elsewhere an identification would be a request of its own.
        const isIdentified = user !== undefined || served.events?.identifies === true
        const merged = isIdentified && mergeTrusted(user ?? {}, await getTrusted())
        const isEmpty = !merged || (user === undefined && Object.keys(merged).length === 0)
        const checked: UserEvent = isEmpty ? { ...event, user } : { ...event, user: merged }
        return client.events.track(id, checked, options)
      },
    }
  },
}

const getTraitKeys = ({ traits = {} }: UserPatch) => Object.keys(traits)

const read = ({ request, signal }: WriteContext) => readBody(request, signal)

async function checkWritablePatch(
  caller: string,
  patch: UserPatch,
  { permissions, served }: WriteContext,
): Promise<UserPatch> {
  const checkPhone = needsPhoneCheck(patch) ? await loadPhoneCheck() : undefined
  const checked = checkUserPatch(caller, patch, undefined, checkPhone)
  permissions.checkWritable(checked)
  return checkUserPatch(caller, checked, getUserRules(served), checkPhone)
}

function createBatch(
  caller: string,
  changes: readonly unknown[],
  { catalog, served }: WriteContext,
): PreferenceBatch {
  return createPreferenceBatch(caller, changes, catalog, served.preferences?.rules)
}

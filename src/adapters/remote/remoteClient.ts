import type { Capabilities } from '../../core/capabilities.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { parseJson } from '../../core/parseJson.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import type { User, UserPatch } from '../../core/user/user.js'
import type { UserClient } from '../../core/userClient.js'
import { requireSameUser } from '../http/requireSameUser.js'
import type { SenderOptions } from '../http/sender.js'
import { readPreferences, readSchedule, readStreak, readUser } from './answerReaders.js'
import { createHandlerRequest, trimTrailingSlashes } from './handlerRequest.js'
import { readNull } from './jsonReaders.js'
import { createRemoteRequests } from './remoteRequests.js'

/** Options of `createRemoteClient`. */
export interface RemoteClientOptions extends Pick<SenderOptions, 'headers' | 'fetch'> {
  /** The address of `createUserHandler`: `/api/identikit` on the page's own server, or an absolute URL. */
  readonly url: string
  /**
   * The tenant or workspace whose preferences are read and written. `authenticate` of the handler must return it among the user's
   * `scopes`. Create one client for each scope: each has its own cache.
   * @default none: the preferences of the person outside of any tenant
   */
  readonly scope?: string | undefined
  /**
   * The capabilities of the handler, if they are known before the first read (server rendering, build time).
   * @default those of the first read's answer
   */
  readonly capabilities?: Capabilities | undefined
  /**
   * The timeout of a request in milliseconds. It is longer than the handler's own, so that the handler's answer arrives.
   * @default 10000
   */
  readonly timeout?: number | undefined
}

/**
 * Creates the client of a browser, which reads and writes the signed-in user's own data through `createUserHandler`. The handler
 * checks the input, so that a page doesn't bundle the checks: a wrong value, or a member that the service lacks, rejects with the
 * handler's error.
 * @throws IdentikitError `misuse` for an invalid `url` or `scope`
 * @example
 * ```tsx
 * const client = createRemoteClient({ url: '/api/identikit' })
 *
 * <IdentikitProvider client={client} userId={session.userId}>
 *   <PreferenceCenter />
 * </IdentikitProvider>
 * ```
 */
export function createRemoteClient(options: RemoteClientOptions): UserClient {
  const { url, scope } = options
  let { capabilities } = options
  if (scope === '')
    throw new IdentikitError('misuse', 'createRemoteClient: scope must not be empty.')
  const request = createHandlerRequest(url, options)
  const { read, write } = createRemoteRequests(request, scope, (served) => {
    capabilities = served
  })

  return {
    id: `remote:${trimTrailingSlashes(url)}${scope === undefined ? '' : `:scope=${encodeURIComponent(scope)}`}`,
    get capabilities() {
      return capabilities
    },
    users: {
      get: async (id, settings) => requireUser(id, await read('user', id, settings)),
      async identify(id, patch, { preferences, ...settings } = {}) {
        requireJson('users.identify', patch)
        const body = { patch, preferences }
        return requireUser(id, await write('identify', readUser, id, settings, { body }))
      },
      async update(id, patch, settings) {
        requireJson('users.update', patch)
        const body = { patch }
        return requireUser(id, await write('updateUser', readUser, id, settings, { body }))
      },
      async delete(id, { archive, ...settings } = {}) {
        const query = archive ? '?archive=true' : ''
        await write('deleteUser', readNull, id, settings, { query })
      },
    },
    preferences: {
      get: (id, settings) => read('preferences', id, settings),
      update: (id, change, settings) => {
        const body = { changes: [change].flat() }
        return write('updatePreferences', readPreferences, id, settings, { body })
      },
      reset: (id, settings) => write('resetPreferences', readPreferences, id, settings),
    },
    streak: {
      get: (id, settings) => read('streak', id, settings),
      update: (id, patch, settings) =>
        write('updateStreak', readStreak, id, settings, { body: { patch } }),
      info: (id, settings) => read('streakInfo', id, settings),
    },
    schedule: {
      get: (id, settings) => read('schedule', id, settings),
      update: (id, patch, settings) =>
        write('updateSchedule', readSchedule, id, settings, { body: { patch } }),
    },
    devices: {
      async add(id, device, settings) {
        await write('addDevice', readNull, id, settings, { body: { device } })
      },
      async remove(id, token, settings) {
        await write('removeDevice', readNull, id, settings, { body: { token } })
      },
    },
    events: {
      async track(id, event, settings) {
        const { user = {}, ...others } = event
        requireJson('events.track', { ...others, ...user })
        await write('track', readNull, id, settings, { body: { event } })
      },
    },
  }
}

const requireUser = (id: string, user: User) => requireSameUser('Handler', id, user)

/**
 * Refuses values that the handler would receive as others: JSON contains `null` for `NaN`, which clears a value, and rounded integers.
 * @throws IdentikitError `invalid`, naming every wrong field and trait
 */
function requireJson(caller: string, values: object): void {
  // The handler refuses `null` and lists.
  const { traits, ...fields }: UserPatch = Object(values)
  const named = Object.entries(Object(traits)).map(
    ([key, value]) => [`traits.${key}`, value] as const,
  )
  const wrong = [...Object.entries(fields), ...named].filter(
    ([, value]) => value !== undefined && !isKept(value),
  )
  if (wrong.length === 0) return
  throw invalid(
    caller,
    Object.fromEntries(wrong.map(([key]) => [key, 'must be JSON without rounded integers'])),
  )
}

function isKept(value: unknown): boolean {
  try {
    return replaceEqualDeep(value, parseJson(JSON.stringify(value))) === value
  } catch {
    return false
  }
}

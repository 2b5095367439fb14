import type { RequestOptions } from '../../core/adapter.js'
import { sleep } from '../../core/bulk/sleep.js'
import { IdentikitError, invalid, isIdentikitError } from '../../core/errors.js'
import { isMap } from '../../core/json.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import type { JsonPath } from '../http/parseParts.js'
import { requireSameUser } from '../http/requireSameUser.js'
import { answerSchema } from './answerSchema.js'
import { createRecentWrites } from './recentWrites.js'
import {
  isSameTag,
  propertiesSchema,
  userSchema,
  type Properties,
  type UserWire,
} from './userWire.js'

/**
 * The pauses in milliseconds before a write is sent again: a new user may not be found for some seconds, because OneSignal's database is
 * replicated, and a user can be written once per second.
 */
const pauses = [500, 1500, 2000]

/** The longest time in milliseconds that one call waits in all. A request to the handler ends after nine seconds. */
const maxWait = 4000

/** The requests about a user. */
export interface UserRequests {
  /** Returns the path of a user. */
  readonly toPath: (id: string) => string
  /**
   * Reads a user, with what was written a moment ago. A user who was created a moment ago is also returned where OneSignal doesn't find
   * the user yet.
   * @throws IdentikitError `not-found`
   */
  readonly read: (
    id: string,
    options?: RequestOptions,
    findOdd?: (answer: unknown) => readonly JsonPath[],
  ) => Promise<UserWire>
  /** Creates a user, or finds the one whom another process created. It sends no tags, which could replace those of a known user. */
  readonly create: (
    id: string,
    properties: Omit<Properties, 'tags'>,
    options: RequestOptions,
  ) => Promise<UserWire>
  /**
   * Deletes a user. A user whom OneSignal doesn't know counts as deleted.
   * @throws IdentikitError `service` for a user who was created a moment ago and isn't found yet
   */
  readonly delete: (id: string, options?: RequestOptions) => Promise<void>
  /**
   * Writes properties of a user. OneSignal has saved them when it accepts the request.
   * @throws IdentikitError `conflict` if the answer has other values
   */
  readonly save: (id: string, properties: Properties, options: RequestOptions) => Promise<void>
}

/**
 * Creates the requests about users, who are found by their `external_id`.
 * @see https://documentation.onesignal.com/reference/update-user
 */
export function createUserRequests(http: HttpClient, appId: string): UserRequests {
  const toPath = (id: string) =>
    `/apps/${toPathSegment(appId)}/users/by/external_id/${toPathSegment(id)}`

  const recent = createRecentWrites()

  return {
    toPath,
    async read(id, options, findOdd) {
      try {
        const user = await http(userSchema, 'GET', toPath(id), { ...options, findOdd })
        requireSameUser('OneSignal', id, { id: user.identity.external_id })
        return recent.apply(id, user)
      } catch (error) {
        const isMissing = isIdentikitError(error) && error.code === 'not-found'
        if (!isMissing || !recent.isNew(id)) throw error
        return recent.apply(id, { identity: { external_id: id } })
      }
    },
    async delete(id, options) {
      const send = async () => http(answerSchema, 'DELETE', toPath(id), options)
      try {
        await repeat(
          () => (recent.isNew(id) ? send() : ignoreErrors(send(), 'not-found')),
          options?.signal,
        )
      } catch (error) {
        // The user may be deleted, so that a 404 is the answer from now on.
        if (!isRefused(error)) recent.delete(id)
        throw toDeleteError(error)
      }
      recent.delete(id)
    },
    async create(id, properties, options) {
      const hasValues = Object.keys(properties).length > 0
      const body = { identity: { external_id: id }, ...(hasValues && { properties }) }
      const path = `/apps/${toPathSegment(appId)}/users`
      const answer = await http(answerSchema, 'POST', path, { ...options, body })
      const { identity, properties: stored } = isMap(answer) ? answer : {}
      if (isMap(identity)) checkIdentity(id, identity)
      recent.addUser(id)
      if (hasValues) recent.add(id, properties)
      return {
        identity: { ...(isMap(identity) && identity), external_id: id },
        properties: propertiesSchema.safeParse(stored).data,
      }
    },
    async save(id, properties, options) {
      try {
        const init = { ...options, body: { properties } }
        const send = async () => http(answerSchema, 'PATCH', toPath(id), init)
        checkTags(await repeat(send, options.signal), properties)
      } catch (error) {
        if (!isRefused(error)) recent.remove(id, properties)
        throw error
      }
      recent.add(id, properties)
    },
  }
}

/** Sends a write. A user who was read or created a moment ago may not be found yet. */
async function repeat(send: () => Promise<unknown>, signal?: AbortSignal): Promise<unknown> {
  let left = maxWait
  for (const pause of pauses) {
    try {
      return await send()
    } catch (error) {
      const wait = getWait(error, pause)
      if (wait === undefined || wait > left) throw error
      left -= wait
      await sleep(wait, signal)
    }
  }
  return send()
}

/** Returns how long to wait before a write is sent again, or `undefined` if it failed for good. */
function getWait(error: unknown, pause: number): number | undefined {
  if (!isIdentikitError(error)) return undefined
  const canRepeat = error.code === 'not-found' || error.code === 'rate-limited'
  return canRepeat ? Math.max(pause, error.retryAfter ?? 0) : undefined
}

/** Converts the error of a deletion. `not-found` would mean deleted, but OneSignal can find a new user some seconds later. */
function toDeleteError(error: unknown): unknown {
  if (!isIdentikitError(error) || error.code !== 'not-found') return error
  const { status, requestId } = error
  const message = 'OneSignal does not find a user who was created a moment ago.'
  return new IdentikitError('service', message, { cause: error, status, requestId })
}

/** Returns whether nothing was written. After a timeout or an error of the service, this is unknown. */
function isRefused(error: unknown): boolean {
  const { status = 0, code } = isIdentikitError(error) ? error : {}
  return status >= 400 && status < 500 && code !== 'timeout'
}

/**
 * Checks the answer to a create, which lacks an `external_id` that OneSignal doesn't accept.
 * @throws IdentikitError `invalid`, or `bad-answer` for another user
 */
function checkIdentity(id: string, { external_id: found }: Readonly<Record<string, unknown>>) {
  if ((found ?? null) === null)
    throw invalid('users.identify', { id: 'is not accepted by OneSignal as an external id' })
  requireSameUser('OneSignal', id, { id: String(found) })
}

/**
 * Checks that the answer to an update doesn't contradict it. OneSignal may also answer without the tags.
 * @throws IdentikitError `conflict`
 */
function checkTags(answer: unknown, { tags: sent = {} }: Properties): void {
  const properties = isMap(answer) ? answer['properties'] : undefined
  const tags = isMap(properties) ? properties['tags'] : undefined
  if (!isMap(tags)) return
  const isSame = ([key, value]: readonly [string, string]) =>
    !Object.hasOwn(tags, key) || isSameTag(tags[key], value)
  if (Object.entries(sent).every(isSame)) return
  throw new IdentikitError('conflict', 'OneSignal answered a change with other values.')
}

import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import { sleep } from '../../core/bulk/sleep.js'
import { IdentikitError, invalid, isIdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import type { JsonPath } from '../http/parseParts.js'
import { requireSameUser } from '../http/requireSameUser.js'
import { answerSchema, isAccepted } from './answerSchema.js'
import { hasProperties } from './hasProperties.js'
import { createRecentWrites } from './recentWrites.js'
import { propertiesSchema, userSchema, type Properties, type UserWire } from './userWire.js'

/**
 * The pauses in milliseconds until a change can be read and a new user be changed. OneSignal's own SDKs wait five seconds after a user is
 * created, because its database is replicated.
 */
const pauses = [500, 1500, 3000]

/** The longest wait in milliseconds that a second write of the same call spends on the limit of one write per user and second. */
const maxWait = 3000

/** How many tags a request can have beside the two other properties: OneSignal accepts 100 changes. */
const maxTags = 98

/** The answer to an update, which has the properties of the request or all of them. */
const updatedSchema = z.optional(
  z
    .looseObject({ properties: z.nullish(propertiesSchema) })
    .check(z.refine(isAccepted, 'must not be an error')),
)

/** The answer to a create. `identity` lacks an `external_id` that OneSignal doesn't accept. */
const createdSchema = z.optional(
  z
    .looseObject({
      identity: z.nullish(z.looseObject({ external_id: z.nullish(z.string()) })),
      properties: z.nullish(propertiesSchema),
    })
    .check(z.refine(isAccepted, 'must not be an error')),
)

/** The requests about a user. */
export interface UserRequests {
  /** Returns the path of a user. */
  readonly toPath: (id: string) => string
  /**
   * Reads a user, with what was written a moment ago.
   * @throws IdentikitError `not-found`
   */
  readonly read: (
    id: string,
    options?: RequestOptions,
    findOdd?: (answer: unknown) => readonly JsonPath[],
  ) => Promise<UserWire>
  /** Creates a user, or finds the one whom another process created. It sends no tags, which the answer for an existing user could replace. */
  readonly create: (
    id: string,
    properties: Omit<Properties, 'tags'>,
    options: RequestOptions,
  ) => Promise<UserWire>
  /** Deletes a user, also one whom OneSignal doesn't know. */
  readonly delete: (id: string, options?: RequestOptions) => Promise<void>
  /**
   * Writes properties of a user, and returns when OneSignal shows them.
   * @param isNew whether a request of the same call has created the user
   * @throws IdentikitError `conflict` if OneSignal accepts the write and keeps the old values
   */
  readonly save: (
    id: string,
    properties: Properties,
    options: RequestOptions,
    isNew?: boolean,
  ) => Promise<void>
}

/**
 * Creates the requests about users, who are found by their `external_id`.
 * @see https://documentation.onesignal.com/reference/update-user
 */
export function createUserRequests(http: HttpClient, appId: string): UserRequests {
  const toPath = (id: string) =>
    `/apps/${toPathSegment(appId)}/users/by/external_id/${toPathSegment(id)}`

  const recent = createRecentWrites()

  const read: UserRequests['read'] = async (id, options, findOdd) => {
    const user = await http(userSchema, 'GET', toPath(id), { ...options, findOdd })
    requireSameUser('OneSignal', id, { id: user.identity.external_id })
    return user
  }

  /** Sends an update. A user who was read or created a moment ago may not be found yet. */
  async function update(id: string, body: object, options: RequestOptions, isSecond: boolean) {
    const send = async () => http(updatedSchema, 'PATCH', toPath(id), { ...options, body })
    for (const pause of options.closing ? [] : pauses) {
      try {
        return await send()
      } catch (error) {
        const wait = getWait(error, pause, isSecond)
        if (wait === undefined) throw error
        await sleep(wait, options.signal)
      }
    }
    return send()
  }

  /** Reads until the user has the properties. Reads are limited to one per second and app, so a refused one is repeated. */
  async function waitUntilSaved(id: string, properties: Properties, options: RequestOptions) {
    let failure: unknown
    for (const pause of [0, ...pauses]) {
      if (pause > 0) await sleep(pause, options.signal)
      try {
        const { properties: stored } = await read(id, options)
        if (hasProperties({ ...stored, tags: stored?.tags ?? {} }, properties)) return
        failure = undefined
      } catch (error) {
        if (!isIdentikitError(error) || error.code !== 'rate-limited') throw error
        failure = error
      }
    }
    const message = 'OneSignal accepted a change and returns the old values.'
    throw failure ?? new IdentikitError('conflict', message)
  }

  return {
    toPath,
    read: async (...args) => recent.apply(args[0], await read(...args)),
    async delete(id, options) {
      await ignoreErrors(http(answerSchema, 'DELETE', toPath(id), options), 'not-found')
      recent.delete(id)
    },
    async create(id, properties, options) {
      const hasValues = Object.keys(properties).length > 0
      const body = { identity: { external_id: id }, ...(hasValues && { properties }) }
      const path = `/apps/${toPathSegment(appId)}/users`
      const answer = await http(createdSchema, 'POST', path, { ...options, body })
      const identity = answer?.identity
      if (identity && (identity.external_id ?? null) === null)
        throw invalid('users.identify', { id: 'is not accepted by OneSignal as an external id' })
      if (identity) requireSameUser('OneSignal', id, { id: identity.external_id ?? '' })
      recent.delete(id)
      return { identity: { ...identity, external_id: id }, properties: answer?.properties }
    },
    async save(id, properties, options, isNew = false) {
      for (const [index, part] of toParts(properties).entries()) {
        const body = { properties: part }
        // The result of the request may stay unknown.
        recent.remove(id, part)
        const answer = await update(id, body, options, isNew || index > 0)
        const isShown = hasProperties(answer?.properties, part)
        // A page that is closing can't wait for an answer.
        if (!isShown && options.closing) continue
        if (!isShown) await waitUntilSaved(id, part, options)
        recent.add(id, part)
      }
    },
  }
}

/** Returns how long to wait before an update is sent again, or `undefined` if it failed for good. */
function getWait(error: unknown, pause: number, isSecond: boolean): number | undefined {
  if (!isIdentikitError(error)) return undefined
  if (error.code === 'not-found') return pause
  const isLimit = error.code === 'rate-limited' && isSecond
  const wait = Math.max(pause, error.retryAfter ?? 0)
  return isLimit && wait <= maxWait ? wait : undefined
}

/** Divides properties into requests. */
function toParts({ tags = {}, ...others }: Properties): readonly Properties[] {
  const entries = Object.entries(tags)
  const parts: Properties[] = []
  for (let from = 0; from < entries.length; from += maxTags) {
    const part = Object.fromEntries(entries.slice(from, from + maxTags))
    parts.push({ ...(from === 0 && others), tags: part })
  }
  if (parts.length > 0) return parts
  return Object.keys(others).length > 0 ? [others] : []
}

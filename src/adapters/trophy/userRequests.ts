import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { toPathSegment } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { createQueue } from '../http/queue.js'
import { requireSameUser } from '../http/requireSameUser.js'
import { withoutNulls } from '../http/wireFields.js'
import type { CreateHttp } from './connection.js'
import { createAttributeErrors, toUnknownUserError } from './errors.js'
import { storedListsSchema, toUser, toUserBody, userSchema, type UserBody } from './userWire.js'

/** The requests that users, devices and events share. */
export type UserRequests = ReturnType<typeof createUserRequests>

/** Creates the requests of one user. The writes of traits of one user run one after the other. */
export function createUserRequests(createHttp: CreateHttp) {
  const readHttp = createHttp(toUnknownUserError)
  const enqueue = createQueue()

  /** @throws IdentikitError `not-found` */
  async function read(id: string, options?: RequestOptions): Promise<User> {
    const wire = await readHttp(userSchema, 'GET', toUserPath(id), options)
    return requireSameUser('Trophy', id, toUser(wire))
  }

  /**
   * Reads what a write sends back whole.
   * @throws IdentikitError `not-found`, or `bad-answer` for unreadable lists, because a write would erase them
   */
  async function readLists(id: string, options?: RequestOptions) {
    const request = { ...options, strict: true }
    const wire = await readHttp(storedListsSchema, 'GET', toUserPath(id), request)
    return requireSameUser('Trophy', id, wire)
  }

  /** Returns `undefined` for an unknown user. */
  async function find(id: string, options?: RequestOptions) {
    return ignoreErrors(read(id, options), 'not-found')
  }

  /** Sends a body to the user's path. */
  async function write(
    method: 'PUT' | 'PATCH',
    id: string,
    body: { readonly attributes?: Traits | undefined; readonly deviceTokens?: readonly unknown[] },
    options?: RequestOptions,
  ): Promise<User> {
    const http = createHttp(createAttributeErrors({ traits: body.attributes }))
    const init = { ...options, body }
    const answer = await http(z.optional(userSchema), method, toUserPath(id), init)
    return answer ? requireSameUser('Trophy', id, toUser(answer)) : read(id, options)
  }

  /** Sends a patch with `send`. If it has traits, the stored ones are read first and sent, too. */
  async function save<T>(
    id: string,
    patch: UserPatch,
    options: RequestOptions,
    send: (body: UserBody) => Promise<T>,
  ): Promise<T> {
    const body = toUserBody(patch)
    if (!body.attributes) return send(body)
    return enqueue(id, options.signal, async () => {
      const stored = await ignoreErrors(readLists(id, options), 'not-found')
      return send(toUserBody(patch, withoutNulls(stored?.attributes ?? {})))
    })
  }

  return { read, readLists, find, write, save }
}

function toUserPath(id: string): string {
  return `/users/${toPathSegment(id)}`
}

import type { RequestOptions } from '../../core/adapter.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { toPathSegment } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { createQueue } from '../http/queue.js'
import { withoutNulls } from '../http/wireFields.js'
import type { CreateHttp } from './connection.js'
import { createAttributeErrors, toUnknownUserError } from './errors.js'
import { toUser, toUserBody, userSchema, type UserBody } from './userWire.js'

/** The requests that users, devices and events share. */
export type UserRequests = ReturnType<typeof createUserRequests>

/** Creates the requests of one user. The writes of traits of one user run one after the other. */
export function createUserRequests(createHttp: CreateHttp) {
  const readHttp = createHttp(toUnknownUserError)
  const enqueue = createQueue()

  /** @throws IdentikitError `not-found` */
  async function read(id: string, options?: RequestOptions) {
    return readHttp(userSchema, 'GET', toUserPath(id), options)
  }

  /** Returns `undefined` for an unknown user. */
  async function find(id: string, options?: RequestOptions) {
    return ignoreErrors(read(id, options), 'not-found')
  }

  /** Sends a body to the user's path. */
  async function write(
    method: 'PUT' | 'PATCH',
    id: string,
    body: { readonly attributes?: Traits | undefined; readonly deviceTokens?: readonly string[] },
    options?: RequestOptions,
  ): Promise<User> {
    const http = createHttp(createAttributeErrors({ traits: body.attributes }))
    return toUser(await http(userSchema, method, toUserPath(id), { ...options, body }))
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
      const stored = await find(id, options)
      return send(toUserBody(patch, withoutNulls(stored?.attributes ?? {})))
    })
  }

  return { read, find, write, save }
}

function toUserPath(id: string): string {
  return `/users/${toPathSegment(id)}`
}

import type { RequestOptions } from '../../core/adapter.js'
import { applyUserPatch, type User, type UserPatch } from '../../core/user/user.js'
import { anything } from './requests.js'
import { fromUserPatch } from './wire.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'

/** Identifies with the public key, and gives back what was sent only: the answer could hold the data of anybody. */
export function createPublicIdentify(http: HttpClient) {
  return async (id: string, patch: UserPatch, options: RequestOptions = {}): Promise<User> => {
    const { signal, keepalive } = options
    const { body } = fromUserPatch('users.identify', patch)
    await http(anything, 'PUT', `/users/${toPathSegment(id)}`, { body, signal, keepalive })
    return applyUserPatch({ id, traits: {}, rest: {} }, patch, { merge: 'key' })
  }
}

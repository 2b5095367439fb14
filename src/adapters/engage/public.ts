import type { RequestOptions } from '../../core/adapter.js'
import { applyUserPatch, type User, type UserPatch } from '../../core/user/user.js'
import { anything } from './requests.js'
import { fromUserPatch } from './wire.js'
import { segment, type HttpRequest } from '../http/http.js'

/** Identifies with the public key, and gives back what was sent only: the answer could hold the data of anybody. */
export function createPublicIdentify(http: HttpRequest) {
  return async (id: string, patch: UserPatch, options: RequestOptions = {}): Promise<User> => {
    const { signal, keepalive } = options
    const { body } = fromUserPatch('users.identify', patch)
    await http(anything, 'PUT', `/users/${segment(id)}`, { body, signal, keepalive })
    return applyUserPatch({ id, traits: {}, rest: {} }, patch, { merge: 'key' })
  }
}

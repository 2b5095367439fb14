import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import { withoutKey } from '../../core/record.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { runSequentially } from './runSequentially.js'
import { fromUserPatch, toUser, userSchema } from './wire.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'

/** Where an answer is not described, and its status says all but an error with the status of a success. */
export const anything = z.custom<unknown>(
  (value) => !Object.hasOwn(Object(value) as object, 'error'),
  'must be no error',
)

export const isStatus = (thrown: unknown, ...statuses: number[]): thrown is IdentikitError =>
  isIdentikitError(thrown) && thrown.status !== undefined && statuses.includes(thrown.status)

/** `DELETE` of what is not there is done. */
export async function remove(
  http: HttpClient,
  path: string,
  { signal, keepalive }: RequestOptions = {},
): Promise<'removed' | 'missing'> {
  try {
    await http(anything, 'DELETE', path, { signal, keepalive })
    return 'removed'
  } catch (error) {
    if (isStatus(error, 404)) return 'missing'
    throw error
  }
}

export async function readUser(
  http: HttpClient,
  id: string,
  { signal, keepalive }: RequestOptions = {},
): Promise<User> {
  return toUser(await http(userSchema, 'GET', `/users/${toPathSegment(id)}`, { signal, keepalive }))
}

/** Creates or updates: one PUT, and one DELETE for each trait that is removed. */
export async function saveUser(
  http: HttpClient,
  caller: string,
  id: string,
  patch: UserPatch,
  options: RequestOptions = {},
): Promise<User> {
  const { signal, keepalive } = options
  const { body, removed } = fromUserPatch(caller, patch)
  const path = `/users/${toPathSegment(id)}`
  const answer = await http(userSchema, 'PUT', path, { body, signal, keepalive })
  const missing: string[] = []
  const steps = removed.map((name) => ({
    what: `traits.${name}`,
    async run() {
      const attribute = `${path}/attributes/{${encodeURIComponent(name)}}`
      if ((await remove(http, attribute, options)) === 'missing') missing.push(name)
    },
  }))
  const all = { what: 'everything else of the patch', run: async () => undefined }
  await runSequentially(caller, steps.length === 0 ? [] : [all, ...steps])
  const saved = toUser(answer)
  const user = missing.length === 0 ? saved : await readUser(http, id, options)
  const left = missing.filter((name) => Object.hasOwn(user.traits, name))
  if (left.length > 0) throw stillThere(caller, left)
  return { ...user, traits: removed.reduce(withoutKey, user.traits) }
}

/** The path of the removal comes from others' code, so a 404 may also say that there is no such path. */
function stillThere(caller: string, names: readonly string[]): IdentikitError {
  const fields = Object.fromEntries(names.map((name) => [`traits.${name}`, 'was not removed']))
  const what = `${caller}: Engage answered 404 to the removal of traits that it still has: ${Object.keys(fields).join(', ')}.`
  return new IdentikitError('bad-answer', what, { status: 404, fields })
}

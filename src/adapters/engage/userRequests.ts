import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { withoutKey } from '../../core/objectKeys.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { requireSameUser } from '../http/requireSameUser.js'
import { runSequentially } from './runSequentially.js'
import { toUser, toUserBody, userSchema } from './userWire.js'

/** An answer without an `error`, which is an error even with a success status. */
export const answerSchema = z.custom<unknown>(
  (value) => ((Object(value) as { readonly error?: unknown }).error ?? null) === null,
  'must not be an error',
)

/** Returns the path of a user. */
export function toUserPath(id: string): string {
  return `/users/${toPathSegment(id)}`
}

/** Reads a user. */
export async function readUser(
  http: HttpClient,
  id: string,
  options?: RequestOptions,
): Promise<User> {
  return toRequestedUser(id, await http(userSchema, 'GET', toUserPath(id), options))
}

/** Converts the user of an answer, and refuses the data of another user. */
export function toRequestedUser(id: string, wire: z.infer<typeof userSchema>): User {
  return requireSameUser('Engage', id, toUser(wire))
}

/** Creates or updates a user with one PUT, and one DELETE for each removed trait. */
export async function saveUser(
  http: HttpClient,
  caller: string,
  id: string,
  patch: UserPatch,
  options?: RequestOptions,
): Promise<User> {
  const { body, removed } = toUserBody(caller, patch)
  const path = toUserPath(id)
  const answer = await http(z.optional(userSchema), 'PUT', path, { ...options, body })
  const saved = answer && toRequestedUser(id, answer)
  const steps = removed.map((name) => ({
    name: `traits.${name}`,
    async run() {
      const attributePath = `${path}/attributes/{${encodeURIComponent(name)}}`
      const removal = http(answerSchema, 'DELETE', attributePath, options).then(() => true)
      return (await ignoreErrors(removal, 'not-found')) ? [] : [name]
    },
  }))
  const missing = (await runSequentially(caller, steps, ['all other fields'])).flat()
  // The path is not documented, so a 404 may also mean that there is no such path.
  const user = missing.length === 0 && saved ? saved : await readUser(http, id, options)
  const kept = missing.filter((name) => Object.hasOwn(user.traits, name))
  if (kept.length > 0) {
    const fields = Object.fromEntries(kept.map((name) => [`traits.${name}`, 'was not removed']))
    const message = `${caller}: Engage answered 404 and kept ${Object.keys(fields).join(', ')}.`
    throw new IdentikitError('bad-answer', message, { status: 404, fields })
  }
  return { ...user, traits: removed.reduce(withoutKey, user.traits) }
}

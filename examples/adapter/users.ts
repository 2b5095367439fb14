import {
  sequentialIdentifyMany,
  toPathSegment,
  wireMapSchema,
  type HttpClient,
} from 'identikit/adapter-kit'
import { IdentikitError, isIdentikitError, type User, type UserPatch } from 'identikit/core'
import type { PreferencesMember, UsersMember } from 'identikit/core'
import * as z from 'zod/mini'

const text = z.nullish(z.string())

/** An account, as the API returns it. */
const accountSchema = z.object({
  id: z.string(),
  display_name: text,
  email: text,
  time_zone: text,
  attributes: z.optional(wireMapSchema),
})
type Account = z.infer<typeof accountSchema>

/** Converts an account. A value that the API lacks is absent. */
const toUser = ({ id, display_name, email, time_zone, attributes = {} }: Account): User => ({
  id,
  ...(display_name && { name: display_name }),
  ...(email && { email }),
  ...(time_zone && { timezone: time_zone }),
  traits: attributes,
  rest: {},
})

/** Returns the body of a write: `undefined` keeps a value, `null` clears it. */
const toBody = ({ name, email, timezone, traits }: UserPatch) => ({
  display_name: name,
  email,
  time_zone: timezone,
  attributes: traits,
})

/** Returns the path of an account, with its id encoded. */
export const toPath = (id: string): string => `/accounts/${toPathSegment(id)}`

/** Creates the users member. A PUT creates or updates, so there is neither `create` nor `update`. */
export function createUsers(http: HttpClient, preferences: PreferencesMember): UsersMember {
  const identify: UsersMember['identify'] = async (
    id,
    patch,
    { preferences: changes = [], ...options } = {},
  ) => {
    const account = await http(accountSchema, 'PUT', toPath(id), {
      ...options,
      body: toBody(patch),
    })
    if (changes.length > 0) await preferences.update(id, changes, options)
    return toUser(account)
  }

  return {
    identify,
    identifyMany: sequentialIdentifyMany(identify),
    async get(id, options) {
      return toUser(await http(accountSchema, 'GET', toPath(id), options))
    },
    async delete(id, { archive, ...options } = {}) {
      if (archive) throw new IdentikitError('unsupported', 'Accounts are erased, not archived.')
      // A second deletion is a success.
      await http(z.unknown(), 'DELETE', toPath(id), options).catch((error: unknown) => {
        if (!isIdentikitError(error) || error.code !== 'not-found') throw error
      })
    },
  }
}

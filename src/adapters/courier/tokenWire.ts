import * as z from 'zod/mini'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import { maxTokenLength, type Device } from '../../core/user/user.js'
import { toPathSegment } from '../http/httpClient.js'

const tokenListSchema = z.array(z.object({ token: z.string().check(z.minLength(1)) }))

/**
 * The tokens of a user: in an object by the SDK, and a list of its own by an example of the reference.
 * @see https://www.courier.com/docs/api-reference/device-tokens/get-all-tokens
 */
export const tokensSchema = z.pipe(
  z.union([tokenListSchema, z.object({ tokens: tokenListSchema })]),
  z.transform((answer) => (Array.isArray(answer) ? answer : answer.tokens)),
)

/**
 * The parts of a stored token that are written back. All of them are required to be readable.
 * @see https://www.courier.com/docs/reference/token-management/get-token
 */
export const tokenSchema = z.object({
  token: z.nullish(z.string()),
  device: z.nullish(wireMapSchema),
  properties: z.optional(z.unknown()),
  tracking: z.nullish(wireMapSchema),
  expiry_date: z.nullish(
    z.union([
      z.boolean(),
      z
        .string()
        .check(
          z.refine(
            (date) => /^\d{4}-\d\d-\d\dT/.test(date) && !Number.isNaN(Date.parse(date)),
            'must be a date of ISO 8601',
          ),
        ),
    ]),
  ),
})
type StoredToken = z.infer<typeof tokenSchema>

/** Two months, the lifetime of a token without an `expiry_date`. */
const defaultLifetime = 62 * 24 * 60 * 60 * 1000

/** Returns the path of a push token. */
export function toTokenPath(id: string, token: string): string {
  return `/users/${toPathSegment(id)}/tokens/${toPathSegment(token, 'token', maxTokenLength)}`
}

/** Returns the body that writes a token, with the other data of a stored one. */
export function toTokenBody({ platform }: Device, provider: string, stored: StoredToken = {}) {
  const { device, properties, tracking, expiry_date: expiry } = stored
  const edited = platform === undefined ? device : { ...device, platform }
  return {
    provider_key: provider,
    ...(edited && { device: edited }),
    ...((properties ?? null) !== null && { properties }),
    ...(tracking && { tracking }),
    ...toExpiry(expiry),
  }
}

/** A token that never expires stays so, and any other is valid for at least two months more. Its end is never earlier than before. */
function toExpiry(expiry: StoredToken['expiry_date']) {
  if (expiry === false) return { expiry_date: false }
  if (typeof expiry !== 'string') return {}
  const latest = Math.max(Date.parse(expiry), Date.now() + defaultLifetime)
  return { expiry_date: new Date(latest).toISOString() }
}

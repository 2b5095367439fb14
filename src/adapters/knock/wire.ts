import * as z from 'zod/mini'
import type { UserPage, UserRecord } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { wireMapSchema } from '../../core/json.js'
import type { Traits } from '../../core/user/traits.js'
import type { Json } from '../../core/json.js'
import type { User, UserPatch } from '../../core/user/user.js'

type Wire = Readonly<Record<string, Json>>

/** Ours on the left, Knock's on the right. */
const names = {
  name: 'name',
  email: 'email',
  phone: 'phone_number',
  avatar: 'avatar',
  timezone: 'timezone',
  locale: 'locale',
  createdAt: 'created_at',
} as const
const systemKeys: readonly string[] = Object.values(names)

/** What stands beside the traits at the top of a user and is none. */
const reserved = [...systemKeys, 'channel_data', 'preferences', 'id', '__typename', 'updated_at']

const isReserved = ([key]: readonly [string, Json]) => reserved.includes(key)

const text = z.nullish(z.string())
const knownSchema = z.object({
  id: z.string(),
  name: text,
  email: text,
  phone_number: text,
  avatar: text,
  timezone: text,
  locale: text,
  created_at: text,
})

/** A user as Knock answers it: system fields and traits side by side, `__proto__` a key like any other. */
export const knockUserSchema = z.pipe(
  wireMapSchema,
  z.transform((all, context) => {
    const { data, error } = knownSchema.safeParse(all)
    if (data) return toUser(all, data)
    context.issues.push(...error.issues.map((issue) => ({ ...issue, input: all }) as never))
    return z.NEVER
  }),
)

export const knockPageSchema = z.pipe(
  z.object({
    entries: z.array(knockUserSchema),
    page_info: z.object({ after: z.nullish(z.string()) }),
  }),
  z.transform(({ entries, page_info: { after } }): UserPage => ({
    users: entries,
    ...(after && { next: after }),
  })),
)

function toUser(all: Wire, known: z.infer<typeof knownSchema>): User {
  const fields = Object.entries(names).flatMap(([ours, theirs]) => {
    const value = known[theirs]
    return value === null || value === undefined ? [] : [[ours, value] as const]
  })
  const others = Object.entries(all).filter(([key]) => !systemKeys.includes(key))
  const rest = others.filter(isReserved).filter(([key]) => key !== 'id' && key !== '__typename')
  return {
    id: known.id,
    ...Object.fromEntries(fields),
    traits: withoutNulls(Object.fromEntries(others.filter((entry) => !isReserved(entry)))),
    rest: Object.fromEntries(rest),
  }
}

/** A property of Knock's can only be overwritten with null, never removed: null is how it says "not there". */
function withoutNulls(traits: Traits): Traits {
  const entries = Object.entries(traits).flatMap(([key, value]) => {
    if (value === null) return []
    const isMap = typeof value === 'object' && !Array.isArray(value)
    return [[key, isMap ? withoutNulls(value as Traits) : value] as const]
  })
  return Object.fromEntries(entries)
}

/**
 * The body of an identification; Knock merges it into what it has, nested properties too.
 * @throws IdentikitError `invalid` for a trait that would overwrite a field of Knock's
 */
export function fromPatch(caller: string, { traits = {}, ...patch }: UserPatch): Wire {
  const wrong = Object.keys(traits).filter((key) => reserved.includes(key))
  if (wrong.length > 0) {
    const why = 'has the name of a field of Knock’s own and would overwrite it'
    throw invalid(caller, Object.fromEntries(wrong.map((key) => [`traits.${key}`, why])))
  }
  const fields = Object.entries(names).flatMap(([ours, theirs]) => {
    const value = patch[ours as keyof typeof names]
    return value === undefined ? [] : [[theirs, value] as const]
  })
  return Object.fromEntries([...fields, ...Object.entries(traits)])
}

export function fromRecord(caller: string, { id, ...patch }: UserRecord): Wire {
  return { id, ...fromPatch(caller, patch) }
}

/** Knock takes a locale; whether it shows it again is not documented, so an answer without it is completed by what was sent. */
export function withSentLocale(user: User, { locale }: UserPatch): User {
  return typeof locale === 'string' && user.locale === undefined ? { ...user, locale } : user
}

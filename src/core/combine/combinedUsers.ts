import type { UserAdapter, UsersMember } from '../adapter.js'
import { fanOut, combineErrors, type Part } from './fanOut.js'
import { combineIdentifyMany } from './combinedIdentifyMany.js'
import { saveInitialPreferences } from '../preferences/saveInitialPreferences.js'
import { withDeadline } from '../sync/deadline.js'
import { IdentikitError, toIdentikitError } from '../errors.js'
import type { User, UserPatch } from '../user/user.js'

/** Who is who among the combined services. */
export interface Roles {
  /** All of them; what is read is read from the first. */
  readonly users: readonly [UserAdapter, ...UserAdapter[]]
  readonly traits: UserAdapter
  readonly preferences?: UserAdapter | undefined
  readonly devices?: UserAdapter | undefined
}

/** More than one request to a service may take, and less than any caller waits for all of them. */
const timeout = 8500

/** The users of several services as one: a member is there where all of them have it. */
export function combineUsers({ users, traits, preferences, devices }: Roles): UsersMember {
  const [first] = users
  /** Where choices go that no service takes with the user. */
  const elsewhere = preferences && !users.includes(preferences) && preferences

  /** As much of a patch as one service holds. What an adapter does not know of its service yet, it refuses itself. */
  function partOf(patch: UserPatch, adapter: UserAdapter): UserPatch {
    const held = Object.entries(patch).filter(([key]) =>
      key === 'traits'
        ? adapter === traits
        : adapter.pending || adapter.fields[key as keyof UserAdapter['fields']]?.write,
    )
    return Object.fromEntries(held)
  }

  const has = (patch: UserPatch, adapter: UserAdapter) =>
    Object.keys(partOf(patch, adapter)).length > 0

  /** Asks some of the services, among them the first and the one with the traits, whose answers make the user. */
  async function save<Method>(
    member: string,
    parts: readonly Part<Method>[],
    call: (part: Part<Method>) => Promise<User>,
    signal: AbortSignal | undefined,
  ): Promise<User> {
    const asked = parts.map((part) => ({
      id: part.adapter.id,
      isRead: part.isRead,
      call: () => call(part),
    }))
    const answers = await fanOut(member, asked, signal)
    const of = (adapter: UserAdapter) =>
      answers[parts.findIndex((part) => part.adapter === adapter)] as User
    return shown(of(first), of(traits))
  }

  function shown({ devices: held, ...user }: User, { traits: own }: User): User {
    const areTheirs = devices === undefined || devices === first
    return { ...user, ...(held && areTheirs && { devices: held }), traits: own }
  }

  const readers = holdersOf([...new Set([first, traits])], (member) => member.get)
  const identifiers = holdersOf(users, (member) => member.identify)
  const creators = holdersOf(users, (member) => member.create)
  const savers = holdersOf(users, (member) => member.update ?? member.identify)
  const removers = holdersOf(users, (member) => member.delete)
  const mergers = holdersOf(users, (member) => member.merge)
  const takers = holdersOf(users, (member) => member.identifyMany)

  return {
    ...(readers && {
      async get(id, options) {
        const read = await Promise.all(readers.map(({ method }) => method(id, options)))
        return shown(read[0] as User, read.at(-1) as User)
      },
    }),

    // A page of users would show the traits of the wrong service.
    ...(first === traits && { list: first.users?.list }),

    ...(identifiers && {
      async identify(id, patch, { preferences: changes, ...options } = {}) {
        const saved = await save(
          'users.identify',
          identifiers,
          ({ adapter, method }) => {
            const mine = changes && adapter === preferences && { preferences: changes }
            return method(id, partOf(patch, adapter), { ...options, ...mine })
          },
          options.signal,
        )
        if (changes && elsewhere) {
          const ask = async () => elsewhere.preferences?.update(id, changes, options)
          await fanOut('users.identify', [{ id: elsewhere.id, call: ask }], options.signal, users)
        }
        return saved
      },
    }),

    // Where nobody has an update, saving goes through `identify` anyway.
    ...(savers?.some(({ adapter }) => adapter.users?.update) && {
      update: (id, patch, options) =>
        save(
          'users.update',
          savers
            .filter(({ adapter }) => adapter === first || adapter === traits || has(patch, adapter))
            .map((part) => ({ ...part, isRead: part.adapter === first })),
          ({ adapter, method }) =>
            withDeadline((signal) => method(id, partOf(patch, adapter), { ...options, signal }), {
              timeout,
              signal: options?.signal,
              late,
            }),
          options?.signal,
        ),
    }),

    ...(creators && {
      async create(id, patch, { preferences: changes, ...options } = {}) {
        const created = await save(
          'users.create',
          creators,
          ({ adapter, method }) => {
            const mine = changes && adapter === preferences && { preferences: changes }
            return method(id, partOf(patch, adapter), { ...options, ...mine })
          },
          options.signal,
        )
        if (changes && elsewhere) {
          const choose = async () => elsewhere.preferences?.update(id, changes, options)
          await saveInitialPreferences(elsewhere.id, choose, options.signal)
        }
        return created
      },
    }),

    ...(removers && {
      async delete(id, options) {
        const asked = removers.map(({ adapter, method }) => ({
          id: adapter.id,
          call: () => method(id, options),
        }))
        await fanOut('users.delete', asked, options?.signal)
      },
    }),

    ...(mergers && {
      async merge(both, options) {
        /** Who never heard of the guest, or merged them before, has nothing to merge where another has. */
        const idle = new Map<UserAdapter, IdentikitError>()
        const attempt = async ({ adapter, method }: (typeof mergers)[number]) => {
          try {
            return await method(both, options)
          } catch (thrown) {
            const error = toIdentikitError(thrown)
            const user = error.code === 'not-found' && adapter.users?.get?.(both.into, options)
            if (!user) throw thrown
            idle.set(adapter, error)
            return user
          }
        }
        const merged = await save('users.merge', mergers, attempt, options?.signal)
        if (idle.size < mergers.length) return merged
        const refused = Array.from(idle, ([{ id }, error]) => ({ id, error }))
        throw combineErrors('users.merge', [], refused)
      },
    }),

    ...(takers && { identifyMany: combineIdentifyMany(takers, partOf) }),
  }
}

/** `undefined` where one of them lacks it. */
function holdersOf<Method>(
  adapters: readonly UserAdapter[],
  pick: (users: UsersMember) => Method | undefined,
): Part<Method>[] | undefined {
  const parts = adapters.flatMap((adapter) => {
    const method = pick(adapter.users ?? {})
    return method === undefined ? [] : [{ adapter, method }]
  })
  return parts.length === adapters.length ? parts : undefined
}

function late(): IdentikitError {
  return new IdentikitError('timeout', `A service took longer than ${timeout} ms.`)
}

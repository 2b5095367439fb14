import type { UserAdapter, UsersMember } from '../adapter.js'
import type { User, UserPatch } from '../user/user.js'
import { fanOut, type Participant } from './fanOut.js'

/** The roles of the combined services. */
export interface CombinedRoles {
  /** The services that hold users. Users are read from the first. */
  readonly users: readonly [UserAdapter, ...UserAdapter[]]
  readonly traits: UserAdapter
  readonly preferences?: UserAdapter | undefined
  readonly devices?: UserAdapter | undefined
  /** The services of preferences, streaks and so on that are not in `users`. */
  readonly others: readonly UserAdapter[]
}

/** A service and its method of a member. */
export interface Part<Method> extends Pick<Participant, 'isRead'> {
  readonly adapter: UserAdapter
  readonly method: Method
}

/** Returns the method of each adapter; `undefined` if one of them lacks it. */
export function findParts<Method>(
  adapters: readonly UserAdapter[],
  pick: (users: UsersMember) => Method | undefined,
): Part<Method>[] | undefined {
  const parts = adapters.flatMap((adapter) => {
    const method = pick(adapter.users ?? {})
    return method === undefined ? [] : [{ adapter, method }]
  })
  return parts.length === adapters.length ? parts : undefined
}

/** Returns the part of a patch that a service holds. A service that isn't known yet gets all fields and refuses itself. */
export function selectPatch(
  patch: UserPatch,
  adapter: UserAdapter,
  { traits }: CombinedRoles,
): UserPatch {
  const entries = Object.entries(patch).filter(([key]) =>
    key === 'traits'
      ? adapter === traits
      : adapter.pending || adapter.fields[key as keyof UserAdapter['fields']]?.write,
  )
  return Object.fromEntries(entries)
}

/** Returns the user of the first service with the traits and devices of the services that hold them. */
export function joinUser(
  { devices: held, ...user }: User,
  { traits }: User,
  { users: [first], devices = first }: CombinedRoles,
): User {
  return { ...user, ...(held && devices === first && { devices: held }), traits }
}

/** Calls services, the first one and the one with the traits among them, and returns the user of their results. */
export async function saveUser<Method>(
  roles: CombinedRoles,
  member: string,
  parts: readonly Part<Method>[],
  call: (part: Part<Method>) => Promise<User>,
  signal: AbortSignal | undefined,
): Promise<User> {
  const calls = parts.map((part) => ({
    id: part.adapter.id,
    isRead: part.isRead,
    call: () => call(part),
  }))
  const results = await fanOut(member, calls, signal)
  const getResult = (adapter: UserAdapter) =>
    results[parts.findIndex((part) => part.adapter === adapter)] as User
  return joinUser(getResult(roles.users[0]), getResult(roles.traits), roles)
}

import type { UsersMember } from '../adapter.js'
import { IdentikitError } from '../errors.js'
import { saveInitialPreferences } from '../preferences/saveInitialPreferences.js'
import { withDeadline } from '../sync/deadline.js'
import type { User } from '../user/user.js'
import { combineIdentifyMany } from './combineIdentifyMany.js'
import { combineMerge } from './combineMerge.js'
import { findParts, joinUser, saveUser, selectPatch, type CombinedRoles } from './combinedRoles.js'
import { fanOut } from './fanOut.js'

/** Milliseconds: longer than one request to a service takes, and shorter than callers wait for all of them. */
const timeout = 8500

/** Combines the users of several services. A member exists if all services have it. */
export function combineUsers(roles: CombinedRoles): UsersMember {
  const [first] = roles.users
  return {
    get: combineGet(roles),
    // A page of users would have the traits of another service.
    list: first === roles.traits ? first.users?.list : undefined,
    identify: combineIdentify(roles, 'identify'),
    create: combineIdentify(roles, 'create'),
    update: combineUpdate(roles),
    delete: combineDelete(roles),
    merge: combineMerge(roles),
    identifyMany: combineIdentifyMany(roles),
  }
}

function combineGet(roles: CombinedRoles): UsersMember['get'] {
  const parts = findParts([...new Set([roles.users[0], roles.traits])], (users) => users.get)
  return (
    parts &&
    (async (id, options) => {
      const users = await Promise.all(parts.map(({ method }) => method(id, options)))
      return joinUser(users[0] as User, users.at(-1) as User, roles)
    })
  )
}

/** Combines `identify` or `create`. Their preferences go to one service, which may not hold the user. */
function combineIdentify(
  roles: CombinedRoles,
  name: 'identify' | 'create',
): UsersMember['identify'] {
  const { users, preferences: owner } = roles
  const member = `users.${name}`
  const parts = findParts(users, (methods) => methods[name])
  return (
    parts &&
    (async (id, patch, { preferences, ...options } = {}) => {
      const user = await saveUser(
        roles,
        member,
        parts,
        ({ adapter, method }) =>
          method(id, selectPatch(patch, adapter, roles), {
            ...options,
            ...(preferences && adapter === owner && { preferences }),
          }),
        options.signal,
      )
      if (preferences && owner && !users.includes(owner)) {
        const call = async () => owner.preferences?.update(id, preferences, options)
        if (name === 'create') await saveInitialPreferences(owner.id, call, options.signal)
        else await fanOut(member, [{ id: owner.id, call }], options.signal, users)
      }
      return user
    })
  )
}

function combineUpdate(roles: CombinedRoles): UsersMember['update'] {
  const { users, traits } = roles
  const [first] = users
  const parts = findParts(users, (member) => member.update ?? member.identify)
  // Without any `update`, clients save with `identify` anyway.
  if (!parts?.some(({ adapter }) => adapter.users?.update)) return undefined
  return (id, patch, options) =>
    saveUser(
      roles,
      'users.update',
      parts
        .filter(
          ({ adapter }) =>
            adapter === first ||
            adapter === traits ||
            Object.keys(selectPatch(patch, adapter, roles)).length > 0,
        )
        .map((part) => ({ ...part, isRead: part.adapter === first })),
      ({ adapter, method }) =>
        withDeadline(
          (signal) => method(id, selectPatch(patch, adapter, roles), { ...options, signal }),
          { timeout, signal: options?.signal, late },
        ),
      options?.signal,
    )
}

/** Combines `delete`: a service that is not in `users` may hold data of the user, too. It can't archive what `users` can. */
function combineDelete({ users, others }: CombinedRoles): UsersMember['delete'] {
  const parts = findParts(users, (member) => member.delete)
  return (
    parts &&
    (async (id, options) => {
      const erasing = options?.archive ? [] : others
      const rest = erasing.flatMap(
        (adapter) => findParts([adapter], (member) => member.delete) ?? [],
      )
      const calls = [...parts, ...rest].map(({ adapter, method }) => ({
        id: adapter.id,
        call: () => method(id, options),
      }))
      await fanOut('users.delete', calls, options?.signal)
    })
  )
}

function late(): IdentikitError {
  return new IdentikitError('timeout', `A service took longer than ${timeout} ms.`)
}

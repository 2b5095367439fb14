import type { RequestOptions, UserAdapter, UserEvent, UsersMember } from '../../core/adapter.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import {
  isUserField,
  isUserFlag,
  applyUserPatch,
  type User,
  type UserPatch,
} from '../../core/user/user.js'
import type { OrderedPart, OrderedWrites, WriteTask } from './orderedWrite.js'
import { selectChanges, toPreferencesPart } from './orderedPreferences.js'

/** Returns a users member whose writes are ordered, except what the service orders itself. */
export function orderUsers(adapter: UserAdapter, writes: OrderedWrites): UsersMember | undefined {
  const { users, preferences, order: isOrdered = false } = adapter
  if (!users) return undefined
  const { get, identify, update, delete: remove } = users

  return {
    ...users,
    identify:
      identify &&
      ((id, patch, { preferences: changes = [], ...options } = {}) => {
        const user = createUserPart(adapter, identify, id, patch, options)
        const isPart = preferences && preferences.rules.order !== true && changes.length > 0
        const parts = [
          ...(isOrdered ? [] : [user.part]),
          ...(isPart ? [withoutData(toPreferencesPart(preferences, id, changes, options))] : []),
        ]
        if (parts.length === 0) return identify(id, patch, options)
        return writes.write(id, parts, options, (task) => {
          const left = user.select(task)
          const sent = selectChanges(changes, options, task)
          const count = getKeys(left).length + sent.changes.length
          const isNothingLeft = count === 0 && getKeys(patch).length + changes.length > 0
          if (isNothingLeft && get) return get(id, sent.options)
          return identify(id, left, {
            ...sent.options,
            ...(sent.changes.length > 0 && { preferences: sent.changes }),
          })
        })
      }),
    update:
      update &&
      ((id, patch, options = {}) => {
        if (isOrdered) return update(id, patch, options)
        const user = createUserPart(adapter, update, id, patch, options)
        return writes.write(id, [user.part], options, (task) => {
          const left = user.select(task)
          const settings = { ...options, signal: task.signal }
          const isNothingLeft = getKeys(left).length === 0 && getKeys(patch).length > 0
          return isNothingLeft && get ? get(id, settings) : update(id, left, settings)
        })
      }),
    delete:
      remove &&
      ((id, options = {}) =>
        writes.withLease(id, options, async (signal) => {
          await remove(id, { ...options, signal })
          await writes.forget(id)
        })),
  }
}

/** Returns an events member whose patches of users are ordered. */
export function orderEvents(adapter: UserAdapter, writes: OrderedWrites): UserAdapter['events'] {
  const { events, users } = adapter
  const { identify } = users ?? {}
  if (!events || !identify) return events
  return {
    ...events,
    track(id, event, options = {}) {
      if (!event.user) return events.track(id, event, options)
      const user = createUserPart(adapter, identify, id, event.user, options)
      return writes.write(id, [withoutData(user.part)], options, (task) => {
        const sent: UserEvent = { ...event, user: user.select(task) }
        return events.track(id, sent, { ...options, signal: task.signal })
      })
    },
  }
}

/** Creates the part of a write that changes fields and traits, and the function that selects what is not superseded. */
function createUserPart(
  { users, fields, traits }: UserAdapter,
  save: (id: string, patch: UserPatch, options: RequestOptions) => Promise<User>,
  id: string,
  patch: UserPatch,
  { source }: RequestOptions,
) {
  let sent = patch
  const canRead = (key: string) => !isField(key) || fields[key]?.read === true

  /** Only what this write sent is known: the fields of a profile are not recorded. */
  async function repair(_: unknown, signal: AbortSignal): Promise<User | undefined> {
    const user = await users?.get?.(id, { signal, source })
    if (!user) return undefined
    const readable = selectKeys(sent, canRead)
    const isSaved = replaceEqualDeep(user, applyUserPatch(user, readable, traits)) === user
    return isSaved ? user : save(id, sent, { signal, source })
  }

  const choices = new Map(getKeys(patch).map((key) => [key, null]))
  return {
    part: { resource: 'users', choices, repair } satisfies OrderedPart,
    select: ({ isSuperseded }: WriteTask): UserPatch => {
      sent = selectKeys(patch, (key) => !isSuperseded(key))
      return sent
    },
  }
}

const isField = (key: string) => isUserField(key) || isUserFlag(key)

/** Returns the part for a write that answers with other data. */
function withoutData(part: OrderedPart): OrderedPart {
  return { ...part, repair: async (...input) => void (await part.repair(...input)) }
}

/** Returns the names of the changed settings of a user. */
function getKeys({ traits = {}, ...fields }: UserPatch): string[] {
  return [...Object.keys(fields), ...Object.keys(traits).map(toTraitKey)]
}

const toTraitKey = (name: string) => `traits.${name}`

function selectKeys({ traits, ...fields }: UserPatch, isKept: (key: string) => boolean): UserPatch {
  const kept = Object.entries(fields).filter(([key]) => isKept(key))
  const selectedTraits = Object.entries(traits ?? {}).filter(([name]) => isKept(toTraitKey(name)))
  return {
    ...Object.fromEntries(kept),
    ...(selectedTraits.length > 0 && { traits: Object.fromEntries(selectedTraits) }),
  }
}

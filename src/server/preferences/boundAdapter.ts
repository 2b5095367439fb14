import type {
  PreferencesMember,
  RequestOptions,
  UserAdapter,
  UsersMember,
} from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import {
  getFrequencySetting,
  getSetting,
  preferenceKey,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import type { RefusedChange } from '../../core/requestOptions.js'
import type { User, UserPatch } from '../../core/user/user.js'
import type { OrderedWrites } from '../order/orderedWrite.js'

type Identify = NonNullable<UsersMember['identify']>

/** Bytes of the JSON of one person's preferences: a quarter of what a client reads. */
export const maxPreferenceBytes = 256 * 1024
/** Bytes of a setting beside its names. */
const settingBytes = 100

/** Bytes of changes that are sent without a look at what is stored. */
const smallBytes = 4 * 1024
/** People whose sizes are kept. */
const maxPeople = 10_000

/** The bytes of the preferences of people by adapter, scope and id, as far as they are known. */
export type PreferenceSizes = Map<string, number>

/** The problem of a change that is refused. */
export const noSpace = 'would exceed the 256 KiB that are kept of the preferences of one person'

/** Runs a task in the lease that its caller holds. */
const runLeased: OrderedWrites['withLease'] = (
  _,
  { signal = new AbortController().signal },
  task,
) => task(signal)

/**
 * Returns an adapter that refuses changes which would make the preferences of a person too long to be read. Settings that exist can always
 * be changed. Only long changes, and those of a person with many settings, read what is stored first.
 */
export function boundAdapter(
  adapter: UserAdapter,
  sizes: PreferenceSizes,
  { withLease }: OrderedWrites,
): UserAdapter {
  const { preferences, users } = adapter
  if (!preferences) return adapter
  const { update, rules } = preferences
  const { identify } = users ?? {}
  const bound = createBound(preferences)
  // Other members are called in the lease of their order, which is not acquired twice.
  const run = rules.order ? withLease : runLeased
  const runIdentify = rules.order && adapter.order ? withLease : runLeased

  // The id of an adapter names its scope.
  const toKey = (id: string) => JSON.stringify([adapter.id, id])
  const getSize = (id: string) => sizes.get(toKey(id)) ?? 0

  const isSmall = (id: string, changes: readonly PreferenceChange[]) =>
    countBytes(changes) <= smallBytes && getSize(id) <= maxPreferenceBytes / 2

  function setSize(id: string, bytes: number): void {
    sizes.delete(toKey(id))
    sizes.set(toKey(id), bytes)
    const [oldest] = sizes.keys()
    if (sizes.size > maxPeople && oldest !== undefined) sizes.delete(oldest)
  }

  async function save(...[id, change, options]: Parameters<typeof update>): Promise<Preferences> {
    const saved = await update(id, change, options)
    setSize(id, estimateBytes(saved))
    return saved
  }

  /** An answer with a user doesn't show the preferences, so what was sent is added. */
  async function saveWithUser(
    call: Identify,
    id: string,
    patch: UserPatch,
    changes: readonly PreferenceChange[],
    options: RequestOptions,
  ): Promise<User> {
    if (changes.length === 0) return call(id, patch, options)
    setSize(id, getSize(id) + countBytes(changes) + changes.length * settingBytes)
    return call(id, patch, { ...options, preferences: changes })
  }

  return {
    ...adapter,
    preferences: {
      ...preferences,
      async update(id, change, options = {}) {
        const changes = [change].flat()
        if (isSmall(id, changes)) return save(id, change, options)
        return run(id, options, (signal) =>
          bound(id, changes, { ...options, signal }, async (accepted, settings, stored) => {
            if (accepted.length === 0) return stored
            const isLonger = accepted.some((item) => getMissing(stored, item).length > 0)
            return (isLonger ? save : update)(id, accepted, settings)
          }),
        )
      },
    },
    users: users && {
      ...users,
      identify:
        identify &&
        ((id, patch, { preferences: changes = [], ...options } = {}) => {
          if (isSmall(id, changes)) return saveWithUser(identify, id, patch, changes, options)
          return runIdentify(id, options, (signal) =>
            bound(id, changes, { ...options, signal }, async (accepted, settings, stored) => {
              setSize(id, countBytes(stored))
              return saveWithUser(identify, id, patch, accepted, settings)
            }),
          )
        }),
    },
  }
}

/** Saves the changes that fit, with options that report the indexes of all changes. */
type Save<T> = (
  accepted: readonly PreferenceChange[],
  options: RequestOptions,
  stored: Preferences,
) => Promise<T>

function createBound({ get, initial }: PreferencesMember) {
  async function read(id: string, { signal, source }: RequestOptions): Promise<Preferences> {
    try {
      return await get(id, { signal, source })
    } catch (thrown) {
      if (!isIdentikitError(thrown) || thrown.code !== 'not-found') throw thrown
      return initial ?? { types: [], channels: {}, rest: {} }
    }
  }

  return async <T>(
    id: string,
    changes: readonly PreferenceChange[],
    options: RequestOptions,
    save: Save<T>,
  ): Promise<T> => {
    const stored = await read(id, options)
    const indexes = findFitting(stored, changes)
    const refused = [...changes.keys()].filter((index) => !indexes.includes(index)).map(toRefused)
    const { onReport } = options
    if (refused[0] && !onReport) throw refused[0].error
    const accepted = changes.filter((_, index) => indexes.includes(index))
    const settings: RequestOptions = {
      ...options,
      ...(onReport && {
        onReport: ({ refused: own, ...report }) =>
          onReport({
            ...report,
            refused: own?.map(({ index, error }) => ({ index: indexes[index] ?? -1, error })),
          }),
      }),
    }
    const saved = await save(accepted, settings, stored)
    if (refused.length > 0) onReport?.({ refused })
    return saved
  }
}

function toRefused(index: number): RefusedChange {
  const fields = { [`changes[${index}]`]: noSpace }
  return {
    index,
    error: new IdentikitError('invalid', `changes[${index}] ${noSpace}.`, { fields }),
  }
}

/** Returns the indexes of the changes for whose settings there is space. */
function findFitting(stored: Preferences, changes: readonly PreferenceChange[]): readonly number[] {
  let size: number | undefined
  const added = new Set<string>()
  return [...changes.keys()].filter((index) => {
    const missing = getMissing(stored, changes[index] as PreferenceChange).filter(
      (target) => !added.has(preferenceKey(target)),
    )
    if (missing.length === 0) return true
    // Counted only where a setting is added, because it takes longer than the rest of a request.
    size ??= countBytes(stored)
    const bytes = missing.reduce((sum, target) => sum + countBytes(target) + settingBytes, 0)
    if (size + bytes > maxPreferenceBytes) return false
    size += bytes
    for (const target of missing) added.add(preferenceKey(target))
    return true
  })
}

/** Returns the settings of a change that are not stored. */
function getMissing(
  stored: Preferences,
  change: PreferenceChange,
): readonly Parameters<typeof preferenceKey>[0][] {
  const { type, channel, row = {} } = change
  if (change.frequency !== undefined)
    return getFrequencySetting(stored, change.type) ? [] : [change]
  const others = Object.keys(row).map((name) => ({ type, channel: name }))
  return [{ type, channel }, ...others].filter((target) => !getSetting(stored, target))
}

const countBytes = (value: unknown): number =>
  new TextEncoder().encode(JSON.stringify(value)).length

/** Returns the bytes of a value, or three times its characters where even these are few. */
function estimateBytes(value: unknown): number {
  const most = JSON.stringify(value).length * 3
  return most <= maxPreferenceBytes / 2 ? most : countBytes(value)
}

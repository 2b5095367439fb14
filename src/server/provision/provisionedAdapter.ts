import type { RequestOptions, UserAdapter, UsersMember } from '../../core/adapter.js'
import { isIdentikitError, type IdentikitErrorCode } from '../../core/errors.js'
import type { NotificationCatalog } from '../../core/preferences/catalog.js'
import { defaultSchedule } from '../../core/schedule/schedule.js'
import { defaultStreak } from '../../core/streak/streak.js'
import { userNotFound, type UserPatch } from '../../core/user/user.js'
import type { OrderedWrites } from '../order/orderedWrite.js'
import { getNewPreferences, newStreakInfo, toNewUser } from './defaults.js'
import type { DeletedUsers } from './deletedUsers.js'

/** What the handler needs to serve users who aren't identified yet. */
export interface Provisioning {
  /** The adapter without an order. */
  readonly adapter: UserAdapter
  readonly catalog: NotificationCatalog
  readonly writes: OrderedWrites
  /** Absent where users can't delete themselves. */
  readonly deleted: DeletedUsers | undefined
  /** Returns the fields of a new user, or `null` for a user who must not be created. Absent without a function of the host. */
  readonly getFields: (() => Promise<UserPatch | null>) | undefined
  /** Returns the fields that the server sets itself. */
  readonly getTrusted: () => Promise<UserPatch>
  /** The options of the calls that identify a new user. */
  readonly options: { readonly signal: AbortSignal; readonly source: string | undefined }
}

type Get = ((id: string, options?: RequestOptions) => Promise<unknown>) | undefined

/**
 * Returns an adapter that serves users who aren't identified yet. Reads return defaults and create nothing. The first write identifies
 * the user. Only the error `not-found` of the service counts.
 */
export function provisionAdapter(ordered: UserAdapter, provisioning: Provisioning): UserAdapter {
  const { users, preferences, streak, schedule, devices, events, history } = ordered
  const { adapter, catalog } = provisioning
  const calls = createCalls(provisioning)
  const { read, write, isNew, prepare } = calls
  return {
    ...ordered,
    users: users && provisionUsers(users, provisioning, calls),
    preferences: preferences && {
      ...preferences,
      get: read(preferences.get, () => getNewPreferences(adapter, catalog)),
      update: write(preferences.update),
      reset: preferences.reset && write(preferences.reset),
    },
    streak: streak && {
      ...streak,
      get: read(streak.get, () => defaultStreak),
      update: write(streak.update),
      info: streak.info && read(streak.info, () => newStreakInfo),
    },
    schedule: schedule && {
      get: read(schedule.get, () => defaultSchedule),
      update: write(schedule.update),
    },
    devices: devices && {
      async add(id, ...input) {
        await prepare(id)
        return write(devices.add)(id, ...input)
      },
      async remove(id, token, options) {
        // A user who isn't identified yet has no devices.
        await devices.remove(id, token, options).catch(async (thrown: unknown) => {
          if (!(await isNew(id, thrown))) throw thrown
        })
      },
    },
    events: events && {
      ...events,
      async track(id, ...input) {
        if (events.identifies) await prepare(id)
        return write(events.track)(id, ...input)
      },
    },
    history: history && { get: read(history.get, () => []) },
  }
}

function provisionUsers(
  ordered: UsersMember,
  provisioning: Provisioning,
  { read, write, canCreate, prepare }: ReturnType<typeof createCalls>,
): UsersMember {
  const { get, identify, update, delete: remove } = ordered
  const { adapter, deleted, getFields } = provisioning
  return {
    ...ordered,
    get: get && read(get, toNewUser),
    identify:
      identify &&
      (async (id, patch, options) => {
        const isDeleted = (await deleted?.has(id, provisioning.options.signal)) ?? false
        if (!isDeleted && !getFields) return identify(id, patch, options)
        const isKnown = !(await isUnknown(adapter.users?.get, id, provisioning.options))
        if (isKnown) return identify(id, patch, options)
        if (!(await canCreate(id))) throw userNotFound(adapter.id)
        return identify(id, mergePatches((await getFields?.()) ?? {}, patch), options)
      }),
    update:
      update &&
      (async (id, patch, options) => {
        await prepare(id)
        return write(update)(id, patch, options)
      }),
    delete:
      remove &&
      (async (id, options) => {
        await deleted?.add(id)
        await remove(id, options)
      }),
  }
}

function createCalls(provisioning: Provisioning) {
  const { adapter, writes, deleted, getFields, getTrusted, options } = provisioning
  const { get, identify, create } = adapter.users ?? {}

  /** Whether a user who isn't identified yet may be created. */
  const canCreate = async (id: string): Promise<boolean> =>
    !(await deleted?.has(id, options.signal)) && (await getFields?.()) !== null

  /** Whether an error says that the service doesn't know a user who may be created. */
  const isNew = async (id: string, thrown: unknown): Promise<boolean> =>
    hasCode(thrown, 'not-found') && canCreate(id)

  /** Identifies a user who isn't identified yet. Requests that arrive together create one user. */
  async function identifyNew(id: string): Promise<void> {
    const [fields, trusted] = await Promise.all([getFields?.(), getTrusted()])

    async function save(): Promise<void> {
      // Where only one of several services doesn't know the user, the user may have changed a field at the others.
      const isNewUser = await isUnknown(get, id, options)
      const patch = isNewUser ? mergePatches(fields ?? {}, trusted) : trusted
      if (!adapter.order || !create || !isNewUser) {
        await identify?.(id, patch, options)
        return
      }
      // Another request may have created the user, and the user may have changed a field since.
      await create(id, patch, options).catch((thrown: unknown) => {
        if (!hasCode(thrown, 'already-exists')) throw thrown
      })
    }

    if (adapter.order) await save()
    else await writes.withLease(id, options, save)
  }

  /**
   * Identifies a new user, with the fields of the host, before a write that could create the user without them.
   * @throws IdentikitError `not-found` for a user who must not be created
   */
  async function prepare(id: string): Promise<void> {
    if (!getFields && !(await deleted?.has(id, options.signal))) return
    if (!(await isUnknown(get, id, options))) return
    if (!(await canCreate(id))) throw userNotFound(adapter.id)
    if (get) await identifyNew(id)
  }

  return {
    isNew,
    canCreate,
    prepare,
    /** Returns a read that answers with the data of a new user. */
    read:
      <T>(
        call: (id: string, options?: RequestOptions) => Promise<T>,
        toDefault: (id: string) => T,
      ) =>
      async (id: string, settings?: RequestOptions): Promise<T> => {
        try {
          return await call(id, settings)
        } catch (thrown) {
          if (await isNew(id, thrown)) return toDefault(id)
          throw thrown
        }
      },
    /** Returns a write that identifies a new user and is then repeated. */
    write:
      <Input extends readonly unknown[], T>(call: (id: string, ...input: Input) => Promise<T>) =>
      async (id: string, ...input: Input): Promise<T> => {
        try {
          return await call(id, ...input)
        } catch (thrown) {
          if (!identify || !(await isNew(id, thrown))) throw thrown
          await identifyNew(id)
          return call(id, ...input)
        }
      },
  }
}

const hasCode = (thrown: unknown, code: IdentikitErrorCode) =>
  isIdentikitError(thrown) && thrown.code === code

/** Whether a service answers that it doesn't know a user. Without a method to ask, it is unknown. */
async function isUnknown(get: Get, id: string, options: RequestOptions): Promise<boolean> {
  if (!get) return true
  try {
    await get(id, options)
    return false
  } catch (thrown) {
    if (hasCode(thrown, 'not-found')) return true
    throw thrown
  }
}

/** Returns a patch with the values of a later one. */
function mergePatches(patch: UserPatch, later: UserPatch): UserPatch {
  const traits = { ...patch.traits, ...later.traits }
  return { ...patch, ...later, ...(Object.keys(traits).length > 0 && { traits }) }
}

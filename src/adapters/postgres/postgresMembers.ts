import type {
  DevicesMember,
  IdentifyOptions,
  PreferencesMember,
  RequestOptions,
  ScheduleMember,
  StreakMember,
  UsersMember,
  UserAdapter,
} from '../../core/adapter.js'
import { untilAbort } from '../../core/bulk/sleep.js'
import { IdentikitError, invalid, isIdentikitError } from '../../core/errors.js'
import type { Channel } from '../../core/preferences/channels.js'
import type {
  ChannelSettings,
  PreferenceChange,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { withKey } from '../../core/objectKeys.js'
import type { UserPatch } from '../../core/user/user.js'
import { fromCursor } from '../http/cursor.js'
import { createQueue } from '../http/queue.js'
import type { Statements } from './statements.js'
import * as wire from './wire.js'
import { toWriteReport } from './writeReport.js'
import { toSource } from '../../core/text.js'

/** Runs one statement of a member. */
export type PostgresCall = (
  member: string,
  text: string,
  params: readonly string[],
  options?: RequestOptions,
) => Promise<readonly unknown[]>

/** The settings that every user has. */
type Offer = Pick<Preferences, 'channels' | 'subscribed'>

interface Offered {
  readonly channels?: readonly Channel[] | undefined
  readonly subscribed?: boolean | undefined
}

const unset: PreferenceSetting = { state: 'unset', default: true }

/** Creates the members of the postgres adapter. */
export function createPostgresMembers(
  call: PostgresCall,
  statements: Statements,
  { channels = [], subscribed = false }: Offered,
) {
  const offered: Offer = {
    channels: channels.reduce<ChannelSettings>(
      (settings, channel) => withKey(settings, channel, unset),
      {},
    ),
    ...(subscribed && { subscribed: unset }),
  }
  const calls = createCalls(call)
  return {
    users: createUsers(calls, statements),
    preferences: createPreferences(calls, statements, offered),
    streak: createStreak(calls, statements),
    schedule: createSchedule(calls, statements),
    devices: createDevices(calls, statements),
    async getMany(ids, options) {
      const params = [JSON.stringify(ids), options?.scope ?? '']
      const rows = await call('getMany', statements.getMany, params, options)
      return rows.map((row) => wire.toUserWithPreferences(wire.toJson(row), offered))
    },
    async listScopes(id, options) {
      const rows = await call('listScopes', statements.listScopes, [id], options)
      return rows.map((row) => wire.getAnswer(row) ?? '')
    },
  } satisfies Partial<UserAdapter>
}

type Calls = ReturnType<typeof createCalls>

/** A write: the function's object without what every write has, and the changes of preferences in it. */
interface Write {
  readonly input?: Readonly<Record<string, unknown>>
  readonly changes?: readonly PreferenceChange[]
}

function createCalls(getRows: PostgresCall) {
  const enqueue = createQueue()

  /** Returns the JSON of the first row. */
  async function read(...input: Parameters<PostgresCall>): Promise<unknown> {
    return wire.toJson((await getRows(...input))[0])
  }

  /**
   * Calls a function that writes, reports what it did besides saving, and returns its data. The writes of one user run one after the
   * other, so that they don't wait for each other in connections of the pool. An aborted one doesn't hold up the next.
   */
  async function write(
    member: string,
    text: string,
    id: string,
    { input, changes }: Write,
    options: RequestOptions = {},
  ): Promise<unknown> {
    const { source, scope, order, onReport, signal } = options
    const call = {
      ...input,
      member,
      changes: changes && wire.fromChanges(changes),
      isStrict: !onReport,
      scope,
      source: toSource(source),
      ...order,
    }
    const params = [id, JSON.stringify(call)]
    const [row] = await enqueue(id, signal, () =>
      untilAbort(getRows(member, text, params, options), signal),
    )
    const result = wire.toWriteResult(row)
    const report = toWriteReport(member, result, changes)
    if (report) onReport?.(report)
    return result.data
  }

  return { getRows, read, write }
}

function createUsers(
  { getRows, read, write }: Calls,
  statements: Statements,
): Required<UsersMember> {
  function save(
    member: string,
    id: string,
    patch: UserPatch,
    { preferences, ...options }: IdentifyOptions = {},
  ): Promise<unknown> {
    const changes = preferences && preferences.length > 0 ? { changes: preferences } : {}
    return write(member, statements.saveUser, id, { input: { patch }, ...changes }, options)
  }

  return {
    get: async (id, options) => wire.toUser(await read('users.get', statements.get, [id], options)),
    identify: async (...input) => wire.toUser(await save('users.identify', ...input)),
    async create(...input) {
      try {
        return wire.toUser(await save('users.create', ...input))
      } catch (error) {
        if (!isIdentikitError(error) || error.code !== 'not-found') throw error
        const message = 'Postgres already has this user.'
        throw new IdentikitError('already-exists', message, { status: 409 })
      }
    },
    update: async (...input) => wire.toUser(await save('users.update', ...input)),
    async delete(id, options) {
      if (options?.archive) {
        throw new IdentikitError('unsupported', 'The postgres adapter erases and cannot archive.')
      }
      await getRows('users.delete', statements.delete, [id], options)
    },
    async list({ cursor, before, limit = 50, ...options } = {}) {
      if (cursor !== undefined && before !== undefined)
        throw invalid('users.list', { before: 'cannot be combined with cursor' })
      const size = Math.min(limit, 1000)
      const query = async (text: string, ...params: readonly string[]) => {
        const rows = await getRows('users.list', text, params, options)
        return rows.map((row) => wire.toListedUser(wire.toJson(row)))
      }
      if (before !== undefined) {
        const end = fromCursor(before, 'before')
        const users = await query(statements.listBefore, end, String(size + 1))
        return wire.toPageBefore(users, size, before)
      }
      const after = cursor === undefined ? '' : fromCursor(cursor)
      const page = wire.toPage(await query(statements.list, after, String(size + 1)), size)
      return { ...page, ...(cursor !== undefined && { previous: cursor }) }
    },
    identifyMany: {
      limit: 500,
      async send(records, options) {
        const users = records.map(({ id, ...patch }) => ({ id, patch }))
        const params = [JSON.stringify(users), toSource(options?.source) ?? '']
        const member = 'users.identifyMany'
        const [row] = await getRows(member, statements.identifyMany, params, options)
        wire.assertCount(row, records.length)
        return []
      },
    },
    merge: async ({ from, into }, options) =>
      wire.toUser(await write('users.merge', statements.merge, into, { input: { from } }, options)),
  }
}

function createPreferences(
  { read, write }: Calls,
  statements: Statements,
  offered: Offer,
): Required<PreferencesMember> {
  return {
    rules: {
      write: 'setting',
      parents: 'and',
      order: true,
      clear: true,
      frequency: true,
      scope: true,
    },
    initial: wire.toPreferences([], offered),
    async get(id, options) {
      const params = [id, options?.scope ?? '']
      return wire.toPreferences(
        await read('preferences.get', statements.getChoices, params, options),
        offered,
      )
    },
    async update(id, change, options) {
      const changes = [change].flat()
      const { returning } = options ?? {}
      const input = { returning, returnsFrequencies: true }
      return wire.toPreferences(
        await write(
          'preferences.update',
          statements.savePreferences,
          id,
          { input, changes },
          options,
        ),
        returning === 'changes' ? selectOffered(offered, changes) : offered,
      )
    },
    async reset(id, options) {
      return wire.toPreferences(
        await write(
          'preferences.reset',
          statements.savePreferences,
          id,
          { input: { returnsFrequencies: true } },
          options,
        ),
        offered,
      )
    },
  }
}

/** Returns the settings that some changes name, of those that every user has. */
function selectOffered(
  { channels, subscribed }: Offer,
  changes: readonly PreferenceChange[],
): Offer {
  const parents = changes.filter(({ type }) => type === undefined)
  const names = parents.map(({ channel }) => channel)
  return {
    channels: Object.fromEntries(Object.entries(channels).filter(([name]) => names.includes(name))),
    ...(names.includes(undefined) && { subscribed }),
  }
}

function createStreak({ read, write }: Calls, statements: Statements): StreakMember {
  return {
    get: async (id, options) =>
      wire.toStreak(await read('streak.get', statements.getStreak, [id], options)),
    async update(id, patch, options) {
      const input = { patch }
      return wire.toStreak(
        await write('streak.update', statements.updateStreak, id, { input }, options),
      )
    },
  }
}

function createSchedule({ read, write }: Calls, statements: Statements): ScheduleMember {
  return {
    async get(id, options) {
      const params = [id, options?.scope ?? '']
      return wire.toSchedule(await read('schedule.get', statements.getSchedule, params, options))
    },
    async update(id, patch, options) {
      const input = { patch }
      return wire.toSchedule(
        await write('schedule.update', statements.updateSchedule, id, { input }, options),
      )
    },
  }
}

function createDevices({ write }: Calls, statements: Statements): DevicesMember {
  return {
    async add(id, device, options) {
      await write('devices.add', statements.addDevice, id, { input: { device } }, options)
    },
    async remove(id, token, options) {
      await write('devices.remove', statements.removeDevice, id, { input: { token } }, options)
    },
  }
}

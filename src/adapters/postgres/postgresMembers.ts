import type {
  DevicesMember,
  IdentifyOptions,
  PreferencesMember,
  RequestOptions,
  StreakMember,
  UsersMember,
} from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { Channel } from '../../core/preferences/channels.js'
import type {
  ChannelSettings,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { withKey } from '../../core/objectKeys.js'
import type { UserPatch } from '../../core/user/user.js'
import { fromCursor } from '../http/cursor.js'
import type { Statements } from './statements.js'
import * as wire from './wire.js'

/** Runs one statement of a member. */
export type PostgresCall<Result = readonly unknown[]> = (
  member: string,
  text: string,
  params: readonly string[],
  options?: RequestOptions,
) => Promise<Result>

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
  const offered: Pick<Preferences, 'channels' | 'subscribed'> = {
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
    devices: createDevices(calls, statements),
  }
}

type Calls = ReturnType<typeof createCalls>

function createCalls(getRows: PostgresCall) {
  /** Returns the first row. */
  const read: PostgresCall<unknown> = async (...input) => (await getRows(...input))[0]
  /** Adds the source as the last parameter and returns the first row. */
  const write: PostgresCall<unknown> = (member, text, params, options) =>
    read(member, text, [...params, options?.source ?? ''], options)
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
    { preferences = [], ...options }: IdentifyOptions = {},
  ): Promise<unknown> {
    const params = [id, JSON.stringify(patch), wire.fromChanges(preferences), member]
    return write(member, statements.saveUser, params, options)
  }

  return {
    get: async (id, options) => wire.toUser(await read('users.get', statements.get, [id], options)),
    identify: async (...input) => wire.toUser(await save('users.identify', ...input)),
    async create(...input) {
      const row = await save('users.create', ...input)
      if (wire.getAnswer(row) !== null) return wire.toUser(row)
      const message = 'Postgres already has this user.'
      throw new IdentikitError('already-exists', message, { status: 409 })
    },
    update: async (...input) => wire.toUser(await save('users.update', ...input)),
    async delete(id, options) {
      if (options?.archive) {
        throw new IdentikitError('unsupported', 'The postgres adapter erases and cannot archive.')
      }
      await read('users.delete', statements.delete, [id], options)
    },
    async list({ cursor, limit = 50, ...options } = {}) {
      const after = cursor === undefined ? '' : fromCursor(cursor)
      const size = Math.min(limit, 1000)
      const rows = await getRows('users.list', statements.list, [after, String(size + 1)], options)
      return wire.toPage(rows.map(wire.toUser), size)
    },
    identifyMany: {
      limit: 500,
      async send(records, options) {
        const users = records.map(({ id, ...patch }) => ({ id, patch }))
        const params = [JSON.stringify(users)]
        const row = await write('users.identifyMany', statements.identifyMany, params, options)
        wire.assertCount(row, records.length)
        return []
      },
    },
    merge: async ({ from, into }, options) =>
      wire.toUser(await write('users.merge', statements.merge, [from, into], options)),
  }
}

function createPreferences(
  { read, write }: Calls,
  statements: Statements,
  offered: Pick<Preferences, 'channels' | 'subscribed'>,
): Required<PreferencesMember> {
  return {
    rules: { write: 'setting', parents: 'and' },
    async get(id, options) {
      const row = await read('preferences.get', statements.getChoices, [id], options)
      return wire.toPreferences(row, offered)
    },
    async update(id, change, options) {
      const member = 'preferences.update'
      const params = [id, wire.fromChanges([change].flat()), 'false', member]
      return wire.toPreferences(await write(member, statements.choose, params, options), offered)
    },
    async reset(id, options) {
      const member = 'preferences.reset'
      const params = [id, '[]', 'true', member]
      return wire.toPreferences(await write(member, statements.choose, params, options), offered)
    },
  }
}

function createStreak({ read, write }: Calls, statements: Statements): StreakMember {
  return {
    get: async (id, options) =>
      wire.toStreak(await read('streak.get', statements.getStreak, [id], options)),
    async update(id, patch, options) {
      const params = [id, JSON.stringify(patch)]
      return wire.toStreak(await write('streak.update', statements.updateStreak, params, options))
    },
  }
}

function createDevices({ write }: Calls, statements: Statements): DevicesMember {
  return {
    async add(id, device, options) {
      const params = [id, JSON.stringify(device)]
      wire.assertFound(await write('devices.add', statements.addDevice, params, options))
    },
    async remove(id, token, options) {
      wire.assertFound(await write('devices.remove', statements.removeDevice, [id, token], options))
    },
  }
}

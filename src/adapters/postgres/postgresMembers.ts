import type {
  DevicesMember,
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
import { withKey } from '../../core/record.js'
import type { Statements } from './statements.js'
import * as wire from './wire.js'

/** Runs one statement of a member. */
export type PostgresCall = (
  member: string,
  text: string,
  params: string[],
  options: RequestOptions,
) => Promise<readonly unknown[]>

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
  return {
    users: createUsers(call, statements),
    preferences: createPreferences(call, statements, offered),
    streak: createStreak(call, statements),
    devices: createDevices(call, statements),
  }
}

function createUsers(call: PostgresCall, statements: Statements): Required<UsersMember> {
  return {
    async get(id, options = {}) {
      const [row] = await call('users.get', statements.get, [id], options)
      return wire.toUser(row)
    },
    async identify(id, patch, options = {}) {
      const { preferences = [], source = '' } = options
      const params = [id, JSON.stringify(patch), source, wire.fromChanges(preferences)]
      const [row] = await call('users.identify', statements.identify, params, options)
      return wire.toUser(row)
    },
    async create(id, patch, options = {}) {
      const { preferences = [], source = '' } = options
      const params = [id, JSON.stringify(patch), source, wire.fromChanges(preferences)]
      const [row] = await call('users.create', statements.create, params, options)
      if (row !== undefined) return wire.toUser(row)
      const message = 'Postgres already has this user.'
      throw new IdentikitError('already-exists', message, { status: 409 })
    },
    async update(id, patch, options = {}) {
      const params = [id, JSON.stringify(patch), options.source ?? '']
      const [row] = await call('users.update', statements.update, params, options)
      return wire.toUser(row)
    },
    async delete(id, options = {}) {
      if (options.archive) {
        throw new IdentikitError('unsupported', 'The postgres adapter erases and cannot archive.')
      }
      await call('users.delete', statements.delete, [id], options)
    },
    async list(options = {}) {
      const { cursor, limit = 50 } = options
      const after = cursor === undefined ? '' : wire.fromCursor(cursor)
      const size = Math.min(limit, 1000)
      const rows = await call('users.list', statements.list, [after, String(size + 1)], options)
      return wire.toPage(rows.map(wire.toUser), size)
    },
    identifyMany: {
      limit: 500,
      async send(records, options = {}) {
        const users = records.map(({ id, ...patch }) => ({ id, patch }))
        const params = [JSON.stringify(users), options.source ?? '']
        const [row] = await call('users.identifyMany', statements.identifyMany, params, options)
        wire.assertCount(row, records.length)
        return []
      },
    },
    async merge({ from, into }, options = {}) {
      const params = [from, into, options.source ?? '']
      const [row] = await call('users.merge', statements.merge, params, options)
      return wire.toUser(row)
    },
  }
}

function createPreferences(
  call: PostgresCall,
  statements: Statements,
  offered: Pick<Preferences, 'channels' | 'subscribed'>,
): Required<PreferencesMember> {
  async function change(
    member: string,
    id: string,
    changes: string,
    isReset: boolean,
    options: RequestOptions,
  ): Promise<Preferences> {
    const params = [id, changes, String(isReset), member, options.source ?? '']
    const [row] = await call(member, statements.choose, params, options)
    return wire.toPreferences(row, offered)
  }

  return {
    rules: { write: 'setting', parents: 'and' },
    async get(id, options = {}) {
      const [row] = await call('preferences.get', statements.getChoices, [id], options)
      return wire.toPreferences(row, offered)
    },
    update: (id, input, options = {}) =>
      change('preferences.update', id, wire.fromChanges([input].flat()), false, options),
    reset: (id, options = {}) => change('preferences.reset', id, '[]', true, options),
  }
}

function createStreak(call: PostgresCall, statements: Statements): StreakMember {
  return {
    async get(id, options = {}) {
      const [row] = await call('streak.get', statements.getStreak, [id], options)
      return wire.toStreak(row)
    },
    async update(id, patch, options = {}) {
      const params = [id, JSON.stringify(patch), options.source ?? '']
      const [row] = await call('streak.update', statements.updateStreak, params, options)
      return wire.toStreak(row)
    },
  }
}

function createDevices(call: PostgresCall, statements: Statements): DevicesMember {
  return {
    async add(id, device, options = {}) {
      const params = [id, JSON.stringify(device), options.source ?? '']
      const [row] = await call('devices.add', statements.addDevice, params, options)
      wire.assertFound(row)
    },
    async remove(id, token, options = {}) {
      const params = [id, token, options.source ?? '']
      const [row] = await call('devices.remove', statements.removeDevice, params, options)
      wire.assertFound(row)
    },
  }
}

import type {
  DevicesMember,
  PreferencesMember,
  RequestOptions,
  StreakMember,
  UserAdapter,
  UsersMember,
} from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { userFields } from '../../core/user/fields.js'
import type { Channel } from '../../core/preferences/channels.js'
import type {
  Preferences,
  PreferenceSetting,
  ChannelSettings,
} from '../../core/preferences/preferences.js'
import { withKey } from '../../core/record.js'
import type { FieldRules } from '../../core/user/user.js'
import { toPostgresError } from './errors.js'
import { migratePostgres, type Run } from './migrations.js'
import { createStatements } from './statements.js'
import * as wire from './wire.js'

/** Sends one statement with its parameters, e.g. `(text, params) => pool.query(text, params)`. */
export type PostgresQuery = (
  text: string,
  params: string[],
) => Promise<{ readonly rows: readonly unknown[] }>

export interface PostgresAdapterOptions {
  /** Anything that speaks Postgres 13 or newer; no two statements need to meet the same connection. */
  readonly query: PostgresQuery
  /**
   * Where the tables are, whose names all begin with `identikit_`; made where it is missing.
   * @default 'public'
   */
  readonly schema?: string | undefined
  /** @default `postgres:` and the schema */
  readonly id?: string | undefined
  /** The channels that have a global switch for everybody, e.g. `['email', 'push']`. */
  readonly channels?: readonly Channel[] | undefined
  /**
   * Whether everybody has the one switch over everything commercial.
   * @default false
   */
  readonly subscribed?: boolean | undefined
}

export interface HistoryOptions extends RequestOptions {
  /**
   * At most 1,000.
   * @default 50
   */
  readonly limit?: number | undefined
}

export interface PostgresAdapter extends UserAdapter {
  /**
   * Makes the tables or brings them forward; happens before the first call anyway. Any number of processes may run it.
   * @throws IdentikitError `misuse` where the tables are newer than this code
   */
  migrate(): Promise<void>
  /** What was changed, the newest first; empty for a user who is not there. */
  history(id: string, options?: HistoryOptions): Promise<readonly wire.HistoryEntry[]>
}

const maxTries = 3

/** Nobody has turned it off. */
const unchosen: PreferenceSetting = { state: 'unset', default: true }

const every: FieldRules = { read: true, write: true, clear: true }

/**
 * Keeps users, their choices and the history of both in your own Postgres. `users.delete` erases everything of a person, the
 * history included; there are no events.
 * @throws IdentikitError `misuse` for a schema name that is not plain
 */
export function createPostgresAdapter(options: PostgresAdapterOptions): PostgresAdapter {
  const { query, schema = 'public', channels = [], subscribed = false } = options
  if (!/^[a-z_][\w-]{0,62}$/i.test(schema)) {
    const what = 'createPostgresAdapter({ schema }) takes letters, digits, "_" and "-", at most 63.'
    throw new IdentikitError('misuse', what)
  }
  const sql = createStatements(`"${schema}"`)
  const offered: Pick<Preferences, 'channels' | 'subscribed'> = {
    channels: channels.reduce<ChannelSettings>(
      (all, channel) => withKey(all, channel, unchosen),
      {},
    ),
    ...(subscribed && { subscribed: unchosen }),
  }
  let ready: Promise<void> | undefined

  const runFor =
    (member: string): Run =>
    async (text, params = []) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return (await query(text, [...params])).rows
        } catch (cause) {
          const error = toPostgresError(member, cause)
          // The statement gave way to another one, so nothing of it was done.
          if (error.code !== 'conflict' || tries === maxTries) throw error
        }
      }
    }

  async function migrate(): Promise<void> {
    ready ??= migratePostgres(runFor('migrate()'), schema)
    try {
      await ready
    } catch (error) {
      ready = undefined
      throw error
    }
  }

  async function ask(member: string, text: string, params: string[], { signal }: RequestOptions) {
    signal?.throwIfAborted()
    await migrate()
    signal?.throwIfAborted()
    return runFor(member)(text, params)
  }

  const users: Required<UsersMember> = {
    async get(id, settings = {}) {
      const [row] = await ask('users.get', sql.get, [id], settings)
      return wire.toUser(row)
    },
    async identify(id, patch, settings = {}) {
      const { preferences = [], source = '' } = settings
      const params = [id, JSON.stringify(patch), source, wire.fromChanges(preferences)]
      const [row] = await ask('users.identify', sql.identify, params, settings)
      return wire.toUser(row)
    },
    async create(id, patch, settings = {}) {
      const { preferences = [], source = '' } = settings
      const params = [id, JSON.stringify(patch), source, wire.fromChanges(preferences)]
      const [row] = await ask('users.create', sql.create, params, settings)
      if (row !== undefined) return wire.toUser(row)
      throw new IdentikitError('already-exists', 'Postgres has this user already.', { status: 409 })
    },
    async update(id, patch, settings = {}) {
      const params = [id, JSON.stringify(patch), settings.source ?? '']
      const [row] = await ask('users.update', sql.update, params, settings)
      return wire.toUser(row)
    },
    async delete(id, settings = {}) {
      if (settings.archive) {
        throw new IdentikitError('unsupported', 'The postgres adapter erases and cannot archive.')
      }
      await ask('users.delete', sql.delete, [id], settings)
    },
    async list(settings = {}) {
      const { cursor, limit = 50 } = settings
      const after = cursor === undefined ? '' : wire.fromCursor(cursor)
      const size = Math.min(limit, 1000)
      const rows = await ask('users.list', sql.list, [after, String(size + 1)], settings)
      return wire.toPage(rows.map(wire.toUser), size)
    },
    identifyMany: {
      limit: 500,
      async send(records, settings = {}) {
        const people = records.map(({ id, ...patch }) => ({ id, patch }))
        const params = [JSON.stringify(people), settings.source ?? '']
        const [row] = await ask('users.identifyMany', sql.identifyMany, params, settings)
        wire.assertCount(row, records.length)
        return []
      },
    },
    async merge({ from, into }, settings = {}) {
      const params = [from, into, settings.source ?? '']
      const [row] = await ask('users.merge', sql.merge, params, settings)
      return wire.toUser(row)
    },
  }

  const preferences: Required<PreferencesMember> = {
    rules: { write: 'setting', parents: 'and' },
    async get(id, settings = {}) {
      const [row] = await ask('preferences.get', sql.getChoices, [id], settings)
      return wire.toPreferences(row, offered)
    },
    async update(id, change, settings = {}) {
      const member = 'preferences.update'
      const changes = wire.fromChanges([change].flat())
      const params = [id, changes, 'false', member, settings.source ?? '']
      const [row] = await ask(member, sql.choose, params, settings)
      return wire.toPreferences(row, offered)
    },
    async reset(id, settings = {}) {
      const member = 'preferences.reset'
      const params = [id, '[]', 'true', member, settings.source ?? '']
      const [row] = await ask(member, sql.choose, params, settings)
      return wire.toPreferences(row, offered)
    },
  }

  const streak: StreakMember = {
    async get(id, settings = {}) {
      const [row] = await ask('streak.get', sql.getStreak, [id], settings)
      return wire.toStreak(row)
    },
    async update(id, patch, settings = {}) {
      const params = [id, JSON.stringify(patch), settings.source ?? '']
      const [row] = await ask('streak.update', sql.updateStreak, params, settings)
      return wire.toStreak(row)
    },
  }

  const devices: DevicesMember = {
    async add(id, device, settings = {}) {
      const params = [id, JSON.stringify(device), settings.source ?? '']
      const [row] = await ask('devices.add', sql.addDevice, params, settings)
      wire.assertFound(row)
    },
    async remove(id, token, settings = {}) {
      const params = [id, token, settings.source ?? '']
      const [row] = await ask('devices.remove', sql.removeDevice, params, settings)
      wire.assertFound(row)
    },
  }

  return {
    id: options.id ?? `postgres:${schema}`,
    fields: Object.fromEntries(userFields.map((field) => [field, every])),
    traits: { values: 'json', merge: 'deep', clear: true },
    users,
    preferences,
    streak,
    devices,
    migrate,
    async history(id, settings = {}) {
      const limit = String(Math.min(settings.limit ?? 50, 1000))
      const rows = await ask('history()', sql.history, [id, limit], settings)
      return rows.map(wire.toHistoryEntry)
    },
  }
}

export type { HistoryEntry } from './wire.js'

import type { RequestOptions, UserAdapter } from '../../core/adapter.js'
import { sleep } from '../../core/bulk/sleep.js'
import { readEmail } from '../../core/contact/readEmail.js'
import { IdentikitError } from '../../core/errors.js'
import type { Channel } from '../../core/preferences/channels.js'
import { userFields } from '../../core/user/fields.js'
import type { User } from '../../core/user/user.js'
import { warnOnce } from '../../core/warnOnce.js'
import { createFieldRules } from '../http/wireFields.js'
import { isRolledBack, toPostgresError } from './errors.js'
import {
  createHistory,
  type PostgresHistory,
  type PruneHistoryOptions,
  type PruneHistoryResult,
} from './history.js'
import { buildIndexes } from './indexes.js'
import { migratePostgres } from './migrations.js'
import { createPostgresMembers, type PostgresCall } from './postgresMembers.js'
import type { Run } from './run.js'
import { createStatements } from './statements.js'
import { toJson, toListedUser } from './wire.js'

/** Sends one statement with its parameters, e.g. `(text, params) => pool.query(text, params)`. */
export type PostgresQuery = (
  text: string,
  params: string[],
) => Promise<{ readonly rows: readonly unknown[] }>

/** Options of `createPostgresAdapter`. */
export interface PostgresAdapterOptions {
  /** Queries Postgres 13 or newer, at any isolation level. Each statement may use another connection. */
  readonly query: PostgresQuery
  /**
   * The schema of the tables, whose names start with `identikit_`. It is created if it doesn't exist.
   * @default 'public'
   */
  readonly schema?: string | undefined
  /**
   * The id of the adapter.
   * @default `postgres:` and the schema
   */
  readonly id?: string | undefined
  /** The channels that every user can turn off for all types, e.g. `['email', 'push']`. */
  readonly channels?: readonly Channel[] | undefined
  /**
   * Whether every user can turn off all notifications at once.
   * @default false
   */
  readonly subscribed?: boolean | undefined
  /**
   * The days for which `pruneHistory()` keeps entries of the history, at most 36,500.
   * @default 1095, which is three years
   */
  readonly historyDays?: number | undefined
}

/** An adapter over your own Postgres. */
export interface PostgresAdapter extends Omit<UserAdapter, 'history'>, PostgresHistory {
  /**
   * Creates or updates the tables, and builds indexes that tables with users lack, without blocking writes. The first call of a member
   * updates the tables too, but builds no index. Several processes may call it at the same time. Tables of a later version are used as
   * they are, so that two versions of an app can run side by side during a deploy.
   * @throws IdentikitError `misuse` for tables that need a newer version of the package, and if `query` opens a transaction in which
   * Postgres builds no index
   */
  migrate(): Promise<void>
  /**
   * Returns the users with an email address in the order of their ids, at most 1,000. It ignores upper and lower case, and the
   * spelling of an international domain. It is for trusted code: a browser must not look for other people.
   * @example
   * ```ts
   * const [user] = await adapter.findByEmail('ada@example.com')
   * ```
   */
  findByEmail(email: string, options?: RequestOptions): Promise<readonly User[]>
}

/** Milliseconds in which a statement that Postgres rolled back is repeated. */
const maxElapsed = 10_000
const firstDelay = 10
const maxDelay = 500

/**
 * Creates an adapter that keeps users, their preferences and the history of both in your own Postgres. `users.delete` erases all data
 * of a user, including the history. A write with `order` doesn't change a setting that holds a later write of the same writer; the last
 * eight writers of each setting are kept. It has no events.
 * @throws IdentikitError `misuse` for a schema name with other characters than letters, digits, `_` and `-`
 * @example
 * ```ts
 * const pool = new Pool({ connectionString: process.env.DATABASE_URL })
 * const adapter = createPostgresAdapter({ query: (text, params) => pool.query(text, params) })
 * ```
 */
export function createPostgresAdapter(options: PostgresAdapterOptions): PostgresAdapter {
  const { query, schema = 'public' } = options
  if (!/^[a-z_][\w-]{0,62}$/i.test(schema)) {
    const message =
      'createPostgresAdapter({ schema }) takes letters, digits, "_" and "-", at most 63.'
    throw new IdentikitError('misuse', message)
  }
  if (process.env.NODE_ENV !== 'production' && typeof document !== 'undefined')
    warnOnce(
      'createPostgresAdapter() runs in a browser. Create it on your server, and use createRemoteClient() here. Ignore this for a database inside of the browser.',
    )
  const statements = createStatements(`"${schema}"`)
  let migration: Promise<void> | undefined

  async function prepareTables(): Promise<void> {
    migration ??= migratePostgres(createRun(query, 'migrate()'), schema)
    try {
      await migration
    } catch (error) {
      migration = undefined
      throw error
    }
  }

  const call: PostgresCall = async (member, text, params, { signal } = {}) => {
    signal?.throwIfAborted()
    await prepareTables()
    signal?.throwIfAborted()
    return createRun(query, member, signal)(text, params)
  }

  return {
    id: options.id ?? `postgres:${schema}`,
    fields: createFieldRules(userFields),
    traits: { values: 'json', merge: 'deep', clear: true },
    order: true,
    ...createPostgresMembers(call, statements, options),
    async migrate() {
      await prepareTables()
      await buildIndexes(createRun(query, 'migrate()'), schema)
    },
    async findByEmail(email, settings) {
      const read = readEmail(email)
      const params = ['value' in read ? read.value : email]
      const rows = await call('findByEmail()', statements.findByEmail, params, settings)
      return rows.map((row) => toListedUser(toJson(row)))
    },
    ...createHistory(call, statements, options.historyDays),
  }
}

/**
 * Creates the function that runs the statements of one member. It repeats statements that Postgres rolled back until the caller
 * aborts, with full jitter, so that the writers that met don't meet again.
 */
function createRun(query: PostgresQuery, member: string, signal?: AbortSignal): Run {
  return async (text, params = []) => {
    const begun = performance.now()
    for (let tries = 0; ; tries += 1) {
      try {
        return (await query(text, [...params])).rows
      } catch (cause) {
        const delay = Math.random() * Math.min(maxDelay, firstDelay * 2 ** tries)
        const isLate = performance.now() + delay - begun > maxElapsed
        if (isLate || !isRolledBack(cause)) throw toPostgresError(member, cause)
        await sleep(delay, signal)
      }
    }
  }
}

export type { HistoryEntry, HistoryMember, HistoryOptions } from '../../core/history/history.js'
export type { PostgresHistory, PruneHistoryOptions, PruneHistoryResult }

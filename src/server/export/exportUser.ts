import type { UserAdapter } from '../../core/adapter.js'
import { createUserClient } from '../../core/client.js'
import { isIdentikitError, type IdentikitError } from '../../core/errors.js'
import type { HistoryEntry } from '../../core/history/history.js'
import type { Preferences } from '../../core/preferences/preferences.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import type { Schedule } from '../../core/schedule/schedule.js'
import type { StreakInfo, StreakSettings } from '../../core/streak/streak.js'
import { checkId, type User } from '../../core/user/user.js'

/** The preferences and the schedule of one scope. */
export interface ScopeExport {
  /** The tenant; absent for what belongs to none. */
  readonly scope?: string | undefined
  /** The preferences, if the service has some. */
  readonly preferences?: Preferences | undefined
  /** The schedule, if the service has one. */
  readonly schedule?: Schedule | undefined
}

/** Everything that a service holds on a user, as JSON. */
export interface UserExport {
  /** The profile, the traits and the devices. */
  readonly user?: User | undefined
  /** The streak settings. */
  readonly streak?: StreakSettings | undefined
  /** The metrics of the service and the length of the streak, if the service has them. */
  readonly streakInfo?: StreakInfo | undefined
  /** The preferences and the schedule outside of any scope, then those of each scope. */
  readonly scopes: readonly ScopeExport[]
  /** All changes that are still kept, newest first. */
  readonly history?: readonly HistoryEntry[] | undefined
}

/** The most entries of one read. */
const pageSize = 1000

/**
 * Returns everything that a service holds on a user as JSON, e.g. for a request of access by the GDPR. It is for trusted code. Of a
 * combination, it has the parts of the services that know the user.
 * @param options `scopes` adds the tenants that the service can't list
 * @throws IdentikitError `not-found` for an unknown user, or the error of a service that fails
 * @example
 * ```ts
 * const file = JSON.stringify(await exportUser(adapter, 'ada'), undefined, 2)
 * ```
 */
export async function exportUser(
  adapter: UserAdapter,
  id: string,
  options: Pick<RequestOptions, 'signal'> & {
    readonly scopes?: readonly string[] | undefined
  } = {},
): Promise<UserExport> {
  checkId('exportUser', id)
  const { scopes = [], signal } = options
  const settings = { signal }
  const client = createUserClient(adapter)
  const { read, getError } = createPartReader()

  // Members are read one by one: those of a remote adapter change with its first answer.
  const user = adapter.users?.get && (await read(client.users.get(id, settings)))
  const listed = adapter.devices?.list && (await read(adapter.devices.list(id, settings)))
  const streakSettings = adapter.streak && (await read(client.streak.get(id, settings)))
  const streakInfo = adapter.streak?.info && (await read(client.streak.info(id, settings)))
  const tenants = (adapter.listScopes && (await read(adapter.listScopes(id, settings)))) ?? []
  const found: ScopeExport[] = []
  for (const scope of [undefined, ...new Set([...tenants, ...scopes])]) {
    const [preferences, schedule] = await Promise.all([
      adapter.preferences && read(client.preferences.get(id, { ...settings, scope })),
      adapter.schedule && read(client.schedule.get(id, { ...settings, scope })),
    ])
    found.push({
      ...(scope !== undefined && { scope }),
      ...(preferences && { preferences }),
      ...(schedule && { schedule }),
    })
  }
  const history = await readHistory(adapter, id, settings)

  const error = getError()
  const isKnown =
    [user, streakSettings].some((part) => part !== undefined) ||
    [listed, tenants, history].some((list) => list !== undefined && list.length > 0) ||
    // Some services return the defaults as the preferences of an unknown user.
    found.some(({ preferences, schedule }) => schedule ?? (!adapter.users?.get && preferences))
  if (error && !isKnown) throw error

  const profile = user ?? (listed?.length ? { id, traits: {}, rest: {} } : undefined)
  return {
    ...(profile && { user: { ...profile, ...(listed && { devices: listed }) } }),
    ...(streakSettings && { streak: streakSettings }),
    ...(streakInfo && { streakInfo }),
    scopes: found,
    ...(history && { history }),
  }
}

/** Reads parts of an export. A part of a service that doesn't know the user is absent. */
function createPartReader() {
  let error: IdentikitError | undefined
  return {
    read: async <T>(part: Promise<T>): Promise<T | undefined> => {
      try {
        return await part
      } catch (thrown) {
        if (!isIdentikitError(thrown) || thrown.code !== 'not-found') throw thrown
        error ??= thrown
        return undefined
      }
    },
    /** Returns the first error of an absent part. */
    getError: () => error,
  }
}

async function readHistory(
  { history }: UserAdapter,
  id: string,
  { signal }: Pick<RequestOptions, 'signal'>,
): Promise<readonly HistoryEntry[] | undefined> {
  if (!history) return undefined
  const entries: HistoryEntry[] = []
  let page = await history.get(id, { limit: pageSize, signal })
  while (page.length > 0) {
    entries.push(...page)
    page = await history.get(id, { limit: pageSize, before: page.at(-1)?.id, signal })
  }
  return entries
}

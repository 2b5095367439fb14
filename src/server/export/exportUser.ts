import type { UserAdapter } from '../../core/adapter.js'
import { createUserClient } from '../../core/client.js'
import type { HistoryEntry } from '../../core/history/history.js'
import type { Preferences } from '../../core/preferences/preferences.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import type { Schedule } from '../../core/schedule/schedule.js'
import type { StreakSettings } from '../../core/streak/streak.js'
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
  /** The preferences and the schedule outside of any scope, then those of each scope. */
  readonly scopes: readonly ScopeExport[]
  /** All changes that are still kept, newest first. */
  readonly history?: readonly HistoryEntry[] | undefined
}

/** The most entries of one read. */
const pageSize = 1000

/**
 * Returns everything that a service holds on a user as JSON, e.g. for a request of access by the GDPR. It is for trusted code.
 * @param options `scopes` names the tenants of a service that can't list them
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
  const { signal, scopes } = options
  const client = createUserClient(adapter)
  const { users, preferences, streak, schedule, history } = adapter

  const readScope = async (scope: string | undefined): Promise<ScopeExport> => {
    const settings = { scope, signal }
    const [saved, hours] = await Promise.all([
      preferences && client.preferences.get(id, settings),
      schedule && client.schedule.get(id, settings),
    ])
    return {
      ...(scope !== undefined && { scope }),
      ...(saved && { preferences: saved }),
      ...(hours && { schedule: hours }),
    }
  }

  async function readHistory(): Promise<readonly HistoryEntry[]> {
    const entries: HistoryEntry[] = []
    for (let page = await history?.get(id, { limit: pageSize, signal }); page?.length;) {
      entries.push(...page)
      page = await history?.get(id, { limit: pageSize, before: page.at(-1)?.id, signal })
    }
    return entries
  }

  const user = users?.get && (await client.users.get(id, { signal }))
  const named = scopes ?? (await adapter.listScopes?.(id, { signal })) ?? []
  const settings = streak && (await client.streak.get(id, { signal }))
  const found: ScopeExport[] = []
  for (const scope of [undefined, ...named]) found.push(await readScope(scope))
  return {
    ...(user && { user }),
    ...(settings && { streak: settings }),
    scopes: found,
    ...(history && { history: await readHistory() }),
  }
}

import type { QueryClient } from '@tanstack/react-query'
import type { UserClient } from '../../core/client.js'
import { IdentikitError } from '../../core/errors.js'
import type { RefusedChange, RequestOptions } from '../../core/requestOptions.js'
import { getFailureKind } from '../../core/sync/retryPolicy.js'
import { getQueryKey } from '../store/queries.js'
import type { StoreContext } from '../store/storeContext.js'
import type { IdentifyContent } from './identifyContent.js'

/**
 * How an identify call ended. `replaced`: a later change of the same browser took the place of a part; `partial`: the error names what was
 * refused, and the rest was saved.
 */
export type IdentifyOutcome =
  | { readonly status: 'saved' | 'replaced' }
  | { readonly status: 'partial' | 'failed'; readonly error: IdentikitError }

/** The callers and the cache of an identify request. */
export type IdentifyContext = Pick<
  StoreContext,
  'queryClient' | 'client' | 'onSaved' | 'announceSave'
>

/**
 * Sends one identify request and puts the answer into the cache.
 * @throws IdentikitError if it failed, or if a preference was refused that another try may save
 */
export async function sendIdentify(
  { queryClient, client, onSaved, announceSave }: IdentifyContext,
  id: string,
  { patch, preferences }: IdentifyContent,
  options: RequestOptions,
): Promise<IdentifyOutcome> {
  const refused: RefusedChange[] = []
  const superseded: string[] = []
  const user = await client().users.identify(id, patch, {
    ...options,
    source: 'identify',
    // Services refuse an empty list.
    ...(preferences.length > 0 && { preferences }),
    onReport(report) {
      refused.push(...(report.refused ?? []))
      superseded.push(...(report.superseded ?? []))
    },
  })
  options.signal?.throwIfAborted()
  await keepUser(queryClient, client(), id, user)
  const transient = refused.find(({ error }) => isTransient(error))
  if (transient) throw transient.error
  onSaved({ resource: 'user', patch })
  announceSave('user', id)
  if (preferences.length > 0) announceSave('preferences', id)
  if (refused.length > 0) return { status: 'partial', error: joinRefused(refused) }
  return { status: superseded.length > 0 ? 'replaced' : 'saved' }
}

/** Puts the user into the cache, and reads their other data again, which may be new. */
async function keepUser(
  queryClient: QueryClient,
  client: UserClient,
  id: string,
  user: unknown,
): Promise<void> {
  const queryKey = getQueryKey(client, id, 'user')
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, user)
  void queryClient.invalidateQueries({
    queryKey: getQueryKey(client, id),
    predicate: (query) => query.queryKey.at(-1) !== 'user',
  })
}

function isTransient(error: IdentikitError): boolean {
  return ['busy', 'unknown'].includes(getFailureKind(error))
}

/** Joins the errors of refused preferences, as if the service had refused the whole request. */
function joinRefused(refused: readonly RefusedChange[]): IdentikitError {
  const [{ code, status, requestId }] = refused.map(({ error }) => error) as [IdentikitError]
  const fields = refused.map(({ index, error }) => {
    const [reason = 'was refused'] = Object.values(error.fields ?? {})
    return [`changes[${index}]`, reason]
  })
  const what = `users.identify: ${refused.length} of the preferences were refused, and the rest was saved.`
  return new IdentikitError(code, what, {
    cause: refused[0]?.error,
    status,
    requestId,
    fields: Object.fromEntries(fields),
  })
}

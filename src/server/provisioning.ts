import type { UserAdapter } from '../core/adapter.js'
import type { IdentikitError } from '../core/errors.js'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import type { UserPatch } from '../core/user/user.js'
import { orderAdapter } from './order/orderedAdapter.js'
import type { OrderedWrites } from './order/orderedWrite.js'
import type { WriteStore } from './order/writeStore.js'
import { getServerFields, type Trusted } from './trustedFields.js'
import { boundAdapter, type PreferenceSizes } from './preferences/boundAdapter.js'
import { hasLimit } from './preferences/catalogLimits.js'
import { filterByCatalog } from './preferences/filterByCatalog.js'
import { createDeletedUsers } from './provision/deletedUsers.js'
import { provisionAdapter } from './provision/provisionedAdapter.js'

/**
 * Returns the fields of a signed-in user who isn't identified yet, e.g. the name of the account, or `null` for a user who must not be
 * created, e.g. because the account was deleted.
 */
export type Provision = (
  request: Request,
  user: { readonly userId: string },
) => UserPatch | null | Promise<UserPatch | null>

interface ProvisionContext {
  readonly provision: Provision | boolean
  /** The adapter of all scopes. */
  readonly adapter: UserAdapter
  /** The adapter of the scope of the request. */
  readonly scoped: UserAdapter
  readonly catalog: NotificationCatalog
  readonly writes: OrderedWrites
  readonly writeStore: WriteStore
  readonly sizes: PreferenceSizes
  /** Whether users can delete themselves. */
  readonly canDelete: boolean
  readonly getTrusted: () => Promise<Trusted>
  readonly request: Request
  /** The id of the signed-in user. */
  readonly id: string
  readonly signal: AbortSignal
  readonly source: string | undefined
  readonly report: (error: IdentikitError) => void
}

/** Returns an adapter whose writes are ordered, and that serves users who aren't identified yet, unless `provision` is false. */
export function createProvisionedAdapter(context: ProvisionContext): UserAdapter {
  const { provision, adapter, scoped, catalog, writes, writeStore, getTrusted, report } = context
  const { request, id, signal, source, canDelete, sizes } = context
  const bounded = hasLimit(catalog) ? scoped : boundAdapter(scoped, sizes, writes)
  const ordered = filterByCatalog(orderAdapter(bounded, writes), catalog)
  if (provision === false) return ordered

  let fields: Promise<UserPatch | null> | undefined
  async function readFields(give: Provision): Promise<UserPatch | null> {
    const call = () => give(request, { userId: id })
    const given = await getServerFields('provision', call, { adapter, signal, report })
    return given && given.patch
  }

  return provisionAdapter(ordered, {
    adapter: scoped,
    catalog,
    writes,
    // A person is deleted in all scopes.
    deleted: canDelete ? createDeletedUsers(writeStore, adapter.id, report) : undefined,
    getFields:
      typeof provision === 'function' ? () => (fields ??= readFields(provision)) : undefined,
    getTrusted: async () => (await getTrusted()).patch,
    options: { signal, source },
  })
}

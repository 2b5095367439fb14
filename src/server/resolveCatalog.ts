import { IdentikitError } from '../core/errors.js'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import type { SignedInUser } from './authorization.js'
import { callHost } from './requestDeadline.js'

/** The `catalog` option: one catalog, or a function that returns the one of a request, e.g. with the types of the user's plan or role. */
export type CatalogOption =
  | NotificationCatalog
  | ((request: Request, user: SignedInUser) => NotificationCatalog | Promise<NotificationCatalog>)

/**
 * Returns the catalog of a request.
 * @throws IdentikitError `misuse` if the function returns no types: an empty catalog lists everything
 */
export async function resolveCatalog(
  option: CatalogOption,
  request: Request,
  user: SignedInUser,
  signal: AbortSignal,
): Promise<NotificationCatalog> {
  if (typeof option !== 'function') return option
  const catalog: unknown = await callHost('catalog', () => option(request, user), signal)
  if (Array.isArray(catalog) && catalog.length > 0) return catalog as NotificationCatalog
  throw new IdentikitError(
    'misuse',
    'createUserHandler: catalog() must return a list with at least one type. Return the types that this user may change.',
  )
}

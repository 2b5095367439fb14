import { IdentikitError, toIdentikitError } from '../errors.js'

/**
 * Saves the preferences of a new user with a separate request. An abort rejects with its own reason.
 * @throws IdentikitError whose message says that the user was created, because a second `create` would fail
 */
export async function saveInitialPreferences<T>(
  service: string,
  save: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  try {
    return await save()
  } catch (thrown) {
    if (signal?.aborted && thrown === signal.reason) throw thrown
    const { code, status, requestId, retryAfter, fields } = toIdentikitError(thrown)
    const what = `users.create: the user is there, and ${service} did not save all of their choices. Save those with preferences.update().`
    throw new IdentikitError(code, what, { cause: thrown, status, requestId, retryAfter, fields })
  }
}

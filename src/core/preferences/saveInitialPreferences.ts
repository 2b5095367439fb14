import { IdentikitError, toIdentikitError } from '../errors.js'

/**
 * Saves the choices of somebody who was created a moment ago by a request of its own; an abort passes as it is.
 * @throws IdentikitError that says that the user is there, since creating them again would be refused
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

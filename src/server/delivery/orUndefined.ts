import { isIdentikitError } from '../../core/errors.js'

/** Returns `undefined` for a user that the service doesn't know. */
export async function orUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (isIdentikitError(error) && error.code === 'not-found') return undefined
    throw error
  }
}

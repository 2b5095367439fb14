import { isIdentikitError, type IdentikitErrorCode } from '../../core/errors.js'

/** Resolves with `undefined` where the request fails with one of these codes. */
export async function ignoreErrors<T>(
  request: Promise<T>,
  ...codes: readonly IdentikitErrorCode[]
): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    if (isIdentikitError(error) && codes.includes(error.code)) return undefined
    throw error
  }
}

import * as z from 'zod/mini'

/**
 * The answer to a write: `{ status: 'SUCCESS' }`, `{ message: 'success' }` or nothing. An object with an `error`, or with the `type` that
 * Courier's errors have, is an error even with a success status.
 */
export const answerSchema = z.optional(
  z
    .looseObject({})
    .check(
      z.refine(
        (answer) => ['error', 'type'].every((key) => (answer[key] ?? null) === null),
        'must not be an error',
      ),
    ),
)

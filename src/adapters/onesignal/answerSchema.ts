import * as z from 'zod/mini'

/** Returns whether an answer has no errors. OneSignal also returns errors with a success status. */
export function isAccepted(answer: unknown): boolean {
  const { errors, success } = Object(answer) as Readonly<Record<string, unknown>>
  const isEmpty = (errors ?? null) === null || (Array.isArray(errors) && errors.length === 0)
  return isEmpty && success !== false
}

/** An answer without data. */
export const answerSchema = z.custom<unknown>(isAccepted, 'must not be an error')

import { IdentikitError, isIdentikitError } from '../../core/errors.js'

/** One of several requests that belong together. */
export interface Step<T> {
  /** The saved data for the error message, e.g. `traits.plan`; no id of a user. */
  readonly name: string
  /** The path of the input for the error's fields. @default the name */
  readonly path?: string | undefined
  readonly run: () => Promise<T>
}

/**
 * Runs requests one after the other and returns their results. Engage has no transactions, so the error of a failed request names
 * what was saved and what was not. An abort rejects with its own reason.
 * @param saved the names of the data that was saved before
 */
export async function runSequentially<T>(
  caller: string,
  steps: readonly Step<T>[],
  saved: readonly string[] = [],
): Promise<readonly T[]> {
  const results: T[] = []
  for (const [index, { run }] of steps.entries()) {
    try {
      results.push(await run())
    } catch (cause) {
      const names = [...saved, ...steps.map(({ name }) => name)]
      if (!isIdentikitError(cause) || names.length === 1) throw cause
      const unsaved = names.splice(saved.length + index)
      const { code, status, requestId, retryAfter } = cause
      const done = names.join(', ') || 'nothing'
      const message = `${caller} failed halfway. Saved: ${done}. Not saved: ${unsaved.join(', ')}. It is safe to send everything again.`
      const paths = steps.slice(index).map(({ name, path = name }) => [path, 'was not saved'])
      const fields = Object.fromEntries(paths) as Record<string, string>
      throw new IdentikitError(code, message, { cause, status, requestId, retryAfter, fields })
    }
  }
  return results
}

import { IdentikitError, isIdentikitError } from '../../core/errors.js'

/** One request of several that belong together. */
export interface Step {
  /** What it saves, e.g. `traits.plan`; no id of a person. */
  readonly what: string
  readonly run: () => Promise<unknown>
}

/**
 * Runs requests one after the other. Engage has nothing atomic, so where one fails the error keeps its code and names what was saved
 * before it and what was not; an abort passes untouched.
 */
export async function runSequentially(caller: string, steps: readonly Step[]): Promise<void> {
  const done: string[] = []
  for (const { what, run } of steps) {
    try {
      await run()
    } catch (thrown) {
      if (!isIdentikitError(thrown) || steps.length === 1) throw thrown
      throw partial(
        caller,
        thrown,
        done,
        steps.slice(done.length).map((step) => step.what),
      )
    }
    done.push(what)
  }
}

function partial(
  caller: string,
  cause: IdentikitError,
  done: readonly string[],
  left: readonly string[],
): IdentikitError {
  const { code, status, requestId, retryAfter } = cause
  const before = done.length === 0 ? 'nothing' : done.join(', ')
  const what = `${caller} stopped half way. Saved: ${before}. Not saved: ${left.join(', ')}. Sending all of it again is safe.`
  const fields = Object.fromEntries(left.map((name) => [name, 'was not saved']))
  return new IdentikitError(code, what, { cause, status, requestId, retryAfter, fields })
}

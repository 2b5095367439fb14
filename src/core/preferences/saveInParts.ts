import { isIdentikitError, type IdentikitError, type IdentikitErrorCode } from '../errors.js'
import type { RequestOptions } from '../requestOptions.js'

/** What a service saved of a batch. */
export interface SavedParts<Change, Data> {
  /** The answer to the last saved part. */
  readonly data: Data
  /** The changes that the service refused. */
  readonly failed: ReadonlyMap<Change, IdentikitError>
}

/** The codes of a change that the service refuses for good. */
const refusals: readonly IdentikitErrorCode[] = ['invalid', 'locked', 'unsupported']

/**
 * Saves changes in one request. If the service refuses it as `invalid`, `locked` or `unsupported` and there is an `onReport`, the changes
 * are sent in halves until only those at fault are left.
 * @throws the error of the request, or of the first change if all are refused
 */
export async function saveInParts<Change, Data>(
  changes: readonly Change[],
  save: (part: readonly Change[]) => Promise<Data>,
  { onReport }: Pick<RequestOptions, 'onReport'>,
): Promise<SavedParts<Change, Data>> {
  const failed = new Map<Change, IdentikitError>()

  async function run(part: readonly Change[]): Promise<{ readonly data: Data } | undefined> {
    try {
      return { data: await save(part) }
    } catch (error) {
      if (!onReport || !isIdentikitError(error) || !refusals.includes(error.code)) throw error
      const middle = Math.ceil(part.length / 2)
      if (middle === part.length) {
        for (const change of part) failed.set(change, error)
        return undefined
      }
      const first = await run(part.slice(0, middle))
      return (await run(part.slice(middle))) ?? first
    }
  }

  const saved = await run(changes)
  if (saved) return { data: saved.data, failed }
  throw [...failed.values()][0] as IdentikitError
}

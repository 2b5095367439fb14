import type { IdentifyManyFailure, IdentifyManyOptions, UserRecord } from '../adapter.js'
import { toIdentikitError } from '../errors.js'
import type { SourceRecord } from './bulkSender.js'

/** Creates the counts of an import and calls the host's callbacks, until the signal aborts. */
export function createImportReport({
  onProgress,
  onFailure,
  signal,
}: Pick<IdentifyManyOptions, 'onProgress' | 'onFailure' | 'signal'>) {
  const counts = { done: 0, failed: 0 }
  const kept: { readonly index: number; readonly failure: IdentifyManyFailure }[] = []

  function done(count: number): void {
    counts.done += count
    if (!signal?.aborted) callSafely(() => onProgress?.({ ...counts }))
  }

  function failed({ record, index }: SourceRecord, error: IdentifyManyFailure['error']): void {
    counts.failed += 1
    if (signal?.aborted) return
    const failure = { id: getId(record), error, record }
    const wasHandled = onFailure !== undefined && callSafely(() => onFailure(failure))
    if (!wasHandled) kept.push({ index, failure })
  }

  return {
    counts,
    done,
    failed,
    /** Returns the checked user; `undefined` if the record is refused, which is reported. */
    check(source: SourceRecord, check: (record: UserRecord) => UserRecord): UserRecord | undefined {
      try {
        return check(source.record)
      } catch (thrown) {
        failed(source, toIdentikitError(thrown))
        done(0)
        return undefined
      }
    },
    /** Returns the failures that `onFailure` didn't take, in the order of their records. */
    failures: () => kept.sort((a, b) => a.index - b.index).map(({ failure }) => failure),
  }
}

/** Returns the id of any value; empty if it has none or its getter throws. */
function getId(record: unknown): string {
  try {
    const { id } = Object(record) as { id?: unknown }
    return typeof id === 'string' ? id : ''
  } catch {
    return ''
  }
}

/** Calls a callback of the host. Its errors are reported and don't stop the import. */
function callSafely(callback: () => unknown): boolean {
  try {
    const result = callback()
    if (result instanceof Promise) result.catch(report)
    return true
  } catch (error) {
    report(error)
    return false
  }
}

function report(error: unknown): void {
  // Node has no `reportError`.
  const { reportError } = globalThis as Partial<Pick<typeof globalThis, 'reportError'>>
  reportError?.(error)
}

import type { IdentifyManyFailure, IdentifyManyOptions } from '../adapter.js'
import type { BulkSenderReport } from './bulkSender.js'

export interface ImportReport extends BulkSenderReport {
  readonly counts: { readonly done: number; readonly failed: number }
  /** The failures that nobody took, in the order of their records. */
  readonly kept: () => readonly IdentifyManyFailure[]
}

/** Counts, and tells the host, who hears nothing any more after an abort. */
export function createImportReport({
  onProgress,
  onFailure,
  signal,
}: IdentifyManyOptions): ImportReport {
  const counts = { done: 0, failed: 0 }
  const kept: { readonly nth: number; readonly failure: IdentifyManyFailure }[] = []
  return {
    counts,
    kept: () => kept.sort((a, b) => a.nth - b.nth).map(({ failure }) => failure),
    done(count) {
      counts.done += count
      if (!signal?.aborted) safely(() => onProgress?.({ ...counts }))
    },
    failed({ record, nth }, error) {
      counts.failed += 1
      const failure = { id: idOf(record), error, record }
      if (signal?.aborted) return
      const isTaken = onFailure !== undefined && safely(() => onFailure(failure))
      if (!isTaken) kept.push({ nth, failure })
    },
  }
}

/** Empty where there is none, even for a record whose getters throw. */
function idOf(record: unknown): string {
  try {
    const { id } = Object(record) as { id?: unknown }
    return typeof id === 'string' ? id : ''
  } catch {
    return ''
  }
}

/** A callback of the host that throws or rejects is the host's error, and stops no import. */
function safely(callback: () => unknown): boolean {
  try {
    const answer = callback()
    if (answer instanceof Promise) answer.catch(tell)
    return true
  } catch (error) {
    tell(error)
    return false
  }
}

function tell(error: unknown): void {
  // Node has no `reportError`.
  const { reportError: report } = globalThis as Partial<Pick<typeof globalThis, 'reportError'>>
  report?.(error)
}

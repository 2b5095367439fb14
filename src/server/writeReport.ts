import { IdentikitError } from '../core/errors.js'
import type { RefusedChange, WriteReport } from '../core/requestOptions.js'
import { toPublicError } from './callAdapter.js'
import { noSpace } from './preferences/boundAdapter.js'
import { combineRefused, type PreferenceBatch } from './preferenceBatch.js'

/**
 * Collects what a write did besides saving: the changes that the handler refused, and what the adapter reports.
 * @param traits the trait keys that an error may name
 */
export function createWriteReport(batch: PreferenceBatch | undefined, traits: readonly string[]) {
  const refused: RefusedChange[] = [...(batch?.refused ?? [])]
  const superseded: string[] = []

  return {
    /** Receives a report of the adapter. */
    add: (report: WriteReport): void => {
      superseded.push(...(report.superseded ?? []))
      for (const { index, error } of report.refused ?? []) {
        const sent = batch?.indexes[index]
        if (sent !== undefined)
          refused.push({ index: sent, error: toPublicRefusal(error, sent, traits) })
      }
    },
    /**
     * Refuses a request of which no change was saved.
     * @throws the error of the changes
     */
    checkSaved(): void {
      const count = (batch?.indexes.length ?? 0) + (batch?.refused.length ?? 0)
      if (refused.length > 0 && refused.length === count) throw combineRefused(refused)
    },
    /** Returns the report for the wire. */
    toWire: (toError: (error: IdentikitError) => unknown) => ({
      ...(refused.length > 0 && {
        refused: [...refused]
          .sort((a, b) => a.index - b.index)
          .map(({ index, error }) => ({ index, error: toError(error) })),
      }),
      ...(superseded.length > 0 && { superseded }),
    }),
  }
}

/** Keeps the reason of a refusal of the handler itself, which names no data of the service. */
function toPublicRefusal(
  error: IdentikitError,
  index: number,
  traits: readonly string[],
): IdentikitError {
  if (!Object.values(error.fields ?? {}).includes(noSpace)) return toPublicError(error, traits)
  const fields = { [`changes[${index}]`]: noSpace }
  return new IdentikitError('invalid', 'There is no space for the change.', { fields })
}

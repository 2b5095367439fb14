import { invalid } from '../../core/errors.js'
import { preferenceKey, type PreferenceChange } from '../../core/preferences/preferences.js'
import type { WriteReport } from '../../core/requestOptions.js'
import { maxChoices } from './preferenceFunctions.js'
import type { WriteResult } from './wire.js'

/** Creates the error of choices that exceed the limit. */
export function createTooManyChoicesError(member: string) {
  const most = maxChoices.toLocaleString('en')
  const wrong = `would store more than ${most} choices of one person: change some that are stored, or reset them first`
  return invalid(member, { changes: wrong })
}

/** Returns what a write with these changes of preferences did besides saving, or `undefined` for nothing. */
export function toWriteReport(
  member: string,
  result: WriteResult,
  changes: readonly PreferenceChange[] = [],
): WriteReport | undefined {
  const superseded = [...result.late, ...getKeys(result.lateSettings)]
  const refusedKeys = new Set(getKeys(result.refused))
  const refused = changes.flatMap((change, index) =>
    refusedKeys.has(preferenceKey(change))
      ? [{ index, error: createTooManyChoicesError(member) }]
      : [],
  )
  if (superseded.length === 0 && refused.length === 0) return undefined
  return {
    ...(superseded.length > 0 && { superseded }),
    ...(refused.length > 0 && { refused }),
  }
}

/** The database names a setting by the parts of its key. */
const getKeys = (settings: WriteResult['refused']) => settings.map((pair) => JSON.stringify(pair))

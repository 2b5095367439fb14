import { isIdentikitError } from '../../core/errors.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import type { RequestOptions, WriteReport } from '../../core/requestOptions.js'
import { warnOnce } from '../../core/warnOnce.js'

/** Saves changes, and warns of those that are refused because the service doesn't have the setting, which the catalog may list nevertheless. */
export async function checkRefusals<Saved>(
  changes: readonly PreferenceChange[],
  request: RequestOptions,
  save: (request: RequestOptions) => Promise<Saved>,
): Promise<Saved> {
  const onReport = (report: WriteReport) => {
    request.onReport?.(report)
    for (const { index, error } of report.refused ?? [])
      warnOfRefusal(changes.slice(index, index + 1), error)
  }
  try {
    return await save({ ...request, onReport })
  } catch (error) {
    warnOfRefusal(changes, error)
    throw error
  }
}

/** Warns of the changes that an error names, or of the only change. */
function warnOfRefusal(changes: readonly PreferenceChange[], error: unknown): void {
  if (!isIdentikitError(error) || !['invalid', 'unsupported'].includes(error.code)) return
  const fields = Object.keys(error.fields ?? {})
  for (const [index, { type, channel }] of changes.entries()) {
    const isNamed = fields.some((field) => field.startsWith(`changes[${index}]`))
    if (!isNamed && changes.length > 1) continue
    const names = [
      ...(type === undefined ? [] : [`the type "${type}"`]),
      ...(channel === undefined ? [] : [`the channel "${channel}"`]),
    ]
    if (names.length === 0) continue
    warnOnce(
      `A change of ${names.join(' and ')} was refused as ${error.code}. Check that the service has this setting, or remove it from the catalog.`,
    )
  }
}

import { invalid } from '../errors.js'
import { forbiddenCharacters } from '../json.js'
import { frequencies, isFrequency } from './frequencies.js'
import type { PreferenceChange } from './preferences.js'

/**
 * Checks the shape of changes before they are sent.
 * @throws IdentikitError `invalid`, naming every wrong key at once
 */
export function checkPreferenceChanges(
  caller: string,
  input: PreferenceChange | readonly PreferenceChange[],
) {
  const changes: readonly unknown[] = Array.isArray(input) ? input : [input]
  const wrong: Record<string, string> = {}
  changes.forEach((change, index) => {
    const path = Array.isArray(input) ? `changes[${index}]` : 'change'
    if (typeof change !== 'object' || change === null) wrong[path] = 'must be an object'
    else Object.assign(wrong, checkChange(path, change))
  })
  if (changes.length === 0) wrong['changes'] = 'is empty'
  if (Object.keys(wrong).length > 0) throw invalid(caller, wrong)
  return changes as readonly PreferenceChange[]
}

function checkChange(path: string, change: object): Record<string, string> {
  const wrong: Record<string, string> = {}
  const { type, channel, enabled, row, frequency, ...other } = change as Record<string, unknown>
  for (const [key, value] of [
    ['type', type],
    ['channel', channel],
  ] as const) {
    if (value !== undefined && !isName(value))
      wrong[`${path}.${key}`] = 'must be a non-empty string of at most 256 characters'
  }
  if (frequency !== undefined) {
    if (frequency !== null && !isFrequency(frequency))
      wrong[`${path}.frequency`] = `must be ${frequencies.join(', ')} or null`
    if (type === undefined) wrong[`${path}.type`] = 'is missing'
    for (const [key, value] of Object.entries({ channel, enabled, row }))
      if (value !== undefined) wrong[`${path}.${key}`] = 'cannot be combined with frequency'
  } else if (typeof enabled !== 'boolean' && enabled !== null)
    wrong[`${path}.enabled`] = 'must be true, false or null'
  if (row !== undefined && frequency === undefined && !isRow(row))
    wrong[`${path}.row`] = 'must be an object of channel to true or false'
  for (const key of Object.keys(other)) wrong[`${path}.${key}`] = 'is not a key of a change'
  return wrong
}

const isName = (value: unknown) =>
  typeof value === 'string' &&
  value !== '' &&
  value.length <= 256 &&
  !forbiddenCharacters.test(value)

const isRow = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([channel, on]) => isName(channel) && typeof on === 'boolean')

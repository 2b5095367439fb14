import { trimText } from '../../core/text.js'
import { UsageError } from '../terminal.js'
import { createColumnReport } from './columnReport.js'
import { isObject } from './columnTargets.js'
import type { Item, RefusedItem, UserItem } from './item.js'
import { getMembers } from './jsonMembers.js'
import { readJsonRecord, type JsonRules } from './readJsonRecord.js'
import type { Line } from './readLines.js'

/**
 * Reads one JSON object per line: a user, or a line of a failures file, which has the user in `record`.
 * @throws UsageError if two keys of the first user fit one field
 */
export async function* readJsonl(
  lines: AsyncIterable<Line>,
  rules: JsonRules = { map: new Map(), report: createColumnReport(), isList: false },
): AsyncGenerator<Item> {
  let isFirst = true
  for await (const { line, text, error } of lines) {
    if (error !== undefined) yield { line, text, error }
    else if (trimText(text) !== '') {
      yield { line, ...parse(text, rules, isFirst) }
      isFirst = false
    }
  }
}

type Parsed = Omit<UserItem, 'line'> | Omit<RefusedItem, 'line'>

const notANumber = /[:,[]\s*-?(?:NaN|Infinity)\s*[,}\]]/

function parse(text: string, rules: JsonRules, isFirst: boolean): Parsed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (thrown) {
    if (notANumber.test(text)) {
      return { text, error: 'The line holds NaN or Infinity, which are not JSON. Remove them.' }
    }
    const [, position] = /position (\d+)/.exec(String(thrown)) ?? []
    const place = position === undefined ? '' : ` at character ${Number(position) + 1}`
    return { text, error: `The line is not JSON${place}. Write one object per line.` }
  }
  if (!isObject(value)) return { text, error: 'The line is not an object. Write {"id":"..."}.' }
  if ('error' in value && !isObject(value['record']) && 'text' in value) {
    return { text, error: 'The failed line could not be read. Correct it in the original file.' }
  }
  try {
    return 'error' in value && isObject(value['record'])
      ? readJsonRecord(value['record'], getMembers(text).get('record')?.text ?? text, rules)
      : readJsonRecord(value, text, rules)
  } catch (thrown) {
    if (isFirst || !(thrown instanceof UsageError)) throw thrown
    return { text, error: thrown.message }
  }
}

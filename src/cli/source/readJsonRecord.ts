import { invalid } from '../../core/errors.js'
import { trimText } from '../../core/text.js'
import type { ColumnReport } from './columnReport.js'
import { assignColumns, withPath, type ColumnMap } from './columnTargets.js'
import { getMembers, RawJson, writeRawJson } from './jsonMembers.js'
import type { RefusedItem, UserItem } from './item.js'
import { readText } from './readValue.js'

type JsonObject = Readonly<Record<string, unknown>>

/** Decides where the values of JSON objects go. */
export interface JsonRules {
  readonly map: ColumnMap
  readonly report: ColumnReport
  /**
   * Whether the file is a list, which services export, and not JSONL for an import. In an export, unknown keys are left out, `null`
   * and empty texts are absent, and numbers are ids.
   */
  readonly isList: boolean
}

/**
 * Returns the user of a JSON object. An object without `id`, such as one of Firebase or Auth0, is read as an export.
 * @throws UsageError if two keys fit one field
 */
export function readJsonRecord(
  source: JsonObject,
  json: string,
  rules: JsonRules,
): Omit<UserItem, 'line'> | Omit<RefusedItem, 'line'> {
  const isExport = rules.isList || source['id'] === undefined || source['id'] === null
  const keys = Object.keys(source).filter((key) => !isExport || !isEmpty(source[key]))
  const targets = assignColumns(keys, rules.map)
  const hasId = targets.includes('id')
  const moves = keys.flatMap((key, index) => {
    const target = targets[index]
    if (target !== undefined) return [{ key, path: target.split('.') }]
    if (!isExport || rules.map.get(key) === '') return isExport ? [] : [{ key, path: [key] }]
    // Keys of an object without an id may be ids themselves.
    if (hasId) rules.report.skip(key)
    return []
  })
  const { record, wrong } = readValues(source, moves, isExport)
  const isSame =
    !isExport &&
    moves.length === keys.length &&
    moves.every(({ key, path: [first, ...rest] }) => key === first && rest.length === 0)
  const getJson = () => (isSame ? json : moveMembers(json, moves))
  if (Object.keys(wrong).length === 0) return { record, getJson }
  return { record, getJson, error: invalid('users.identifyMany', wrong).message }
}

interface Move {
  readonly key: string
  readonly path: readonly string[]
}

function readValues(source: JsonObject, moves: readonly Move[], isExport: boolean) {
  let record: Record<string, unknown> = {}
  const wrong: Record<string, string> = {}
  for (const { key, path } of moves) {
    const target = path.join('.')
    const reading = readJsonValue(target, source[key], isExport)
    if ('error' in reading) wrong[target] = reading.error
    record = withPath(record, path, 'error' in reading ? source[key] : reading.value)
  }
  return { record, wrong }
}

function readJsonValue(
  target: string,
  value: unknown,
  isExport: boolean,
): { readonly value: unknown } | { readonly error: string } {
  if (typeof value === 'number' && target === 'id') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return { error: 'is beyond 9007199254740991 and would lose digits; write it as a string' }
    }
    return { value: isExport ? String(value) : value }
  }
  if (typeof value === 'number' && target === 'createdAt') return readText(target, String(value))
  if (typeof value !== 'string' || target.startsWith('traits')) return { value }
  const text = trimText(value)
  // The check of the field refuses it: JSONL clears a field with null.
  return text === '' ? { value } : readText(target, text)
}

const isEmpty = (value: unknown) =>
  value === null || (typeof value === 'string' && trimText(value) === '')

/** Returns the JSON of a user with the values as they are written in the file. */
function moveMembers(json: string, moves: readonly Move[]): string {
  const members = getMembers(json)
  const tree = moves.reduce<Record<string, unknown>>((result, { key, path }) => {
    const value = members.get(key)
    return value ? withPath(openParents(result, path), path, value) : result
  }, {})
  return writeRawJson(tree)
}

/** Reads the raw object that a value goes into. */
function openParents(
  tree: Readonly<Record<string, unknown>>,
  [key = '', ...rest]: readonly string[],
): Readonly<Record<string, unknown>> {
  const inner = Object.hasOwn(tree, key) ? tree[key] : undefined
  if (rest.length === 0 || inner === undefined) return tree
  const members = inner instanceof RawJson ? Object.fromEntries(getMembers(inner.text)) : inner
  return withPath(tree, [key], openParents(members as JsonObject, rest))
}

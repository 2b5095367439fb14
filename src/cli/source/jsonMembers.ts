/** The text of a JSON value. */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/** Returns the values of a JSON object by key as they are written, because `JSON.parse` rounds integers beyond 2^53. */
export function getMembers(json: string): ReadonlyMap<string, RawJson> {
  const members = new Map<string, RawJson>()
  let depth = 0
  let key: string | undefined
  let start: number | undefined
  for (const { 0: token, index } of json.matchAll(tokens)) {
    const isEnd = depth === 1 && (token === ',' || token === '}')
    if (isEnd && key !== undefined && start !== undefined) {
      members.set(key, new RawJson(json.slice(start, index).trimEnd()))
      key = start = undefined
    } else if (depth === 1 && key === undefined && token.startsWith('"')) {
      key = JSON.parse(token) as string
    } else if (depth === 1 && token === ':') start ??= index + 1
    if (token === '{' || token === '[') depth += 1
    if (token === '}' || token === ']') depth -= 1
  }
  return new Map([...members].map(([name, { text }]) => [name, new RawJson(text.trimStart())]))
}

/** Writes an object of raw values and objects of them as JSON. */
export function writeRawJson(value: unknown): string {
  if (value instanceof RawJson) return value.text
  const members = Object.entries(value as Readonly<Record<string, unknown>>).map(
    ([key, member]) => `${JSON.stringify(key)}:${writeRawJson(member)}`,
  )
  return `{${members.join(',')}}`
}

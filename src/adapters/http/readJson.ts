import { parseJson } from '../../core/parseJson.js'
import { readText } from '../../core/readText.js'

const maxBytes = 1024 * 1024

/** Deep enough for any service, and shallow enough that recursive functions don't overflow the stack. */
const maxDepth = 500

/** The JSON of a response (`undefined` if the body is empty), or the reason why it could not be read. */
export type JsonResult = { readonly json: unknown } | { readonly problem: string }

/**
 * Reads the JSON of a response, at most 1 MiB and 500 levels. Counts the bytes, because `content-length` may be wrong. Integers beyond
 * 9007199254740991 are strings of their digits.
 */
export async function readJson(response: Response): Promise<JsonResult> {
  const text = await readText(response.body?.getReader(), maxBytes)
  if (text === undefined) return { problem: 'with more than 1 MiB' }
  if (text.trim() === '') return { json: undefined }
  try {
    const json = parseJson(text)
    return isTooDeep(json) ? { problem: `with JSON of more than ${maxDepth} levels` } : { json }
  } catch {
    return { problem: 'with a body that is not JSON' }
  }
}

function isTooDeep(json: unknown): boolean {
  let level = [json]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}

const most = 1024 * 1024

/** More than any service has a use for, and so few that whatever goes through an answer level by level does not overflow. */
const deepest = 500

/** What stood in an answer: JSON (`undefined` where it was empty), or why there is none. */
export type Answer = { readonly json: unknown } | { readonly wrong: string }

/** Reads an answer, at most 1 MiB and 500 levels of it: counted as it is read, since the length that a header claims may be wrong. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await readText(response)
  if (text === undefined) return { wrong: 'with more than 1 MiB' }
  if (text.trim() === '') return { json: undefined }
  try {
    const json: unknown = JSON.parse(text)
    return isDeeper(json) ? { wrong: `with JSON of more than ${deepest} levels` } : { json }
  } catch {
    return { wrong: 'with something that is not JSON' }
  }
}

function isDeeper(json: unknown): boolean {
  let level = [json]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}

/** `undefined` where it is too long. */
async function readText({ body }: Response): Promise<string | undefined> {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  if (!reader) return text
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > most) {
      // Nobody waits for it: a service that does not end must not keep the caller.
      reader.cancel().catch(() => undefined)
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}

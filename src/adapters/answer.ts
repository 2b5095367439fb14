const most = 1024 * 1024

/** What stood in an answer: JSON (`undefined` where it was empty), or why there is none. */
export type Answer = { readonly json: unknown } | { readonly wrong: string }

/** Reads an answer, at most 1 MiB of it: counted as it is read, since the length that a header claims may be wrong. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await readText(response)
  if (text === undefined) return { wrong: 'with more than 1 MiB' }
  if (text.trim() === '') return { json: undefined }
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    return { wrong: 'with something that is not JSON' }
  }
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

/**
 * Reads a body as text; `undefined` if it is longer than `maxBytes`. Counts the bytes, because `content-length` may be wrong.
 * @throws TypeError for other text than UTF-8, where `fatal` is true
 */
export async function readText(
  { body }: Request | Response,
  maxBytes: number,
  fatal = false,
): Promise<string | undefined> {
  const reader = body?.getReader()
  const decoder = new TextDecoder('utf-8', { fatal })
  let text = ''
  let size = 0
  if (!reader) return text
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > maxBytes) {
      // Not awaited: a body that never ends must not block the caller.
      reader.cancel().catch(() => undefined)
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}

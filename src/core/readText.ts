import { invalid } from './errors.js'

/**
 * Reads a body as text; `undefined` if it is longer than `maxBytes`. Counts the bytes, because `content-length` may be wrong.
 * @throws IdentikitError `invalid` for other text than UTF-8, where `fatal` is true, and the error of a body that breaks off
 * @param reader the reader of a body; canceling it stops reading
 */
export async function readText(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  maxBytes: number,
  fatal = false,
): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal })
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw invalid('The body', { body: 'is not UTF-8' })
    }
  }
  let text = ''
  let size = 0
  if (!reader) return text
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decode()
    size += value.byteLength
    if (size > maxBytes) {
      // Not awaited: a body that never ends must not block the caller.
      void reader.cancel().catch(() => undefined)
      return undefined
    }
    text += decode(value)
  }
}

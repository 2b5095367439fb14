import { readText } from '../../core/readText.js'

/** A form has an action and an undo token. */
const maxBytes = 64 * 1024

/** Reads the fields of a form, as a browser or a mail program posts them; `undefined` if there are none or if it is too long. */
export async function readForm(request: Request): Promise<FormData | undefined> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined
  try {
    const text = await readText(request.body?.getReader(), maxBytes)
    if (!text) return undefined
    return await new Response(text, { headers: { 'content-type': type } }).formData()
  } catch {
    return undefined
  }
}

/**
 * Parses JSON. An integer beyond 9007199254740991, which a number would round, becomes the string of its digits.
 * @throws SyntaxError for other text than JSON
 */
export function parseJson(text: string): unknown {
  const json: unknown = JSON.parse(text)
  if (!/\d{16}/.test(text)) return json
  let isInString = false
  // The text is JSON, so a backslash is the start of an escape in a string. Each quote that is not escaped starts or ends a string.
  const exact = text.replaceAll(/\\.|"|-?\d[\d.e+-]*/gi, (token) => {
    if (token === '"') isInString = !isInString
    const isRounded = /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))
    return isRounded && !isInString ? `"${token}"` : token
  })
  return JSON.parse(exact)
}

/**
 * Parses an absolute URL, or returns `undefined`. `URL.canParse` of Node 20 and 22 refuses hosts such as `münchen.de` once V8 has
 * optimized the function that calls it.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

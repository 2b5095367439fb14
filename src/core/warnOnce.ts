const printed = new Set<string>()
/** Texts that are printed: a server without NODE_ENV receives requests of many paths and origins. */
const maxTexts = 100

/**
 * Prints a warning for developers, once for each text and at most 100. Call it only where `process.env.NODE_ENV !== 'production'`, which every bundler
 * for React replaces, so that no text reaches a production bundle. A text contains no personal data and says what to do.
 */
export function warnOnce(text: string): void {
  if (printed.has(text) || printed.size >= maxTexts) return
  printed.add(text)
  // oxlint-disable-next-line no-console -- this is the only place that prints warnings
  console.warn(`Identikit: ${text}`)
}

/** Marks a text from left to right, such as a phone number, so that the text around it doesn't reorder it. */
export function ltr(text: string): string {
  return `\u2066${text}\u2069`
}

/** Separates a text of an unknown direction, such as an email address, from the text around it. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

import { trimText } from '../text.js'

/** Returns whether the typed text matches the expected text, ignoring case, white space and Unicode normalization. */
export function isConfirmed(typed: string, expected: string): boolean {
  return fold(typed) === fold(expected) && fold(expected) !== ''
}

/** Upper-cases first, because some letters, such as the two sigmas, differ only in lower case. */
function fold(text: string): string {
  const plain = trimText(text.normalize('NFC')).replaceAll(/\s+/g, ' ')
  return plain.toUpperCase().toLowerCase().normalize('NFC')
}

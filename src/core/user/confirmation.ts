/** Whether a person typed what was asked of them, whatever its case, its blanks and the way its accents are encoded. */
export function isConfirmed(typed: string, wanted: string): boolean {
  return fold(typed) === fold(wanted) && fold(wanted) !== ''
}

/** Upper case first: some letters differ in lower case only, such as the two sigmas. Neither depends on the language of the device. */
function fold(text: string): string {
  const plain = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  return plain.toUpperCase().toLowerCase().normalize('NFC')
}

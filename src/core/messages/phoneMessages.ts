/** The English texts of the phone number field. */
export const phoneMessages = {
  /** The name of the list of countries. */
  country: 'Country calling code',
  /** One option of that list. */
  countryOption: (country: string, code: string) => `${country} ${code}`,
  /** The option for a number without a country. */
  noCountry: 'No country',
  /** Errors, which block a save. */
  needsCountry: 'Choose a country, or start with + and the country code.',
  unknownCode: "We don't know the country code after the +.",
  tooShort: 'This number is too short.',
  tooLong: 'This number is too long.',
  wrongLength: 'This number has too many or too few digits.',
  notANumber: 'Enter a valid phone number, like +44 20 7946 0018.',
  extension: "Remove the extension. It can't be saved.",
  /** The error of a national number while the phone number library isn't loaded. */
  needsCode: 'Start with + and the country code, like +44 20 7946 0018.',
  /** Warnings, which don't block a save. */
  unlikely: 'This number looks unusual. Check it before you save.',
  /** Shown if the chosen country doesn't match the code in the number. */
  keepsCode: (code: string, chosen: string) =>
    `The number starts with ${code}. Remove ${code} to use ${chosen}.`,
}

/** The messages of the phone number field. */
export type PhoneMessages = typeof phoneMessages

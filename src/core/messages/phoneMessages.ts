/** English, built in. */
export const phoneMessages = {
  label: 'Phone number',
  /** The name of the list of countries. */
  country: 'Country calling code',
  /** One of that list. */
  countryOption: (country: string, code: string) => `${country} ${code}`,
  /** Shown there while no country is known, or the number belongs to none. */
  noCountry: 'No country',
  /** What stops a save. */
  needsCountry: 'Choose a country, or start with + and the country code.',
  unknownCode: "We don't know the country code after the +.",
  tooShort: 'This number is too short.',
  tooLong: 'This number is too long.',
  wrongLength: 'This number has too many or too few digits.',
  notANumber: 'Enter a valid phone number, like +44 20 7946 0018.',
  extension: "Remove the extension. It can't be saved.",
  /** While numbers cannot be looked up, only a whole one is taken. */
  needsCode: 'Start with + and the country code, like +44 20 7946 0018.',
  /** What does not stop it. */
  unlikely: 'This number looks unusual. Check it before you save.',
  /** A country was chosen beside a number that begins with the code of another one. */
  keepsCode: (code: string, chosen: string) =>
    `The number starts with ${code}. Remove ${code} to use ${chosen}.`,
}

/** The words of the phone number of a person. */
export type PhoneMessages = typeof phoneMessages

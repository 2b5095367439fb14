/** The words of the phone number of a person. */
export interface PhoneMessages {
  readonly label: string
  /** The name of the list of countries. */
  readonly country: string
  /** One of that list. */
  readonly countryOption: (country: string, code: string) => string
  /** Shown there while no country is known, or the number belongs to none. */
  readonly noCountry: string
  /** What stops a save. */
  readonly needsCountry: string
  readonly unknownCode: string
  readonly tooShort: string
  readonly tooLong: string
  readonly wrongLength: string
  readonly notANumber: string
  readonly extension: string
  /** While numbers cannot be looked up, only a whole one is taken. */
  readonly needsCode: string
  /** What does not stop it. */
  readonly unlikely: string
  /** A country was chosen beside a number that begins with the code of another one. */
  readonly keepsCode: (code: string, chosen: string) => string
}

/** English, built in. */
export const phoneMessages: PhoneMessages = {
  label: 'Phone number',
  country: 'Country calling code',
  countryOption: (country, code) => `${country} ${code}`,
  noCountry: 'No country',
  needsCountry: 'Choose a country, or start with + and the country code.',
  unknownCode: "We don't know the country code after the +.",
  tooShort: 'This number is too short.',
  tooLong: 'This number is too long.',
  wrongLength: 'This number has too many or too few digits.',
  notANumber: 'Enter a valid phone number, like +44 20 7946 0018.',
  extension: "Remove the extension. It can't be saved.",
  needsCode: 'Start with + and the country code, like +44 20 7946 0018.',
  unlikely: 'This number looks unusual. Check it before you save.',
  keepsCode: (code, chosen) => `The number starts with ${code}. Remove ${code} to use ${chosen}.`,
}

/** English, built in. */
export const traitMessages = {
  /** The row of a list that stands for no choice. */
  notSet: 'Not set',
  /** What an empty list asks for that has no such row. */
  choose: 'Choose one',
  /** What is stored and the field cannot show. */
  stored: (value: string) => `Now “${value}”. It stays until you enter something else.`,
  /** A tick that has to be set. */
  mustBeOn: (label: string) => `${label} must be checked.`,
  wrongType: "This can't be saved. Enter it again.",
  forbiddenCharacters: "Remove the special character. It can't be saved.",
  notNumber: 'Enter a number.',
  tooSmall: (least: string) => `Must be ${least} or more.`,
  tooLarge: (most: string) => `Must be ${most} or less.`,
  notWhole: 'Enter a whole number.',
  offStep: (below: string, above: string) => `Try ${below} or ${above}.`,
  /** The same where there is none above. */
  offLastStep: (below: string) => `Try ${below}.`,
  notOption: 'Choose one of the options.',
  notDate: 'Enter a day, a month and a year.',
  tooEarly: (first: string) => `Must be ${first} or later.`,
  tooLate: (last: string) => `Must be ${last} or earlier.`,
  notUrl: 'Enter a web address, like https://example.com.',
  hasPassword: 'Remove the user name and password from this address.',
  /** The host's own rule refuses a value and does not say why. */
  refused: "We couldn't accept this. Check what you entered.",
  /** The host's own rule could not be asked. */
  notChecked: "We couldn't check this. Try again in a moment.",
}

/** The words of the fields that the host adds to a profile. Numbers and days come written in the language of the page. */
export type TraitMessages = typeof traitMessages

/** The words of the fields that the host adds to a profile. Numbers and days come written in the language of the page. */
export interface TraitMessages {
  /** The row of a list that stands for no choice. */
  readonly notSet: string
  /** What an empty list asks for that has no such row. */
  readonly choose: string
  /** What is stored and the field cannot show. */
  readonly stored: (value: string) => string
  /** A tick that has to be set. */
  readonly mustBeOn: (label: string) => string
  readonly wrongType: string
  readonly forbiddenCharacters: string
  readonly notNumber: string
  readonly tooSmall: (least: string) => string
  readonly tooLarge: (most: string) => string
  readonly notWhole: string
  readonly offStep: (below: string, above: string) => string
  /** The same where there is none above. */
  readonly offLastStep: (below: string) => string
  readonly notOption: string
  readonly notDate: string
  readonly tooEarly: (first: string) => string
  readonly tooLate: (last: string) => string
  readonly notUrl: string
  readonly hasPassword: string
  /** The host's own rule refuses a value and does not say why. */
  readonly refused: string
  /** The host's own rule could not be asked. */
  readonly notChecked: string
}

/** English, built in. */
export const traitMessages: TraitMessages = {
  notSet: 'Not set',
  choose: 'Choose one',
  stored: (value) => `Now “${value}”. It stays until you enter something else.`,
  mustBeOn: (label) => `${label} must be checked.`,
  wrongType: "This can't be saved. Enter it again.",
  forbiddenCharacters: "Remove the special character. It can't be saved.",
  notNumber: 'Enter a number.',
  tooSmall: (least) => `Must be ${least} or more.`,
  tooLarge: (most) => `Must be ${most} or less.`,
  notWhole: 'Enter a whole number.',
  offStep: (below, above) => `Try ${below} or ${above}.`,
  offLastStep: (below) => `Try ${below}.`,
  notOption: 'Choose one of the options.',
  notDate: 'Enter a day, a month and a year.',
  tooEarly: (first) => `Must be ${first} or later.`,
  tooLate: (last) => `Must be ${last} or earlier.`,
  notUrl: 'Enter a web address, like https://example.com.',
  hasPassword: 'Remove the user name and password from this address.',
  refused: "We couldn't accept this. Check what you entered.",
  notChecked: "We couldn't check this. Try again in a moment.",
}

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
  readonly unstorable: string
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
  stored: (value) => `Now it is “${value}”. It stays until you enter something else.`,
  mustBeOn: (label) => `${label} must be checked.`,
  wrongType: 'This cannot be saved as it is. Enter it again.',
  unstorable: 'This holds a character that cannot be saved. Type it again without.',
  notNumber: 'This is not a number.',
  tooSmall: (least) => `This is too little: ${least} at least.`,
  tooLarge: (most) => `This is too much: ${most} at most.`,
  notWhole: 'This must be a whole number.',
  offStep: (below, above) => `This is in between: ${below} or ${above} would do.`,
  offLastStep: (below) => `This is in between: ${below} would do.`,
  notOption: 'This is not one of the choices.',
  notDate: 'This is not a whole date: it has a day, a month and a year.',
  tooEarly: (first) => `This is too early: ${first} at the earliest.`,
  tooLate: (last) => `This is too late: ${last} at the latest.`,
  notUrl: 'This is not a web address. It looks like https://example.com.',
  hasPassword: 'A web address here must not hold a user name or a password.',
  refused: 'This was not accepted. Check what you entered.',
  notChecked: 'This could not be checked. Try again in a moment.',
}

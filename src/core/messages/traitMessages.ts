/** The English texts of custom fields. */
export const traitMessages = {
  /** The option for no choice. */
  notSet: 'Not set',
  /** The placeholder if there is no option for no choice. */
  choose: 'Choose one',
  /** Shown beside a field that can't show its stored value. */
  stored: (value: string) => `Currently “${value}”. It stays until you enter something else.`,
  /** The error of a required checkbox. */
  mustBeOn: (label: string) => `${label} must be checked.`,
  wrongType: "This can't be saved. Enter it again.",
  forbiddenCharacters: "Remove the special character. It can't be saved.",
  notNumber: 'Enter a number.',
  tooSmall: (least: string) => `Must be ${least} or more.`,
  tooLarge: (most: string) => `Must be ${most} or less.`,
  notWhole: 'Enter a whole number.',
  offStep: (below: string, above: string) => `Try ${below} or ${above}.`,
  /** The same if there is no higher value. */
  offLastStep: (below: string) => `Try ${below}.`,
  notOption: 'Choose one of the options.',
  notDate: 'Enter a day, a month and a year.',
  tooEarly: (first: string) => `Must be ${first} or later.`,
  tooLate: (last: string) => `Must be ${last} or earlier.`,
  notUrl: 'Enter a web address, like https://example.com.',
  hasPassword: 'Remove the user name and password from this address.',
  /** The error of a schema without a message of its own. */
  refused: "We couldn't accept this. Check what you entered.",
  /** The error of a schema that threw or timed out. */
  notChecked: "We couldn't check this. Try again in a moment.",
}

/** The messages of custom fields. Numbers and dates are formatted in the language of the page. */
export type TraitMessages = typeof traitMessages

/** The words about the language of a person. */
export interface LanguageMessages {
  readonly label: string
}

/** English, built in. */
export const languageMessages: LanguageMessages = {
  label: 'Language',
}

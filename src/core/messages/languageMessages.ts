/** The English texts of the language field. */
export const languageMessages = {
  /** The option for no choice. */
  appDefault: "Use the app's default",
  /** The placeholder if there is no option for no choice. */
  choose: 'Choose a language',
  /** The name of a language in that language and in the language of the page. */
  bothNames: (own: string, name: string) => `${own} — ${name}`,
  /** Distinguishes languages of the same name by their tags. */
  sameName: (name: string, tag: string) => `${name} (${tag})`,
}

/** The messages of the language field. */
export type LanguageMessages = typeof languageMessages

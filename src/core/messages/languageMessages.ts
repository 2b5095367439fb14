/** English, built in. */
export const languageMessages = {
  label: 'Language',
  /** The row that stands for no choice: the app decides. */
  appDefault: "Use the app's default",
  /** What an empty list asks for where there is no such row. */
  choose: 'Choose a language',
  /** What a language calls itself, and its name in the language of the page. */
  bothNames: (own: string, name: string) => `${own} — ${name}`,
  /** Two languages of the same name, told apart by their tags. */
  sameName: (name: string, tag: string) => `${name} (${tag})`,
}

/** The words about the language of a person. */
export type LanguageMessages = typeof languageMessages

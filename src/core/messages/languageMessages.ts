/** The words about the language of a person. */
export interface LanguageMessages {
  readonly label: string
  /** The row that stands for no choice: the app decides. */
  readonly appDefault: string
  /** What an empty list asks for where there is no such row. */
  readonly choose: string
  /** What a language calls itself, and its name in the language of the page. */
  readonly bothNames: (own: string, name: string) => string
  /** Two languages of the same name, told apart by their tags. */
  readonly sameName: (name: string, tag: string) => string
}

/** English, built in. */
export const languageMessages: LanguageMessages = {
  label: 'Language',
  appDefault: "Use the app's default",
  choose: 'Choose a language',
  bothNames: (own, name) => `${own} — ${name}`,
  sameName: (name, tag) => `${name} (${tag})`,
}

/**
 * Returns the language tag of a text, or `null` if it is none. The language has two or three letters, as all in the registry have, so that
 * `English`, `POSIX`, `C` and `default` are none; neither are `und`, `mis`, `mul` and `zxx`, which name no language. Underscores are
 * accepted, because some products and services write tags like that. The encoding of a Unix name such as `en_US.UTF-8` is dropped.
 */
export function toLanguageTag(text: string): string | null {
  const [, language, region] =
    /^([a-z]{2,3})[-_]([a-z]{2})(?:\.[\w-]+|@euro|@posix){1,2}$/i.exec(text) ?? []
  const tag = language ? `${language}-${region}` : text
  if (!/^(?!und|mis|mul|zxx)[a-z]{2,3}(?:[-_]|$)/i.test(tag)) return null
  try {
    Intl.getCanonicalLocales(tag.replaceAll('_', '-'))
    return tag
  } catch {
    return null
  }
}

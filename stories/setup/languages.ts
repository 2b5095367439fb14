import type { Locale } from 'identikit/core'

interface Language {
  readonly tag: string
  readonly name: string
  /** Loads the language; absent for English, which is built in. */
  readonly load?: () => Promise<Locale>
}

/** The languages of the toolbar. */
export const languages: readonly Language[] = [
  { tag: 'en', name: 'English' },
  { tag: 'de', name: 'Deutsch', load: async () => (await import('identikit/locales/de')).de },
  { tag: 'fr', name: 'Français', load: async () => (await import('identikit/locales/fr')).fr },
  { tag: 'es', name: 'Español', load: async () => (await import('identikit/locales/es')).es },
  {
    tag: 'pt-BR',
    name: 'Português (Brasil)',
    load: async () => (await import('identikit/locales/pt-BR')).ptBR,
  },
  { tag: 'pl', name: 'Polski', load: async () => (await import('identikit/locales/pl')).pl },
  { tag: 'ja', name: '日本語', load: async () => (await import('identikit/locales/ja')).ja },
  {
    tag: 'zh-Hans',
    name: '简体中文',
    load: async () => (await import('identikit/locales/zh-Hans')).zhHans,
  },
  { tag: 'ar', name: 'العربية', load: async () => (await import('identikit/locales/ar')).ar },
  {
    tag: 'pseudo',
    name: 'Long texts (pseudo)',
    load: async () => (await import('identikit/locales/pseudo')).pseudo,
  },
]

/** Loads a language of the toolbar. */
export async function loadLanguage(tag: string): Promise<Locale | undefined> {
  return await languages.find((language) => language.tag === tag)?.load?.()
}

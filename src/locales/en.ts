import type { Locale } from '../core/locale/locale.js'
import { messages } from '../core/messages/messages.js'

/**
 * English, which the components have built in. Import it to switch between English and other languages.
 * @example
 * <IdentikitProvider locale={en} client={client} userId={userId}>
 */
export const en: Locale = { tag: 'en', direction: 'ltr', messages }

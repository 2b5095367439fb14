'use client'
import { languageMessages } from '../../core/messages/languageMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the language field. */
export const useLanguageMessages = /* @__PURE__ */ createMessagesHook(() => ({
  language: languageMessages,
}))

'use client'
import { profileMessages } from '../../core/messages/profileMessages.js'
import { traitMessages } from '../../core/messages/traitMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of custom fields. */
export const useTraitMessages = /* @__PURE__ */ createMessagesHook(() => ({
  profile: profileMessages,
  traits: traitMessages,
}))

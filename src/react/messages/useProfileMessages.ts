'use client'
import { profileMessages } from '../../core/messages/profileMessages.js'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the profile editor and of text fields. */
export const useProfileMessages = /* @__PURE__ */ createMessagesHook(() => ({
  ...saveMessages,
  profile: profileMessages,
}))

'use client'
import { phoneMessages } from '../../core/messages/phoneMessages.js'
import { profileMessages } from '../../core/messages/profileMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the phone number field. */
export const usePhoneMessages = /* @__PURE__ */ createMessagesHook(() => ({
  profile: profileMessages,
  phone: phoneMessages,
}))

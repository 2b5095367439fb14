'use client'
import { phoneMessages } from '../../core/messages/phoneMessages.js'
import { profileMessages } from '../../core/messages/profileMessages.js'
import { signUpMessages } from '../../core/messages/signUpMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the sign-up form. */
export const useSignUpMessages = /* @__PURE__ */ createMessagesHook(() => ({
  profile: profileMessages,
  phone: phoneMessages,
  signUp: signUpMessages,
}))

'use client'
import { accountMessages } from '../../core/messages/accountMessages.js'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of account deletion and devices. */
export const useAccountMessages = /* @__PURE__ */ createMessagesHook(() => ({
  ...saveMessages,
  account: accountMessages,
}))

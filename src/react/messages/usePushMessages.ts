'use client'
import { pushMessages } from '../../core/messages/pushMessages.js'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of push notifications on one device. */
export const usePushMessages = /* @__PURE__ */ createMessagesHook(() => ({
  ...saveMessages,
  push: pushMessages,
}))

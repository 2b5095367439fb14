'use client'
import { pushMessages } from '../../core/messages/pushMessages.js'
import { reachMessages } from '../../core/messages/reachMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of channels that don't reach the user. */
export const useReachMessages = /* @__PURE__ */ createMessagesHook(() => ({
  push: pushMessages,
  reach: reachMessages,
}))

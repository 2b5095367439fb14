'use client'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { streakMessages } from '../../core/messages/streakMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the streak settings. */
export const useStreakMessages = /* @__PURE__ */ createMessagesHook(() => ({
  ...saveMessages,
  streak: streakMessages,
}))

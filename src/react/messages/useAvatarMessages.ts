'use client'
import { avatarMessages } from '../../core/messages/avatarMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the avatar field. */
export const useAvatarMessages = /* @__PURE__ */ createMessagesHook(() => ({
  avatar: avatarMessages,
}))

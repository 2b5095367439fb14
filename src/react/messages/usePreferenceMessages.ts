'use client'
import { channelMessages } from '../../core/messages/channelMessages.js'
import { preferenceMessages } from '../../core/messages/preferenceMessages.js'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the preference center. */
export const usePreferenceMessages = /* @__PURE__ */ createMessagesHook(() => ({
  ...saveMessages,
  ...channelMessages,
  preferences: preferenceMessages,
}))

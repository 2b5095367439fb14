'use client'
import { channelMessages } from '../../core/messages/channelMessages.js'
import { preferenceBulkMessages } from '../../core/messages/preferenceBulkMessages.js'
import { preferenceMessages } from '../../core/messages/preferenceMessages.js'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of bulk changes of preferences. */
export const usePreferenceBulkMessages = /* @__PURE__ */ createMessagesHook(() => ({
  ...saveMessages,
  ...channelMessages,
  preferences: preferenceMessages,
  bulk: preferenceBulkMessages,
}))

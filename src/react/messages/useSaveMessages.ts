'use client'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of loads and saves. */
export const useSaveMessages = /* @__PURE__ */ createMessagesHook(() => saveMessages)

'use client'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { timezoneMessages } from '../../core/messages/timezoneMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the time zone field. */
export const useTimezoneMessages = /* @__PURE__ */ createMessagesHook(() => ({
  ...saveMessages,
  timezone: timezoneMessages,
}))

'use client'
import { timezonePickerMessages } from '../../core/messages/timezonePickerMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the time zone picker only, so that a page with a picker bundles no others. */
export const useTimezonePickerMessages = /* @__PURE__ */ createMessagesHook(() => ({
  timezone: timezonePickerMessages,
}))

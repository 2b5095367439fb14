'use client'
import { saveMessages } from '../../core/messages/saveMessages.js'
import { scheduleMessages } from '../../core/messages/scheduleMessages.js'
import { createMessagesHook } from './createMessagesHook.js'

/** Returns the texts of the schedule. */
export const useScheduleMessages = /* @__PURE__ */ createMessagesHook(() => ({
  ...saveMessages,
  schedule: scheduleMessages,
}))

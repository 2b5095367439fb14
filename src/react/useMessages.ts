'use client'
import { createContext, useContext } from 'react'
import { messages, type Messages } from '../core/messages.js'
import {
  timezonePickerMessages,
  type TimezonePickerMessages,
} from '../core/timezonePickerMessages.js'

export const MessagesContext = createContext<Messages | undefined>(undefined)

/** The words of the nearest provider; English without one. */
export function useMessages(): Messages {
  return useContext(MessagesContext) ?? messages
}

/** Only the words of the timezone picker, so that a picker without a provider loads no others. */
export function useTimezonePickerMessages(): TimezonePickerMessages {
  return useContext(MessagesContext)?.timezone ?? timezonePickerMessages
}

'use client'
import { createContext, useContext } from 'react'
import type { PartialMessages } from '../../core/messages/messages.js'
import { sharedMessages, type SharedMessages } from '../../core/messages/sharedMessages.js'
import {
  timezonePickerMessages,
  type TimezonePickerMessages,
} from '../../core/messages/timezonePickerMessages.js'

/** The words of a provider. */
export interface ProvidedMessages extends SharedMessages {
  /** The host's own, of which the other parts take theirs. */
  readonly patch: PartialMessages | undefined
}

export const MessagesContext = createContext<ProvidedMessages | undefined>(undefined)

/** The words of the nearest provider that all its parts may need; English without one. */
export function useSharedMessages(): SharedMessages {
  return useContext(MessagesContext) ?? sharedMessages
}

/** Only the words of the timezone picker, so that a picker without a provider loads no others. */
export function useTimezonePickerMessages(): TimezonePickerMessages {
  return useContext(MessagesContext)?.timezone ?? timezonePickerMessages
}
